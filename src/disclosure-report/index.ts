/** The report room: what a check found, as a person reads it, and many files checked at once. */
export { checkFile, type FileAnswer, type FileQuestion, type Refusal } from "./check-file.ts";
export { type CheckingOptions, checkFiles, type FileTask } from "./check-files.ts";
export { htmlIndex } from "./html-index.ts";
export { htmlReport } from "./html-report.ts";
export { reviewSheet, type UncheckedFile } from "./sheet.ts";
export { reportSheet } from "./terminal.ts";
