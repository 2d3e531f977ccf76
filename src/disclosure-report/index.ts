/** The report room: what a check found, as a person reads it, and many files checked at once. */
export { checkFile, type FileAnswer, type FileQuestion, type Refusal } from "./check-file.ts";
export { type CheckingOptions, checkFiles, type FileTask } from "./check-files.ts";
export { htmlIndex } from "./html-index.ts";
export { htmlReport } from "./html-report.ts";
export {
  CHECK_ORDERS,
  type CheckOrder,
  KEPT_DAYS,
  keepCheck,
  keepWaiver,
  listChecks,
  readCheck,
  readCheckPage,
  readCheckPages,
  withdrawWaiver,
} from "./kept-check.store.ts";
export {
  countsOf,
  type KeptCheck,
  type KeptCheckRow,
  type KeptWaiver,
  withWaivers,
} from "./kept-check.ts";
export { placeWords } from "./outcome-words.ts";
export type { DocumentPlaces, DrawnPage, FindingPlace } from "./place-view.ts";
export { reviewSheet, type UncheckedFile } from "./sheet.ts";
export { reportSheet } from "./terminal.ts";
