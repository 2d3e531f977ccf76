import type { DefectKind } from "../defect-kind.ts";
import { FIGURE_KINDS } from "./figures.ts";
import { ROW_KINDS } from "./rows.ts";
import { SECTION_KINDS } from "./sections.ts";
import { COUNT_KINDS, TOLD_KINDS } from "./sentence-figures.ts";
import { WORD_KINDS } from "./sentence-words.ts";
import { TABLE_KINDS } from "./tables.ts";

/** Every kind of defect that the campaign plants. */
export const DEFECT_KINDS: readonly DefectKind[] = [
  ...FIGURE_KINDS,
  ...ROW_KINDS,
  ...TABLE_KINDS,
  ...TOLD_KINDS,
  ...COUNT_KINDS,
  ...WORD_KINDS,
  ...SECTION_KINDS,
];
