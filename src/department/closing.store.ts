import type pg from "pg";
import {
  type CivilDate,
  type Fen,
  firstDayOfYear,
  YibaoError,
  yuanFromFen,
} from "../kernel/index.ts";
import { poolMoves } from "../ledger/index.ts";
import type { Act } from "./act.ts";
import { type Books, lockYear, once } from "./books.store.ts";
import { assertYearOpen } from "./budget.store.ts";
import { type LinePosting, postLines, writeDocument } from "./document.store.ts";
import {
  changeLine,
  closeLines,
  ensureLines,
  type LockedLine,
  linesOfYear,
  lockLines,
} from "./line.store.ts";
import { availableFen, isTreasury, lineName, poolOf } from "./line.ts";
import {
  budgetLegs,
  CARRIED_IN,
  endControlLegs,
  endLegs,
  type LineEnd,
  releaseLegs,
} from "./postings.ts";

/** What becomes of what a line has left. */
export interface LineDecision {
  readonly line_no: number;
  readonly carried_fen: Fen;
  /** 结转 or 结余. */
  readonly nature: LineEnd["nature"];
}

export interface YearClosing {
  readonly unit_code: string;
  readonly year: number;
  /** Lines that are not treated as the others. */
  readonly decisions: readonly LineDecision[];
  /** The other lines: carry all that can be (结转), or let it expire. */
  readonly rest: "carry" | "lapse";
}

export interface ClosedYear {
  readonly document_no: number;
  readonly carried_fen: Fen;
  readonly lapsed_fen: Fen;
}

interface EndingLine extends LockedLine {
  readonly end: LineEnd;
}

/**
 * Ends a unit's year: nothing is posted to it afterwards. What is carried becomes the opening of
 * next year's line of the same place with source 上年结转; income and spending are closed into the
 * surplus. Commitments must have been paid or freed.
 * @throws YibaoError DEPARTMENT-YEAR-CLOSED | -NOTHING-TO-CLOSE | -COMMITMENTS-OPEN |
 * -CARRY-TOO-MUCH | -LINE-UNKNOWN
 */
export async function closeYear(books: Books, act: Act, closing: YearClosing): Promise<ClosedYear> {
  return once(books, "closing", act, closing, async (client) => {
    const { unit_code, year } = closing;
    await lockYear(client, unit_code, year);
    await lockYear(client, unit_code, year + 1);
    await assertYearOpen(client, unit_code, year);
    await assertYearOpen(client, unit_code, year + 1);
    const line_nos = (await linesOfYear(client, unit_code, year)).map(({ line }) => line.line_no);
    if (line_nos.length === 0) {
      throw new YibaoError("DEPARTMENT-NOTHING-TO-CLOSE", { unit_code, year });
    }
    const locked = await lockLines(client, line_nos);
    const ending = [...locked.values()].map((held) => ({ ...held, end: endOf(held, closing) }));
    assertKnown(closing, locked);
    const document_no = await writeClosing(client, act, closing, ending);
    await endLines(client, books, act, document_no, closing, ending);
    await carry(client, books, act, document_no, closing, ending);
    await closeLines(client, unit_code, year);
    const sum = (field: "carried_fen" | "lapsed_fen"): Fen =>
      ending.reduce((all, { end }) => all + end[field], 0) as Fen;
    return { document_no, carried_fen: sum("carried_fen"), lapsed_fen: sum("lapsed_fen") };
  });
}

function assertKnown(closing: YearClosing, locked: ReadonlyMap<number, LockedLine>): void {
  for (const { line_no } of closing.decisions) {
    if (!locked.has(line_no)) throw new YibaoError("DEPARTMENT-LINE-UNKNOWN", { line_no });
  }
}

/** @throws YibaoError DEPARTMENT-COMMITMENTS-OPEN | DEPARTMENT-CARRY-TOO-MUCH */
function endOf({ line, state }: LockedLine, { decisions, rest }: YearClosing): LineEnd {
  if (state.committed_fen !== 0) {
    const committed = yuanFromFen(state.committed_fen);
    throw new YibaoError("DEPARTMENT-COMMITMENTS-OPEN", { line: lineName(line), committed });
  }
  const left_fen = availableFen(state);
  // Own money is carried as far as it came in; a quota of the treasury as far as it was budgeted.
  const received_fen = (state.released_fen - state.paid_fen) as Fen;
  const most_fen = isTreasury(line.fund) && line.source !== "carried" ? left_fen : received_fen;
  const decided = decisions.find(({ line_no }) => line_no === line.line_no);
  const asked = decided?.carried_fen ?? (rest === "carry" ? most_fen : (0 as Fen));
  if (!Number.isSafeInteger(asked) || asked < 0 || asked > most_fen) {
    const details = { line: lineName(line), most: yuanFromFen(most_fen) };
    throw new YibaoError("DEPARTMENT-CARRY-TOO-MUCH", { ...details, asked: yuanFromFen(asked) });
  }
  const nature = decided?.nature ?? "carry-over";
  return { carried_fen: asked, nature, lapsed_fen: (left_fen - asked) as Fen };
}

async function writeClosing(
  client: pg.PoolClient,
  act: Act,
  { unit_code, year }: YearClosing,
  ending: readonly EndingLine[],
): Promise<number> {
  const items = ending
    .filter(({ end }) => end.lapsed_fen !== 0)
    .map(({ line, end }) => ({ line_no: line.line_no, amount_fen: -end.lapsed_fen as Fen }));
  const date = lastDayOf(year);
  const facts = { kind: "closing" as const, unit_code, year, date, items };
  const document_no = await writeDocument(client, act, facts);
  await client.query("insert into department.closing (document_no, closed) values ($1, $2)", [
    document_no,
    `${unit_code}/${year}`,
  ]);
  return document_no;
}

async function endLines(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  document_no: number,
  { year }: YearClosing,
  ending: readonly EndingLine[],
): Promise<void> {
  const [first] = ending;
  if (first === undefined) return;
  const pools = ending.map(({ line }) => poolOf(line));
  const { region } = first.line;
  const standing = new Map(pools.map((pool) => [pool, new Map<string, Fen>()]));
  for (const { pool, code, debit_fen, credit_fen } of await poolMoves(client, {
    book: "department",
    region,
    pools,
  })) {
    const accounts = standing.get(pool);
    accounts?.set(code, ((accounts.get(code) ?? 0) + debit_fen - credit_fen) as Fen);
  }
  const postings: LinePosting[] = [];
  for (const held of ending) {
    const { line, end } = held;
    const { carried_fen, lapsed_fen } = end;
    await changeLine(client, held, { carried_out_fen: carried_fen, lapsed_fen });
    const before = standing.get(poolOf(line)) ?? new Map<string, Fen>();
    const legs = [...endControlLegs(end), ...endLegs(line, end, before)];
    if (legs.length > 0) postings.push({ line, legs });
  }
  const posting = { document_no, date: lastDayOf(year), kind: "closing" as const };
  await postLines(client, books, act, posting, postings);
}

/** Next year's openings. A line that the budget had an estimate for comes to what is carried. */
async function carry(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  document_no: number,
  { unit_code, year }: YearClosing,
  ending: readonly EndingLine[],
): Promise<void> {
  const leaving = ending.filter(({ end }) => end.carried_fen > 0);
  const keys = leaving.map(({ line }) => {
    return { ...line, year: year + 1, source: "carried" as const };
  });
  const targets = await ensureLines(client, books, act, keys);
  const carried = new Map<number, Fen>();
  for (const [index, { line_no }] of targets.entries()) {
    const amount_fen = leaving[index]?.end.carried_fen ?? 0;
    carried.set(line_no, ((carried.get(line_no) ?? 0) + amount_fen) as Fen);
  }
  await client.query(
    `insert into department.carry (document_no, from_line_no, to_line_no, nature, amount_fen)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[])`,
    [
      document_no,
      leaving.map(({ line }) => line.line_no),
      targets.map(({ line_no }) => line_no),
      leaving.map(({ end }) => end.nature),
      leaving.map(({ end }) => end.carried_fen),
    ],
  );
  const next = await linesOfYear(client, unit_code, year + 1);
  const opening = next.filter(({ line }) => line.source === "carried");
  const locked = await lockLines(
    client,
    opening.map(({ line }) => line.line_no),
  );
  const postings: LinePosting[] = [];
  for (const held of locked.values()) {
    const { line, state } = held;
    const amount_fen = carried.get(line.line_no) ?? (0 as Fen);
    const beyond_fen = (amount_fen - state.original_fen) as Fen;
    await changeLine(client, held, { carried_in_fen: beyond_fen, released_fen: amount_fen });
    const legs = [...budgetLegs(CARRIED_IN, beyond_fen), ...releaseLegs(line, amount_fen)];
    if (legs.length > 0) postings.push({ line, legs });
  }
  const posting = { document_no, date: firstDayOfYear(year + 1), kind: "closing" as const };
  await postLines(client, books, act, posting, postings);
}

function lastDayOf(year: number): CivilDate {
  return `${year}-12-31` as CivilDate;
}
