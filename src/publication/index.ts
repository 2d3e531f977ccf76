/** The publication room: the whole disclosure of a unit and a year, made of its figures. */
export { type BooksOf, materialsFromBooks } from "./books/materials-from-books.store.ts";
export { readDataFolder } from "./data-folder/read-data-folder.ts";
export { factsOf } from "./facts/facts-of.ts";
export type { Materials, PublishedUnit } from "./materials.ts";
export { publicationOf } from "./narrative/index.ts";
export type * from "./publication.ts";
export {
  type OpenDataAbout,
  type OpenDataFile,
  PUBLICATION_FORMATS,
  type PublicationFormat,
  writeOpenData,
  writePublication,
} from "./writers/index.ts";
