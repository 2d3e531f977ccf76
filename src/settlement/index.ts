/** The settlement room: visit → charge lines → adjudicate → settle → reverse. */

export { agencyCode, isAgencyCode } from "./agency-code.ts";
export * from "./bill.ts";
export {
  type CalculatorAnswer,
  type CalculatorFigures,
  type ComparedBill,
  calculate,
  type UnverifiedValue,
} from "./calculator/calculate.ts";
export { type CalculatorOptions, calculatorOptions } from "./calculator/options.ts";
export { readCase } from "./case.ts";
export {
  type BillAnswer,
  type CaseAnswer,
  caseAnswer,
  type StepAnswer,
  stepAnswer,
} from "./case-answer.ts";
export { settleCaseFile } from "./case-file.ts";
export { runCase } from "./case-run.ts";
export type {
  Approval,
  ChargeLine,
  ChargeLineInput,
  LineTerms,
} from "./charge-line.ts";
export {
  type ClaimFacts,
  type ClaimLine,
  owedToPerson,
  type ReckonedClaim,
  reckonClaim,
} from "./claim.ts";
export {
  type ClaimAccounts,
  type ClaimAccountsFilter,
  findClaimAccounts,
  readClaimAccounts,
} from "./claim-account.store.ts";
export {
  assertPaymentDay,
  type ClaimAccount,
  type ClaimPayment,
  type ClaimPaymentResult,
  type ClaimStanding,
  type PaidClaim,
} from "./claim-payment.ts";
export type { ChargeBatch, Message, Receipt } from "./command.ts";
export {
  type DepositResult,
  depositReference,
  depositToAccounts,
  type ReferencedDeposit,
} from "./deposit.store.ts";
export {
  assertDesignated,
  certifiedDisease,
  contractedOn,
  enrolmentOn,
  type InstitutionFacts,
  timelineOf,
} from "./entitlement.ts";
export { explainBill } from "./explain-bill.ts";
export {
  type ExplainableSettlement,
  type ExplanationKey,
  readExplainable,
  readSettlementFile,
  type SettlementFile,
} from "./explanation.store.ts";
export {
  type ConsumerState,
  consumerStates,
  type FollowedSettlement,
  type Follower,
  type FollowOptions,
  followOnce,
  followSettlements,
} from "./follow.store.ts";
export { loadHistories, readSettledCodes, type SettledCodes } from "./history.store.ts";
export {
  type EventsFilter,
  INSTITUTION_EVENTS,
  type InstitutionEvent,
  readInstitutionEvents,
} from "./institution-event.store.ts";
export {
  type InstitutionMonth,
  type InstitutionMonthsFilter,
  readInstitutionMonths,
} from "./institution-months.store.ts";
export type { Operations } from "./operations.ts";
export { CLAIMS_PAID_MOST, payClaims } from "./pay-claims.store.ts";
export { movedYears, type Years } from "./person-state.ts";
export {
  findSettlementPerson,
  type PersonVisitRow,
  type PersonVisitsFilter,
  readPersonVisits,
  type StandingState,
} from "./person-visits.store.ts";
export {
  findOrder,
  latestOrder,
  lockOrder,
  nextOrderNo,
  ORDER_TRANSACTION,
  type OrderFilter,
  type PurchaseOrder,
  type PurchaseOrderState,
  placeOrder,
  type StandingOrder,
  withdrawOrder,
} from "./purchase-order.store.ts";
export {
  type CertifiedLineFilter,
  isInForce,
  listCertifiedLines,
  listOpenStays,
  listVisits,
  personOfVisit,
  readAccumulators,
  readLines,
  readSettlement,
  readTotals,
  readVisit,
  type SettlementKey,
  type StayFilter,
  type Totals,
  type TotalsFilter,
  type VisitFilter,
  type VisitLine,
} from "./query.store.ts";
export { type RecentPatient, recentPatients } from "./recent-patients.store.ts";
export type * from "./request.ts";
export {
  createSettlementService,
  type SettlementService,
  type SettlementServiceOptions,
} from "./service.ts";
export {
  type FundRow,
  fundRows,
  type SettlementFigures,
  settlementFigures,
} from "./setlinfo.ts";
export { type AdjudicatedPart, adjudicatedParts, settleBill } from "./settle-bill.ts";
export { type HistoricEvent, settledHistory } from "./settled-history.ts";
export type {
  AccountMovement,
  EffectiveSettlement,
  SettlementKind,
  SettlementRecord,
} from "./settlement-record.ts";
export { negatedMoves } from "./settlement-record.ts";
export {
  type ClaimRow,
  type ClearingTotals,
  COUNTED_MAX,
  type CountFilter,
  countSettlements,
  type FundStatementRow,
  type FundTotal,
  findStatementRows,
  readClaimRows,
  readClearingTotals,
  readFundStatement,
  readFundTotals,
  readStatement,
  readVisitTypeTotals,
  type StatementDays,
  type StatementFilter,
  type StatementPage,
  type StatementRow,
  type VisitTypeTotal,
} from "./statement.store.ts";
export { verifySettlements } from "./verify.store.ts";
export type { CivilTime, Diagnosis, Visit, VisitKind, VisitState } from "./visit.ts";
export { isByDisease, isInpatientType, nationalVisitType } from "./visit-type.ts";
