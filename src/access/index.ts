/** The access room: who somebody is, what they may do and see, and what they did. */
export {
  type AccountSearch,
  assignRoles,
  createAccount,
  disableAccount,
  enableAccount,
  findAccount,
  type Granted,
  listAccounts,
  resetSecondFactor,
  setPassword,
  unlockAccount,
} from "./account.store.ts";
export type { Account, AccountState, NewAccount } from "./account.ts";
export { queryEvents, recordEvent } from "./audit.store.ts";
export type { AuditEvent, EventSearch, NewEvent, Outcome } from "./audit-event.ts";
export { sealAudit, startSealingAudit } from "./audit-seal.store.ts";
export { type Caller, PUBLIC_CALLER } from "./caller.ts";
export { changePassword, type PasswordChange } from "./change-password.store.ts";
export { type Credential, issueCredential } from "./credential.store.ts";
export {
  DEMO_PASSWORD,
  type DemoAccount,
  type DemoPlaces,
  ensureDemoAccounts,
} from "./demo-accounts.store.ts";
export { type FamilyMember, readFamily } from "./family.store.ts";
export { assertRight, assertUnlimited } from "./holder.ts";
export { type Lockout, listLockouts } from "./lockout.store.ts";
export { maskedCertificate, maskedName, maskedPhone } from "./mask.ts";
export { OFFICES, type OfficeId } from "./office.ts";
export {
  findIdentity,
  linkIdentity,
  type OpenidIdentity,
  unlinkIdentity,
} from "./openid-identity.store.ts";
export {
  createOpenidProvider,
  isLoopbackHttp,
  type OpenidOptions,
  type OpenidProvider,
} from "./openid-provider.ts";
export {
  beginOpenidSignIn,
  confirmOpenidSignIn,
  finishOpenidSignIn,
  openidSignInState,
} from "./openid-sign-in.store.ts";
export type { Page, PageRequest } from "./page.ts";
export {
  decide,
  findProposal,
  listProposals,
  type ProposalSearch,
  propose,
} from "./proposal.store.ts";
export type { Decision, NewProposal, Proposal, ProposalState } from "./proposal.ts";
export { readAs } from "./read-as.store.ts";
export { coversRegion, regionPrefix } from "./region-limit.ts";
export { RIGHTS, type Right, type RightWords } from "./right.ts";
export {
  type AccountKind,
  isRoleId,
  type Power,
  ROLES,
  type Role,
  type RoleId,
  rightsOf,
} from "./role.ts";
export {
  confirmSecondFactor,
  countBackupCodes,
  offerSecondFactor,
  type SecondFactorOffer,
} from "./second-factor.store.ts";
export {
  callerOfSession,
  endSession,
  listSessions,
  type OwnSession,
  type SessionFrom,
  type SessionOptions,
  signOut,
} from "./session.store.ts";
export { type SignInRequest, signIn, signInByCredential } from "./sign-in.store.ts";
export type { SignedIn, SignInOptions } from "./signed-in.store.ts";
export { type UnmaskRequest, unmask, unmaskedUntil } from "./unmask.store.ts";
export { type AuditVerification, type BadRow, verifyAudit } from "./verify-audit.store.ts";
