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
  listChecks,
  readCheck,
  readCheckPage,
  readCheckPages,
} from "./kept-check.store.ts";
export {
  countsOf,
  type KeptCheck,
  type KeptCheckRow,
  type KeptWaiver,
  type OfferedWaiver,
  withWaivers,
} from "./kept-check.ts";
export { otherPlaceOf } from "./other-place.ts";
export { placeWords } from "./outcome-words.ts";
export type { DocumentPlaces, DrawnPage, FindingPlace } from "./place-view.ts";
export { reviewSheet, type UncheckedFile } from "./sheet.ts";
export { reportSheet } from "./terminal.ts";
export {
  GIVEN_KEPT_DAYS,
  keepWaivers,
  offeredWaivers,
  type WaiverToKeep,
  withdrawWaiver,
} from "./waiver.store.ts";
