import {
  type Books,
  commit,
  proposeAdjustment,
  requestPayment,
} from "../../src/department/index.ts";
import type { Fen } from "../../src/kernel/index.ts";
import { sealJournal } from "../../src/ledger/index.ts";
import type { Store } from "../../src/store/index.ts";
import {
  act,
  approvedLines,
  day,
  invoice,
  item,
  paid,
  release,
  smallBooks,
  UNIT,
} from "./department.ts";

/** What waits and what there is in a year of a bureau that does not exist. */
export interface SmallDepartment {
  readonly books: Books;
  readonly unit_code: string;
  readonly lines: readonly number[];
  readonly commitment_no: number;
  /** Wait for a decision. */
  readonly adjustment_no: number;
  readonly voucher_no: number;
}

const YUAN = 100;
const fen = (yuan: number): Fen => (yuan * YUAN) as Fen;

/** Economic codes of both charts, project and yuan of the year. */
const LINES: readonly (readonly [string, string, string, number])[] = [
  ["30101", "50101", "", 1_860_000],
  ["30108", "50102", "", 284_000],
  ["30201", "50201", "", 96_000],
  ["30211", "50201", "", 60_000],
  ["30216", "50203", "", 38_000],
  ["30231", "50208", "", 42_000],
  ["30227", "50205", "P2001", 520_000],
  ["31007", "50306", "P2001", 300_000],
];

/** A year with budget, releases, a contract, payments in three months, and two that wait. */
export async function fillDepartment(store: Store, year: number): Promise<SmallDepartment> {
  const books = await smallBooks(store);
  const items = LINES.map(([economic_code, government_code, project_code, yuan]) =>
    item(fen(yuan), { year, economic_code, government_code, project_code }),
  );
  const lines = await approvedLines(books, items);
  for (const [index, line_no] of lines.entries()) {
    const yuan = LINES[index]?.[3] ?? 0;
    await release(books, line_no, fen(yuan * 0.75), day(`${year}-01-20`));
  }
  const [salaries = 0, , office = 0, travel = 0, , , service = 0] = lines;
  for (const month of ["02", "03", "04", "05"]) {
    await paid(books, salaries, fen(155_000), day(`${year}-${month}-15`));
  }
  await paid(books, office, fen(18_460), day(`${year}-03-21`));
  await paid(books, travel, fen(7_312), day(`${year}-04-09`));
  const date = day(`${year}-05-10`);
  const { document_no: commitment_no } = await commit(books, act(), {
    ...{ line_no: service, kind: "contract", number: "虚采合〔演示〕7号" },
    ...{ counterparty: "虚构软件公司", amount_fen: fen(360_000), date },
  });
  const voucher = await requestPayment(books, act(), {
    against: { commitment_no },
    ...{ amount_fen: fen(120_000), payee: "虚构软件公司", purpose: "系统运维首期款", date },
    evidence: [invoice(fen(120_000)), invoice(fen(360_000), { kind: "contract", number: "HT-7" })],
  });
  const adjustment = await proposeAdjustment(books, act(), {
    ...{ unit_code: UNIT, year, kind: "transfer", authority: "虚财调〔演示〕3号", date },
    items: [
      { ...(items[3] as (typeof items)[number]), amount_fen: fen(-12_000) },
      { ...(items[4] as (typeof items)[number]), amount_fen: fen(12_000) },
    ],
  });
  await sealJournal(store);
  const { document_no: adjustment_no } = adjustment;
  const { document_no: voucher_no } = voucher;
  return { books, unit_code: UNIT, lines, commitment_no, adjustment_no, voucher_no };
}
