/** The inventory room: stock movements and trace codes of institutions. */
export {
  directionOf,
  NO_ITEM_CODE,
  RECORD_KINDS,
  type RecordKind,
  type StockRow,
} from "./inventory-record.ts";
export {
  type BatchStock,
  queryStockRecords,
  queryTraceCodes,
  type RecordFilter,
  type StockRecord,
  stockOf,
  type TracedRecord,
} from "./stock-query.store.ts";
export {
  type DeletionAsked,
  deleteRecords,
  type RowOutcome,
  type StockMessage,
  uploadRows,
} from "./upload.store.ts";
export { issueVirtualTrace, type VirtualTraceAsked } from "./virtual-trace.store.ts";
