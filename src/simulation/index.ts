/** The simulation room: histories, changes, replay, outcomes and their reports. */
export type { SimulateOptions } from "./bench.ts";
export {
  type Change,
  checkChangeDays,
  readChange,
  readChangeFile,
} from "./change/index.ts";
export {
  BATCH_BILLS,
  BILL_COLUMNS,
  type BillColumns,
  fundColumn,
  HISTORY_FILES,
  HISTORY_FORMAT,
  NONE,
  PEOPLE_COLUMNS,
  type PeopleColumns,
} from "./history/columns.ts";
export { type ExportOptions, exportHistory } from "./history/export/export-history.store.ts";
export { type AssumptionLine, assumptionLines } from "./history/generate/assumption-lines.ts";
export { LEFT_OUT } from "./history/generate/assumptions.ts";
export { type GenerateOptions, generateHistory } from "./history/generate/generate-history.ts";
export type {
  ColumnWords,
  History,
  HistoryBatch,
  HistoryFund,
  HistoryManifest,
  HistoryPeople,
  SettledAnswers,
} from "./history/history.ts";
export { type AskedBill, linesOf, PersonBook } from "./history/person-book.ts";
export { type OpenHistoryOptions, openHistory } from "./history/read-history.ts";
export { type Difference, resettle } from "./history/resettle.ts";
export { identitiesCode, identitiesIn } from "./history/words.ts";
export {
  beginRun,
  endRun,
  KEPT_RUNS_MOST,
  type KeptRun,
  type KeptRunRow,
  listRuns,
  RUN_ORDERS,
  RUN_STATES,
  type RunOrder,
  type RunProgress,
  type RunState,
  type RunToKeep,
  readRun,
  tellRun,
} from "./kept-run.store.ts";
export { resultJson } from "./outcome/result-json.ts";
export type { SimulationResult } from "./outcome/simulation-result.ts";
export { threadsAvailable } from "./replay/crew.ts";
export { reportPage } from "./report/report.ts";
export { resultTables } from "./report/result-tables.ts";
export { simulate } from "./simulate.ts";
