/**
 * The reading room: what a published document discloses. From a document in any format to facts
 * under the addresses of `disclosure/forms.yaml`: who, which year, which tables and sections, and
 * every figure that is understood; what is not understood is told, never guessed.
 */
export { type ReadingOptions, readDisclosure } from "./read-disclosure.ts";
export type { Reading, ReadingNote, Unread } from "./reading.ts";
export { type ReadingWords, readingWords } from "./reading-words.ts";
export { bare, plainName, unnumbered } from "./words.ts";
