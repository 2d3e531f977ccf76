/** The people room: who is insured, since when, with which identity, and their state row. */
export { ACCOUNT_DEPOSIT_FORM, type AccountDeposit } from "./account-deposit.ts";
export {
  countPeople,
  type EnrolledCodes,
  everybody,
  readEnrolledCodes,
} from "./everybody.store.ts";
export {
  enterFiling,
  listFilings,
  lockPerson,
  withdrawFiling,
} from "./filing.store.ts";
export {
  type AskedWithdrawal,
  assertFilable,
  endOfWithdrawal,
  type Filing,
  type FilingKind,
  type FilingLimits,
  type FilingTerms,
  heldPeriod,
  injuryFilingOn,
  type NewFiling,
} from "./filing.ts";
export { importPeople, PEOPLE_KINDS, type PeopleKind } from "./people.import.ts";
export {
  findByCertificate,
  findPerson,
  hasPeopleBeyond,
  loadPersonFacts,
  loadPersonFile,
  moveStates,
  type StateMove,
} from "./people.store.ts";
export type {
  Designation,
  DiseaseCertificate,
  Enrolment,
  EnrolmentState,
  FamilyLink,
  FiledPlace,
  Identity,
  InjuryFiling,
  Person,
  PersonRecord,
  PersonStateRow,
  PlaceFiling,
} from "./person.ts";
export {
  countFoundPeople,
  type FoundPerson,
  type PeopleSearch,
  searchPeople,
} from "./search.store.ts";
export {
  type AttributeFilter,
  enterConsent,
  enterVisitAttribute,
  type NewVisitAttribute,
  queryVisitAttributes,
  type ReportConsent,
  type VisitAttribute,
} from "./visit-attribute.store.ts";
