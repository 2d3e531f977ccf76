/** The settlement room: visit → charge lines → adjudicate → settle → reverse. */
export * from "./bill.ts";
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
export {
  type FundRow,
  fundRows,
  type SettlementFigures,
  settlementFigures,
} from "./setlinfo.ts";
export { settleBill } from "./settle-bill.ts";
export { isByDisease, isInpatientType, nationalVisitType } from "./visit-type.ts";
