/** The store room: Postgres, given or embedded; migrations; ids; reference data in memory. */
export { type Background, type BackgroundWork, inBackground } from "./background.ts";
export { type BackupOptions, type BackupReport, backUp } from "./backup.ts";
export { type BinaryElement, binaryArray } from "./binary-array.ts";
export {
  CsvCells,
  type CsvColumn,
  type CsvRefusal,
  choicesOf,
  PERIOD_COLUMNS,
  type RowPeriod,
} from "./csv-cells.ts";
export {
  type CsvForm,
  type CsvImportOptions,
  type CsvImportResult,
  type CsvKind,
  importCsvFile,
  type ParsedCsvRow,
  parseCsvRow,
  type ReadCsvRow,
  readCsvRows,
} from "./csv-import.ts";
export type { CsvSource } from "./csv-records.ts";
export { type EmbeddedServer, startEmbeddedServer } from "./embedded-server.ts";
export { createIdAllocator } from "./id-allocator.ts";
export { type MigrateOptions, type Migration, migrate, readMigrations } from "./migrations.ts";
export type { Notifications } from "./notifications.ts";
export { packageRoot } from "./package-root.ts";
export { createReferenceCache, type ReferenceCache } from "./reference-cache.ts";
export {
  type RestoreOptions,
  type RestoreReport,
  type RestoreStep,
  restoreBackup,
} from "./restore.ts";
export {
  createPace,
  eachWithRests,
  giveWay,
  inSlices,
  mappedWithRests,
  type Steps,
  sortedWithRests,
} from "./slices.ts";
export { openStore, type Runner, type Store, type StoreOptions } from "./store.ts";
export { type BackupState, readBackupState } from "./wal-follower.ts";
