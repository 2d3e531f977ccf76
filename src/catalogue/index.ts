/** The catalogue room: what may be charged, in which class, at which share and ceiling, when. */

export { CATALOGUE_KINDS, type CatalogueKind, importCatalogue } from "./catalogue.import.ts";
export { createCatalogueCache } from "./catalogue.store.ts";
export {
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
  type CatalogueRows,
  type Term,
} from "./catalogue.ts";
export {
  type CeilingSearch,
  type FoundCeiling,
  type ListState,
  readListStates,
  searchCeilings,
} from "./catalogue-office.store.ts";
export {
  type DatedFilter,
  type FirstShareRow,
  type ItemFilter,
  type ItemRow,
  itemsOfType,
  listTypesOf,
  type Page,
  type Paged,
  type PriceCeilingRow,
  queryFirstShares,
  queryItems,
  queryPriceCeilings,
} from "./catalogue-query.store.ts";
export {
  countOpenRows,
  type FoundItem,
  type ItemSearch,
  type ItemTimeline,
  OPEN_TABLES,
  type OpenRow,
  type OpenTable,
  readItemTimeline,
  readOpenRows,
  searchItems,
} from "./catalogue-search.store.ts";
export { LIST_KINDS } from "./list.import.ts";
export {
  type ListFilter,
  type ListSpan,
  listSpan,
  queryListRows,
  readListRows,
} from "./list.store.ts";
export {
  attributeColumns,
  LISTS,
  type ListDefinition,
  type ListRow,
  listCells,
  listOf,
  versionOf,
  versionText,
} from "./list.ts";
export { LIST_COLUMNS, type ListName } from "./list-columns.ts";
export { microYuanFromYuan, yuanFromMicroYuan } from "./price.ts";
