/**
 * Sentences of the narrative: paragraphs to statements and to facts of the source `text`. Inside
 * the reading room; what it needs of words stands in `disclosure/words.yaml`.
 */
export { readStatements } from "./read-statements.ts";
export type { SentenceOptions, SentenceReading, UnreadFigure } from "./sentence-reading.ts";
