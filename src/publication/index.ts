/** The publication room: the whole disclosure of a unit and a year, made of its figures. */
export { type BooksOf, materialsFromBooks } from "./books/materials-from-books.store.ts";
export { readDataFolder } from "./data-folder/read-data-folder.ts";
export { factsOf } from "./facts/facts-of.ts";
export type { Materials, PublishedUnit } from "./materials.ts";
export type * from "./publication.ts";
