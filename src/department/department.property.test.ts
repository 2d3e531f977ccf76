import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import {
  act,
  approvedLines,
  day,
  invoice,
  item,
  smallBooks,
  YEAR,
} from "../../test/support/department.ts";
import { runs } from "../../test/support/random.ts";
import { type Fen, YibaoError } from "../kernel/index.ts";
import { verifyLedger } from "../ledger/index.ts";
import {
  type Books,
  closeYear,
  commit,
  decideAdjustment,
  decidePayment,
  freeCommitment,
  proposeAdjustment,
  readExecution,
  recordRelease,
  requestPayment,
  returnPayment,
  reversePayment,
  verifyDepartment,
} from "./index.ts";

/**
 * Random operations by three people on a bureau's budget, beside a model that a child could
 * follow: it says for each whether it may be done, and what every line has afterwards.
 */

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const DATE = day("2023-06-15");
const PEOPLE = ["甲", "乙", "丙"] as const;
const ITEMS = [
  item(1_000),
  item(500, { economic_code: "30217", government_code: "50206" }),
  item(800, { economic_code: "31002", fund: "own", source: "business", project_code: "XM" }),
];

interface ModelLine {
  budget: number;
  released: number;
  committed: number;
  paid: number;
}
interface ModelCommitment {
  no: number;
  line: number;
  open: number;
}
interface ModelVoucher {
  no: number;
  maker: string;
  line: number;
  commitment: ModelCommitment;
  direct: boolean;
  amount: number;
  state: "waiting" | "paid" | "over";
  returned: number;
}
interface Model {
  readonly lines: readonly ModelLine[];
  readonly line_nos: readonly number[];
  readonly commitments: ModelCommitment[];
  readonly vouchers: ModelVoucher[];
}

const STEP = fc.record({
  kind: fc.constantFrom(
    "release",
    "commit",
    "free",
    "pay",
    "pay-direct",
    "approve",
    "refuse",
    "reverse",
    "return",
    "transfer",
  ),
  person: fc.constantFrom(...PEOPLE),
  line: fc.nat(ITEMS.length - 1),
  which: fc.nat(7),
  amount: fc.integer({ min: 1, max: 400 }),
});
type Step = typeof STEP extends fc.Arbitrary<infer One> ? One : never;

const fen = (amount: number): Fen => amount as Fen;
const free = (line: ModelLine): number => line.budget - line.committed - line.paid;

/** Whether the books did it; what they refuse is refused with a sentence. */
async function done<Answer>(doing: Promise<Answer>): Promise<Answer | null> {
  try {
    return await doing;
  } catch (error) {
    if (error instanceof YibaoError && error.code.startsWith("DEPARTMENT-")) return null;
    throw error;
  }
}

type Mover = (books: Books, model: Model, step: Step) => Promise<void>;

const MOVES: Readonly<Record<Step["kind"], Mover>> = {
  release: async (books, model, { person, line: index, amount, which }) => {
    const line = model.lines[index]!;
    const signed = which === 0 ? -amount : amount;
    const may = line.released + signed <= line.budget && line.released + signed >= line.paid;
    const line_no = model.line_nos[index]!;
    const asked = { line_no, amount_fen: fen(signed), date: DATE, authority: "号" };
    expect((await done(recordRelease(books, act(person), asked))) !== null).toBe(may);
    if (may) line.released += signed;
  },
  commit: async (books, model, { person, line: index, amount }) => {
    const line = model.lines[index]!;
    const answer = await done(
      commit(books, act(person), {
        line_no: model.line_nos[index]!,
        kind: "contract",
        number: "HT",
        counterparty: "甲",
        amount_fen: fen(amount),
        date: DATE,
      }),
    );
    expect(answer !== null).toBe(amount <= free(line));
    if (answer === null) return;
    line.committed += amount;
    model.commitments.push({ no: answer.document_no, line: index, open: amount });
  },
  free: async (books, model, { person, which, amount }) => {
    const one = model.commitments[which % Math.max(1, model.commitments.length)];
    if (one === undefined) return;
    const asked = { commitment_no: one.no, amount_fen: fen(amount), date: DATE };
    const may = amount <= one.open;
    expect((await done(freeCommitment(books, act(person), asked))) !== null).toBe(may);
    if (!may) return;
    one.open -= amount;
    model.lines[one.line]!.committed -= amount;
  },
  pay: async (books, model, step) => {
    const one = model.commitments[step.which % Math.max(1, model.commitments.length)];
    if (one === undefined) return;
    await ask(books, model, step, one);
  },
  "pay-direct": (books, model, step) => ask(books, model, step, null),
  approve: async (books, model, { person, which }) => {
    const one = model.vouchers[which % Math.max(1, model.vouchers.length)];
    if (one === undefined) return;
    const line = model.lines[one.line]!;
    const may =
      one.state === "waiting" && one.maker !== person && line.paid + one.amount <= line.released;
    const deciding = { document_no: one.no, decision: "approved" as const, date: DATE };
    expect((await done(decidePayment(books, act(person), deciding))) !== null).toBe(may);
    if (!may) return;
    one.state = "paid";
    line.committed -= one.amount;
    line.paid += one.amount;
  },
  refuse: async (books, model, { person, which }) => {
    const one = model.vouchers[which % Math.max(1, model.vouchers.length)];
    if (one === undefined) return;
    const may = one.state === "waiting" && one.maker !== person;
    const deciding = { document_no: one.no, decision: "refused" as const, date: DATE };
    expect((await done(decidePayment(books, act(person), deciding))) !== null).toBe(may);
    if (!may) return;
    one.state = "over";
    if (one.direct) model.lines[one.line]!.committed -= one.amount;
    else one.commitment.open += one.amount;
  },
  reverse: async (books, model, { person, which }) => {
    const one = model.vouchers[which % Math.max(1, model.vouchers.length)];
    if (one === undefined) return;
    const may = one.state === "paid" && one.returned === 0 && one.maker !== person;
    const asked = { voucher_no: one.no, date: DATE };
    expect((await done(reversePayment(books, act(person), asked))) !== null).toBe(may);
    if (!may) return;
    one.state = "over";
    one.commitment.open += one.amount;
    model.lines[one.line]!.paid -= one.amount;
    model.lines[one.line]!.committed += one.amount;
  },
  return: async (books, model, { person, which, amount }) => {
    const one = model.vouchers[which % Math.max(1, model.vouchers.length)];
    if (one === undefined) return;
    const may = one.state === "paid" && one.returned + amount <= one.amount;
    const evidence = [invoice(amount, { kind: "bank-slip" })];
    const asked = { voucher_no: one.no, amount_fen: fen(amount), date: DATE, evidence };
    expect((await done(returnPayment(books, act(person), asked))) !== null).toBe(may);
    if (!may) return;
    one.returned += amount;
    model.lines[one.line]!.paid -= amount;
  },
  transfer: async (books, model, { person, amount, which }) => {
    const [from, to] = which % 2 === 0 ? [0, 1] : [1, 0];
    const unit_code = currentUnit;
    const { document_no } = await proposeAdjustment(books, act(person), {
      unit_code,
      year: YEAR,
      kind: "transfer",
      date: DATE,
      authority: "号",
      items: [
        { ...ITEMS[from]!, amount_fen: fen(-amount) },
        { ...ITEMS[to]!, amount_fen: fen(amount) },
      ],
    });
    const another = PEOPLE.find((one) => one !== person)!;
    const giving = model.lines[from]!;
    const may = amount <= free(giving) && giving.released <= giving.budget - amount;
    const deciding = { document_no, decision: "approved" as const, date: DATE };
    expect((await done(decideAdjustment(books, act(another), deciding))) !== null).toBe(may);
    if (!may) return;
    giving.budget -= amount;
    model.lines[to]!.budget += amount;
  },
};

async function ask(
  books: Books,
  model: Model,
  { person, line: index, amount }: Step,
  commitment: ModelCommitment | null,
): Promise<void> {
  const against =
    commitment === null ? { line_no: model.line_nos[index]! } : { commitment_no: commitment.no };
  const line = commitment?.line ?? index;
  const room = commitment?.open ?? free(model.lines[line]!);
  const answer = await done(
    requestPayment(books, act(person), {
      against,
      amount_fen: fen(amount),
      payee: "甲",
      purpose: "乙",
      date: DATE,
      evidence: [invoice(amount)],
    }),
  );
  expect(answer !== null).toBe(amount <= room);
  if (answer === null) return;
  const own = commitment ?? { no: answer.commitment_no, line, open: 0 };
  if (commitment === null) {
    model.lines[line]!.committed += amount;
    model.commitments.push(own);
  } else commitment.open -= amount;
  model.vouchers.push({
    no: answer.document_no,
    maker: person,
    line,
    commitment: own,
    direct: commitment === null,
    amount,
    state: "waiting",
    returned: 0,
  });
}

let units = 0;
let currentUnit = "";

test("the books do what the model does, and always agree with themselves", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 10, maxLength: 60 }), async (steps) => {
      units += 1;
      currentUnit = `M${String(units).padStart(4, "0")}`;
      const books = await smallBooks(database.store, "institution", currentUnit);
      const items = ITEMS.map((one) => ({ ...one, unit_code: currentUnit }));
      const line_nos = await approvedLines(books, items);
      const lines = ITEMS.map(({ amount_fen }) => {
        return { budget: amount_fen, released: 0, committed: 0, paid: 0 };
      });
      const model: Model = { lines, line_nos, commitments: [], vouchers: [] };
      for (const step of steps) await MOVES[step.kind](books, model, step);
      const rows = await readExecution(database.store, currentUnit, YEAR);
      for (const { line, execution } of rows) {
        const expected = lines[line_nos.indexOf(line.line_no)]!;
        expect(execution).toMatchObject({
          budget_fen: expected.budget,
          released_fen: expected.released,
          committed_fen: expected.committed,
          paid_fen: expected.paid,
          available_fen: free(expected),
        });
        expect(execution.available_fen).toBeGreaterThanOrEqual(0);
      }
      const open = lines.some(({ committed }) => committed > 0);
      const closing = { unit_code: currentUnit, year: YEAR, decisions: [], rest: "carry" as const };
      expect((await done(closeYear(books, act(), closing))) === null).toBe(open);
      expect(await verifyDepartment(database.store)).toEqual([]);
    }),
    runs(8),
  );
  expect(await verifyLedger(database.store)).toEqual([]);
}, 60_000);
