import type pg from "pg";
import { type CivilDate, type Fen, firstDayOfYear, YibaoError, yearOf } from "../kernel/index.ts";
import { type Act, assertGiven, assertInYear, assertPositive } from "./act.ts";
import { type Books, lockYear, once } from "./books.store.ts";
import {
  type Decision,
  type KeptDocument,
  type LinePosting,
  lockedDocument,
  postLines,
  writeDecision,
} from "./document.store.ts";
import { changeLine, lockLines } from "./line.store.ts";
import { lineName } from "./line.ts";
import { budgetLegs, CARRIED_IN, ORIGINAL } from "./postings.ts";
import { type Proposal, writeProposal } from "./proposal.store.ts";

export interface Project {
  readonly project_code: string;
  readonly name: string;
}

/** 年初预算 of a unit and year, as it is put forward. */
export interface BudgetProposal extends Proposal {
  /** Number of the document that gives it; may be empty while it is a draft. */
  readonly authority: string;
  readonly projects: readonly Project[];
}

/** A decision about a document: approved or refused by another than its maker. */
export interface Deciding {
  readonly document_no: number;
  readonly decision: Decision;
  readonly date: CivilDate;
}

/** A version that was put forward. */
export interface BudgetDraft {
  readonly document_no: number;
  readonly version: number;
}

/**
 * Puts forward a version of a year's budget. Nothing holds before another person approves it.
 * @throws YibaoError DEPARTMENT-BUDGET-EMPTY | -AMOUNT | -ITEM-TWICE | -BUDGET-APPROVED and as
 * `ensureLines`
 */
export async function proposeBudget(
  books: Books,
  act: Act,
  proposal: BudgetProposal,
): Promise<BudgetDraft> {
  const { drafts } = await proposeBudgets(books, act, [proposal]);
  return drafts[0] as BudgetDraft;
}

/** Several units' or years' at once: all or none, in the order given. */
export async function proposeBudgets(
  books: Books,
  act: Act,
  proposals: readonly BudgetProposal[],
): Promise<{ readonly drafts: readonly BudgetDraft[] }> {
  return once(books, "budget", act, proposals, async (client) => {
    const drafts: BudgetDraft[] = [];
    for (const proposal of proposals) drafts.push(await writeDraft(client, books, act, proposal));
    return { drafts };
  });
}

async function writeDraft(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  proposal: BudgetProposal,
): Promise<BudgetDraft> {
  const { unit_code, year } = proposal;
  if (proposal.items.length === 0) throw new YibaoError("DEPARTMENT-BUDGET-EMPTY");
  for (const item of proposal.items) assertPositive(lineName(item), item.amount_fen);
  await lockYear(client, unit_code, year);
  await assertYearOpen(client, unit_code, year);
  await assertNotApproved(client, unit_code, year);
  await writeProjects(client, act, proposal);
  const document_no = await writeProposal(client, books, act, "budget", proposal);
  const { rows } = await client.query<{ version: number }>(
    `insert into department.budget (document_no, version, authority)
     select $1, count(*), $4 from department.document
      where unit_code = $2 and year = $3 and kind = 'budget' returning version`,
    [document_no, unit_code, year, proposal.authority],
  );
  return { document_no, version: rows[0]?.version as number };
}

async function assertNotApproved(
  client: pg.PoolClient,
  unit_code: string,
  year: number,
): Promise<void> {
  const { rows } = await client.query<{ document_no: number }>(
    "select document_no from department.decision where budget_of = $1",
    [`${unit_code}/${year}`],
  );
  const [approved] = rows;
  if (approved === undefined) return;
  const { document_no } = approved;
  throw new YibaoError("DEPARTMENT-BUDGET-APPROVED", { unit_code, year, document_no });
}

async function writeProjects(
  client: pg.PoolClient,
  act: Act,
  { unit_code, projects }: BudgetProposal,
): Promise<void> {
  for (const { name } of projects) assertGiven("项目名称", name);
  await client.query(
    `insert into department.project (unit_code, project_code, name, request_id)
     select $1, project_code, name, $4
       from unnest($2::text[], $3::text[]) as p (project_code, name)
     on conflict do nothing`,
    [
      unit_code,
      projects.map(({ project_code }) => project_code),
      projects.map(({ name }) => name),
      act.request_id,
    ],
  );
}

/**
 * Approves or refuses a budget that was put forward; approved, it becomes the lines' 年初预算.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN | -DECIDED | -SAME-PERSON | -BUDGET-APPROVED |
 * -YEAR-CLOSED | -DATE-OUTSIDE
 */
export async function decideBudget(
  books: Books,
  act: Act,
  deciding: Deciding,
): Promise<{ readonly document_no: number }> {
  return once(books, "budget-decision", act, deciding, async (client) => {
    const { document_no, decision, date } = deciding;
    const document = await lockedDocument(client, document_no, "budget");
    const { unit_code, year } = document;
    const only = decision === "approved" ? { budget_of: `${unit_code}/${year}` } : {};
    if (decision === "approved" && document.decision === null) {
      await assertNotApproved(client, unit_code, year);
    }
    await writeDecision(client, act, document, { decision, date, ...only });
    if (decision === "approved") await applyBudget(client, books, act, document, date);
    return { document_no };
  });
}

async function applyBudget(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  document: KeptDocument,
  decided_on: CivilDate,
): Promise<void> {
  const { document_no, unit_code, year, items } = document;
  const date = postingDay(decided_on, year);
  const locked = await lockLines(
    client,
    items.map(({ line_no }) => line_no),
  );
  const known = await isClosed(client, unit_code, year - 1);
  const postings: LinePosting[] = [];
  for (const { line_no, amount_fen } of items) {
    const held = locked.get(line_no);
    if (held === undefined) continue;
    // What was carried in is known by then: the budget's figure for it is part of it, not more.
    const part = known && held.line.source === "carried" ? amount_fen : 0;
    await changeLine(client, held, { original_fen: amount_fen, carried_in_fen: -part });
    postings.push({
      line: held.line,
      legs: [
        ...budgetLegs(ORIGINAL, amount_fen),
        ...budgetLegs(CARRIED_IN, (part === 0 ? 0 : -part) as Fen),
      ],
    });
  }
  await postLines(client, books, act, { document_no, date, kind: "budget" }, postings);
}

/** A budget approved before its year begins holds from the first day. */
function postingDay(date: CivilDate, year: number): CivilDate {
  if (yearOf(date) < year) return firstDayOfYear(year);
  assertInYear(date, year);
  return date;
}

/** Whether the books of a unit's year were closed here. */
export async function isClosed(
  client: pg.PoolClient,
  unit_code: string,
  year: number,
): Promise<boolean> {
  const { rowCount } = await client.query("select from department.closing where closed = $1", [
    `${unit_code}/${year}`,
  ]);
  return rowCount !== 0;
}

/** Refuses what would make new lines in a year that is closed. */
export async function assertYearOpen(
  client: pg.PoolClient,
  unit_code: string,
  year: number,
): Promise<void> {
  if (!(await isClosed(client, unit_code, year))) return;
  throw new YibaoError("DEPARTMENT-YEAR-CLOSED", { unit_code, year });
}
