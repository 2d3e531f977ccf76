import type pg from "pg";
import { type CivilDate, type Fen, YibaoError, yuanFromFen } from "../kernel/index.ts";
import { ensureAccounts } from "../ledger/index.ts";
import type { Runner } from "../store/index.ts";
import type { Act } from "./act.ts";
import type { Books, CodeChart } from "./books.store.ts";
import { grouped } from "./grouped.ts";
import {
  availableFen,
  type BudgetLine,
  budgetFen,
  FUNDS,
  type LineKey,
  type LineState,
  lineName,
  poolOf,
  sourcesOf,
} from "./line.ts";
import { postsTo } from "./postings.ts";
import { unitOn } from "./unit.store.ts";

/** The columns of a kept line, of `department.line line`. */
export const LINE_COLUMNS = `line.line_no::bigint as line_no, line.unit_code, line.year,
  line.functional_code, line.economic_code, line.government_code, line.fund, line.source,
  line.project_code, line.procurement, line.region, line.unit_kind`;
const STATE = `original_fen, adjusted_fen, carried_in_fen, released_fen, committed_fen, paid_fen,
  carried_out_fen, lapsed_fen`;

/** A line locked for what follows, as it stands. */
export interface LockedLine {
  readonly line: BudgetLine;
  readonly state: LineState;
}

const CHARTS: readonly (readonly [CodeChart, keyof LineKey, string])[] = [
  ["functional", "functional_code", "功能分类"],
  ["departmental", "economic_code", "部门预算支出经济分类"],
  ["governmental", "government_code", "政府预算支出经济分类"],
];

/** @throws YibaoError DEPARTMENT-CODE-UNKNOWN | DEPARTMENT-SOURCE */
export function assertLineKey({ knows }: Books, key: LineKey): void {
  for (const [chart, field, name] of CHARTS) {
    const code = String(key[field]);
    if (!knows(chart, code, key.year)) {
      throw new YibaoError("DEPARTMENT-CODE-UNKNOWN", { chart: name, code, year: key.year });
    }
  }
  if (!Object.hasOwn(FUNDS, key.fund) || !sourcesOf(key.fund).includes(key.source)) {
    const fund = FUNDS[key.fund] ?? key.fund;
    throw new YibaoError("DEPARTMENT-SOURCE", { fund, source: key.source });
  }
}

/**
 * The lines of these places, made with their accounts where they are not there yet; in the order
 * asked. The caller holds the unit's year.
 * @throws YibaoError DEPARTMENT-CODE-UNKNOWN | -SOURCE | -PROJECT-UNKNOWN | -UNIT-UNKNOWN |
 * -YEAR-CLOSED
 */
export async function ensureLines(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  keys: readonly LineKey[],
): Promise<readonly BudgetLine[]> {
  const lines: BudgetLine[] = [];
  const made: BudgetLine[] = [];
  for (const key of keys) {
    const found = await lineOf(client, key);
    if (found !== null) {
      lines.push(found);
      continue;
    }
    assertLineKey(books, key);
    const line = await makeLine(client, act, key);
    lines.push(line);
    made.push(line);
  }
  await ensureLineAccounts(client, books, made);
  return lines;
}

async function ensureLineAccounts(
  client: pg.PoolClient,
  books: Books,
  made: readonly BudgetLine[],
): Promise<void> {
  for (const group of grouped(made, ({ region, fund }) => `${region} ${fund}`).values()) {
    const { region, fund } = group[0] as BudgetLine;
    await ensureAccounts(client, {
      region,
      pools: group.map(poolOf),
      book: "department",
      chart: books.chart.filter(({ code }) => postsTo({ fund }, code)),
    });
  }
}

async function lineOf(runner: Runner, key: LineKey): Promise<BudgetLine | null> {
  const { rows } = await runner.query<BudgetLine>(
    `select ${LINE_COLUMNS} from department.line
      where (unit_code, year, functional_code, economic_code, government_code, fund, source,
             project_code, procurement) = ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    placeOf(key),
  );
  return rows[0] ?? null;
}

function placeOf(key: LineKey): unknown[] {
  return [
    key.unit_code,
    key.year,
    key.functional_code,
    key.economic_code,
    key.government_code,
    key.fund,
    key.source,
    key.project_code,
    key.procurement,
  ];
}

async function makeLine(client: pg.PoolClient, act: Act, key: LineKey): Promise<BudgetLine> {
  const { region, kind } = await unitOn(client, key.unit_code, `${key.year}-12-31` as CivilDate);
  if (key.project_code !== "") await assertProject(client, key);
  const { rows } = await client.query<BudgetLine>(
    `insert into department.line as line (unit_code, year, functional_code, economic_code,
       government_code, fund, source, project_code, procurement, region, unit_kind, request_id,
       line_no)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
       nextval('department.document_no')) returning ${LINE_COLUMNS}`,
    [...placeOf(key), region, kind, act.request_id],
  );
  const line = rows[0] as BudgetLine;
  await client.query("insert into department.line_state (line_no) values ($1)", [line.line_no]);
  return line;
}

async function assertProject(client: pg.PoolClient, key: LineKey): Promise<void> {
  const { unit_code, project_code } = key;
  const { rowCount } = await client.query(
    "select from department.project where (unit_code, project_code) = ($1, $2)",
    [unit_code, project_code],
  );
  if (rowCount === 0)
    throw new YibaoError("DEPARTMENT-PROJECT-UNKNOWN", { unit_code, project_code });
}

/** @throws YibaoError DEPARTMENT-LINE-UNKNOWN */
export async function lineByNo(runner: Runner, line_no: number): Promise<BudgetLine> {
  const { rows } = await runner.query<BudgetLine>(
    `select ${LINE_COLUMNS} from department.line where line_no = $1`,
    [line_no],
  );
  const [line] = rows;
  if (line === undefined) throw new YibaoError("DEPARTMENT-LINE-UNKNOWN", { line_no });
  return line;
}

/**
 * Locks lines, always in the order of their numbers.
 * @throws YibaoError DEPARTMENT-LINE-UNKNOWN | DEPARTMENT-YEAR-CLOSED
 */
export async function lockLines(
  client: pg.PoolClient,
  line_nos: readonly number[],
): Promise<ReadonlyMap<number, LockedLine>> {
  const { rows } = await client.query<BudgetLine & LineState & { closed: boolean }>(
    `select ${LINE_COLUMNS}, ${STATE}, state.closed
       from department.line_state state join department.line line using (line_no)
      where line_no = any ($1) order by line_no for update of state`,
    [line_nos],
  );
  const locked = new Map(rows.map((row) => [row.line_no, separated(row)]));
  for (const line_no of line_nos) {
    if (!locked.has(line_no)) throw new YibaoError("DEPARTMENT-LINE-UNKNOWN", { line_no });
  }
  const closed = rows.find((row) => row.closed);
  if (closed !== undefined) {
    const { unit_code, year } = closed;
    throw new YibaoError("DEPARTMENT-YEAR-CLOSED", { unit_code, year });
  }
  return locked;
}

export async function lockLine(client: pg.PoolClient, line_no: number): Promise<LockedLine> {
  return (await lockLines(client, [line_no])).get(line_no) as LockedLine;
}

/** The lines of a unit's year with their states, by place. */
export async function linesOfYear(
  runner: Runner,
  unit_code: string,
  year: number,
): Promise<readonly LockedLine[]> {
  const { rows } = await runner.query<BudgetLine & LineState>(
    `select ${LINE_COLUMNS}, ${STATE}
       from department.line_state state join department.line line using (line_no)
      where line.unit_code = $1 and line.year = $2
      order by functional_code, project_code, economic_code, government_code, fund, source,
               line_no`,
    [unit_code, year],
  );
  return rows.map(separated);
}

function separated(row: BudgetLine & LineState): LockedLine {
  const { line_no, unit_code, year, functional_code, economic_code, government_code } = row;
  const { fund, source, project_code, procurement, region, unit_kind } = row;
  const { original_fen, adjusted_fen, carried_in_fen, released_fen } = row;
  const { committed_fen, paid_fen, carried_out_fen, lapsed_fen } = row;
  const classified = { functional_code, economic_code, government_code, fund, source };
  return {
    line: {
      line_no,
      unit_code,
      year,
      ...classified,
      project_code,
      procurement,
      region,
      unit_kind,
    },
    state: {
      original_fen,
      adjusted_fen,
      carried_in_fen,
      released_fen,
      committed_fen,
      paid_fen,
      carried_out_fen,
      lapsed_fen,
    },
  };
}

/** The state with some amounts moved; the others stay. */
export function moved(
  state: LineState,
  changes: Readonly<Partial<Record<keyof LineState, number>>>,
): LineState {
  const names = Object.keys(state) as (keyof LineState)[];
  return Object.fromEntries(
    names.map((name) => [name, state[name] + (changes[name] ?? 0)]),
  ) as unknown as LineState;
}

/**
 * Refuses a state in which the line is over-committed, as the table would.
 * @throws YibaoError DEPARTMENT-LINE-OVERDRAWN | DEPARTMENT-NOT-RELEASED |
 * DEPARTMENT-RELEASE-TOO-MUCH
 */
export function assertState(line: BudgetLine, before: LineState, after: LineState): void {
  const name = lineName(line);
  if (availableFen(after) < 0) {
    const available = yuanFromFen(availableFen(before));
    const short = yuanFromFen(-availableFen(after) as Fen);
    throw new YibaoError("DEPARTMENT-LINE-OVERDRAWN", { line: name, available, short });
  }
  if (after.released_fen > budgetFen(after)) {
    const released = yuanFromFen(after.released_fen);
    const budget = yuanFromFen(budgetFen(after));
    throw new YibaoError("DEPARTMENT-RELEASE-TOO-MUCH", { line: name, released, budget });
  }
  if (after.paid_fen > after.released_fen) {
    const released = yuanFromFen(after.released_fen);
    const paid = yuanFromFen(after.paid_fen);
    throw new YibaoError("DEPARTMENT-NOT-RELEASED", { line: name, released, paid });
  }
}

/** Writes what changed on a locked line. @throws as `assertState` */
export async function changeLine(
  client: pg.PoolClient,
  { line, state }: LockedLine,
  changes: Readonly<Partial<Record<keyof LineState, number>>>,
): Promise<LockedLine> {
  const after = moved(state, changes);
  assertState(line, state, after);
  await client.query(
    `update department.line_state set (${STATE}) = ($2, $3, $4, $5, $6, $7, $8, $9)
      where line_no = $1`,
    [
      line.line_no,
      after.original_fen,
      after.adjusted_fen,
      after.carried_in_fen,
      after.released_fen,
      after.committed_fen,
      after.paid_fen,
      after.carried_out_fen,
      after.lapsed_fen,
    ],
  );
  return { line, state: after };
}

/** Nothing changes these lines again. */
export async function closeLines(
  client: pg.PoolClient,
  unit_code: string,
  year: number,
): Promise<void> {
  await client.query(
    `update department.line_state state set closed = true from department.line line
      where line.line_no = state.line_no and line.unit_code = $1 and line.year = $2`,
    [unit_code, year],
  );
}
