/** The publication room: the whole disclosure of a unit and a year, made of its figures. */
export { type BooksOf, materialsFromBooks } from "./books/materials-from-books.store.ts";
export { type DataFiles, textOf as dataFileText } from "./data-folder/data-files.ts";
export { readDataFiles, readDataFolder } from "./data-folder/read-data-folder.ts";
export { filesOfUpload } from "./data-folder/uploaded-files.ts";
export { factsOf } from "./facts/facts-of.ts";
export { type FilledIn, filledIn } from "./filled-in.ts";
export {
  type KeptPublication,
  type KeptPublicationRow,
  keepPublication,
  listPublications,
  PUBLICATION_KEPT_DAYS,
  PUBLICATION_ORDERS,
  type PublicationOrder,
  readPublication,
  readPublishedFile,
  readPublishedFiles,
} from "./kept-publication.store.ts";
export {
  type MadePublication,
  makePublication,
  type PublishedFile,
  type WrittenCheck,
} from "./make-publication.ts";
export { type MakingAnswer, type MakingQuestion, makeInThread } from "./making-in-thread.ts";
export { type Materials, NO_MATERIALS, type PublishedUnit } from "./materials.ts";
export { publicationOf } from "./narrative/index.ts";
export type { Missing } from "./narrative/wants.ts";
export {
  assertInForce,
  assertPublishable,
  listPublic,
  makePublic,
  type OpenedPublicDisclosure,
  PUBLIC_ORDERS,
  type PublicDisclosure,
  type PublicOrder,
  publicInForce,
  readPublic,
  readPublicData,
  readPublicFile,
  withdrawPublic,
} from "./public-disclosure.store.ts";
export type * from "./publication.ts";
export {
  type OpenDataAbout,
  type OpenDataFile,
  PUBLICATION_FORMATS,
  type PublicationFormat,
  writeOpenData,
  writePublication,
} from "./writers/index.ts";
