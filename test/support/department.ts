import {
  type Act,
  type Books,
  type BudgetItem,
  decideBudget,
  decidePayment,
  type Evidence,
  openBooks,
  proposeBudget,
  recordRelease,
  registerUnit,
  requestPayment,
  type UnitKind,
} from "../../src/department/index.ts";
import type { CivilDate, Fen } from "../../src/kernel/index.ts";
import type { Store } from "../../src/store/index.ts";

/** A bureau that does not exist. */
export const UNIT = "499001";
export const YEAR = 2023;
export const MAKER = "甲经办";
export const CHECKER = "乙审核";

let requests = 0;

/** A request of its own each time it is called. */
export function act(person = MAKER, request_id?: string): Act {
  requests += 1;
  return {
    request_id: request_id ?? `R${requests}`,
    person,
    reason: "测试事由",
    at: new Date("2023-03-01T02:00:00Z"),
  };
}

export function day(text: string): CivilDate {
  return text as CivilDate;
}

/** A line of the bureau's running costs; what is given replaces. */
export function item(amount_fen: number, other: Partial<BudgetItem> = {}): BudgetItem {
  return {
    unit_code: UNIT,
    year: YEAR,
    functional_code: "2101501",
    economic_code: "30201",
    government_code: "50201",
    fund: "general",
    source: "appropriation",
    project_code: "",
    procurement: false,
    amount_fen: amount_fen as Fen,
    ...other,
  };
}

let papers = 0;

/** An invoice nobody has seen before. */
export function invoice(amount_fen: number, other: Partial<Evidence> = {}): Evidence {
  papers += 1;
  return {
    kind: "invoice",
    number: `FP${papers}`,
    sha256: papers.toString(16).padStart(64, "0"),
    amount_fen: amount_fen as Fen,
    ...other,
  };
}

/** Books with the bureau registered, every code known. */
export async function smallBooks(
  store: Store,
  kind: UnitKind = "administrative",
  unit_code = UNIT,
): Promise<Books> {
  const books = openBooks(store, { knows: () => true });
  await registerUnit(books, act(), {
    unit_code,
    valid_from: day("2020-01-01"),
    name: "虚构市医疗保障局",
    kind,
    parent_code: null,
    region: "430400",
  });
  return books;
}

/** Lines with an approved budget, in the order given. */
export async function approvedLines(
  books: Books,
  items: readonly BudgetItem[],
): Promise<readonly number[]> {
  const { unit_code, year } = items[0] as BudgetItem;
  const date = day(`${year}-01-10`);
  const projects = [...new Set(items.map(({ project_code }) => project_code))]
    .filter((project_code) => project_code !== "")
    .map((project_code) => ({ project_code, name: `项目${project_code}` }));
  const proposal = { unit_code, year, date, authority: "虚财预〔2023〕1号", projects, items };
  const { document_no } = await proposeBudget(books, act(), proposal);
  await decideBudget(books, act(CHECKER), { document_no, decision: "approved", date });
  const { rows } = await books.store.query<{ line_no: number }>(
    `select line_no from department.line
       join unnest($2::text[], $3::text[], $4::text[]) with ordinality
            as i (economic_code, project_code, source, place)
            using (economic_code, project_code, source)
      where unit_code = $1 and year = $5 order by place`,
    [
      unit_code,
      items.map((one) => one.economic_code),
      items.map((one) => one.project_code),
      items.map((one) => one.source),
      year,
    ],
  );
  return rows.map(({ line_no }) => line_no);
}

export async function release(
  books: Books,
  line_no: number,
  amount_fen: number,
  date = day("2023-01-20"),
): Promise<void> {
  const authority = "虚财指〔2023〕2号";
  await recordRelease(books, act(), { line_no, amount_fen: amount_fen as Fen, date, authority });
}

/** Asks for a direct payment with an invoice of the same amount, and approves it. */
export async function paid(
  books: Books,
  line_no: number,
  amount_fen: number,
  date = day("2023-05-06"),
): Promise<number> {
  const { document_no } = await requestPayment(books, act(), {
    against: { line_no },
    amount_fen: amount_fen as Fen,
    payee: "虚构商店",
    purpose: "办公用品",
    date,
    evidence: [invoice(amount_fen)],
  });
  await decidePayment(books, act(CHECKER), { document_no, decision: "approved", date });
  return document_no;
}
