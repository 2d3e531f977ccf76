/** The documents room: any published document in one form, with its tables and sections. */
export type { ReadOptions } from "./budget.ts";
export type * from "./document.ts";
export { type Figure, figureFen, figurePpm, isAmount, isFigure, readFigure } from "./figure.ts";
export { LIMITS as DOCUMENT_LIMITS } from "./limits.ts";
export { readDocument } from "./read-document.ts";
export { lineAt, markOf, type Unbalanced, unbalancedMarks } from "./sections.ts";
export { gridOf as gridOfCells } from "./table/found-table.ts";
export { openPackage, type ZipPackage } from "./zip-package.ts";
