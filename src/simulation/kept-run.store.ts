import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { SimulationResult } from "./outcome/simulation-result.ts";

/** Simulations made in the workbench, kept so that they can be read and compared later. */

/** Of each region; the oldest go first. */
export const KEPT_RUNS_MOST = 200;

export const RUN_STATES = ["running", "done", "failed", "interrupted"] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface RunToKeep {
  readonly region: string;
  readonly title: string;
  readonly change_text: string;
  /** The bills of which year are settled again. */
  readonly year: number;
  readonly policy_version: string;
  readonly started_by: string;
  readonly started_at: Date;
}

export interface RunProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface KeptRunRow extends RunToKeep {
  readonly run_no: number;
  readonly state: RunState;
  readonly ended_at: Date | null;
  readonly bills: number | null;
  /** Paid by the funds, by people: after less before. */
  readonly fund_change_fen: number | null;
  readonly person_change_fen: number | null;
}

export interface KeptRun extends KeptRunRow, RunProgress {
  /** Why it failed, for people. */
  readonly failure: string | null;
  /** Without its table of all combinations. */
  readonly result: SimulationResult | null;
}

/** A run that has told nothing for so long has no program any more that works on it. */
const SILENT = "15 seconds";
const GOES_ON = `ended_at is null and told_at > now() - interval '${SILENT}'`;
const STATE = `case when failure is not null then 'failed' when ended_at is not null then 'done'
  when ${GOES_ON} then 'running' else 'interrupted' end`;
const ROW = `run_no, region, title, change_text, year, policy_version, started_by, started_at,
  ended_at, bills, fund_change_fen, person_change_fen, ${STATE} as state`;

/**
 * Writes down that a run starts, and lets go of the oldest. @returns its number
 * @throws YibaoError LIBRARY-SIMULATING while another goes on, in whatever program
 */
export async function beginRun(store: Store, run: RunToKeep): Promise<number> {
  return store.transaction(async (client) => {
    await client.query("lock table simulation.kept_run in share row exclusive mode");
    const { rows: going } = await client.query<{ running: number }>(
      `select count(*)::int as running from simulation.kept_run where ${GOES_ON}`,
    );
    const running = going[0]?.running ?? 0;
    if (running > 0) throw new YibaoError("LIBRARY-SIMULATING", { running });
    const { rows } = await client.query<{ run_no: number }>(
      `insert into simulation.kept_run
         (region, title, change_text, year, policy_version, started_by, started_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning run_no`,
      [
        ...[run.region, run.title, run.change_text, run.year, run.policy_version],
        ...[run.started_by, run.started_at],
      ],
    );
    await client.query(
      `delete from simulation.kept_run where region = $1 and run_no <= (
         select run_no from simulation.kept_run where region = $1
          order by run_no desc offset $2 limit 1)`,
      [run.region, KEPT_RUNS_MOST],
    );
    return (rows[0] as { run_no: number }).run_no;
  });
}

/** Tells that a run goes on, and how far it is. */
export async function tellRun(runner: Runner, run_no: number, at: RunProgress): Promise<void> {
  await runner.query(
    `update simulation.kept_run set step = $2, done = $3, total = $4, told_at = now()
      where run_no = $1`,
    [run_no, at.step, at.done, at.total],
  );
}

export type RunEnd = { readonly result: SimulationResult } | { readonly failure: string };

export async function endRun(
  runner: Runner,
  run_no: number,
  end: RunEnd,
  ended_at: Date,
): Promise<void> {
  const kept = "result" in end ? { ...end.result, cells: [] } : null;
  const totals = kept?.totals;
  await runner.query(
    `update simulation.kept_run
        set ended_at = $2, failure = $3, result = $4, bills = $5, fund_change_fen = $6,
            person_change_fen = $7
      where run_no = $1`,
    [
      ...[run_no, ended_at, "failure" in end ? end.failure : null],
      kept === null ? null : JSON.stringify(kept),
      totals?.bills ?? null,
      totals === undefined ? null : totals.fund_after_fen - totals.fund_before_fen,
      totals === undefined ? null : totals.person_after_fen - totals.person_before_fen,
    ],
  );
}

export const RUN_ORDERS = [
  "run_no",
  "year",
  "bills",
  "fund_change_fen",
  "person_change_fen",
] as const;
export type RunOrder = (typeof RUN_ORDERS)[number];

export interface RunSearch {
  /** In the title or the text of the change. */
  readonly text: string | null;
  readonly year: number | null;
  readonly state: RunState | null;
  readonly order: RunOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export async function listRuns(
  runner: Runner,
  { text, year, state, order, descending, offset, limit }: RunSearch,
): Promise<{ readonly rows: readonly KeptRunRow[]; readonly total: number }> {
  const chosen = `($1::text is null
      or position(lower($1) in lower(title || ' ' || change_text)) > 0)
    and ($2::integer is null or year = $2) and ($3::text is null or state = $3)`;
  const source = `(select ${ROW} from simulation.kept_run) as run where ${chosen}`;
  const values = [text, year, state];
  const direction = descending ? "desc" : "asc";
  const { rows } = await runner.query<KeptRunRow>(
    `select * from ${source}
      order by ${order} ${direction} nulls last, run_no ${direction} offset $4 limit $5`,
    [...values, offset, limit],
  );
  const counted = await runner.query<{ count: number }>(
    `select count(*)::int as count from ${source}`,
    values,
  );
  return { rows, total: counted.rows[0]?.count ?? 0 };
}

/** @throws YibaoError LIBRARY-SIMULATION-UNKNOWN where there is none that the reader may see */
export async function readRun(runner: Runner, run_no: number): Promise<KeptRun> {
  const { rows } = await runner.query<KeptRun>(
    `select ${ROW}, step, done, total, failure, result from simulation.kept_run where run_no = $1`,
    [run_no],
  );
  const [found] = rows;
  if (found === undefined) throw new YibaoError("LIBRARY-SIMULATION-UNKNOWN", { run_no });
  return found;
}
