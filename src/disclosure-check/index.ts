/**
 * The checking room: everything that is wrong in a published budget or in final accounts, each
 * defect once, at its place, with what should stand there; and what could not be judged.
 */
export { type CheckOptions, checkDisclosure } from "./check-disclosure.ts";
export type * from "./report.ts";
export { isSameFinding } from "./waive.ts";
export { readWaivers, type Waiver, type WaiverPlace } from "./waiver-file.ts";
