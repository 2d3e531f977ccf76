import { dateFromDayNumber, type Fen, yuanFromFen } from "../../src/kernel/index.ts";
import type { BillCase, Region } from "../../src/policy/index.ts";
import { caseAnswer, readCase, runCase } from "../../src/settlement/index.ts";
import type { History, HistoryBatch } from "../../src/simulation/index.ts";
import { OutputsDiffer } from "../bench-result.ts";

/**
 * The other peer: the same bills settled one at a time as `yibao settle` does, from the text of a
 * case to the text of its answer. People whose bills have no cancellation and no interim part are
 * sampled: those need bills to name one another.
 */
export interface Sample {
  readonly people: readonly SamplePerson[];
  readonly bills: number;
}

export interface SamplePerson {
  /** The case file, as text. */
  readonly text: string;
  /** Of each bill what the history has: fund → fen. */
  readonly rows: readonly Readonly<Record<string, number>>[];
}

export function sampleOf(history: History, batch: HistoryBatch, most: number): Sample {
  const people: SamplePerson[] = [];
  let bills = 0;
  let first = 0;
  const { person, count } = batch.bills;
  for (let row = 1; row <= count && bills < most; row += 1) {
    if (row < count && person[row] === person[first]) continue;
    const made = personCase(history, batch, first, row);
    if (made !== null) {
      people.push(made);
      bills += made.rows.length;
    }
    first = row;
  }
  return { people, bills };
}

function personCase(
  history: History,
  batch: HistoryBatch,
  from: number,
  to: number,
): SamplePerson | null {
  const { bills, cases, columns, answers } = batch;
  const own = cases[bills.case[from] as number] as BillCase;
  const rows: Record<string, number>[] = [];
  const listed: object[] = [];
  for (let row = from; row < to; row += 1) {
    const one = cases[bills.case[row] as number] as BillCase;
    const plain = bills.cancels_back[row] === 0 && bills.first_of_stay[row] === 1;
    if (!plain || !samePerson(own, one)) return null;
    const stay = (bills.stay[row] as number) > 0;
    const day = (column: Int32Array) => dateFromDayNumber(column[row] as number);
    listed.push({
      id: `b${row}`,
      date: day(columns.end_day),
      ...(stay ? { admitted: day(columns.begin_day) } : {}),
      med_type: one.visit_type,
      hospital_level: one.hospital_level,
      place: one.place,
      disease: one.disease,
      use_account: "none",
      lines: linesText(batch, row),
    });
    rows.push(
      Object.fromEntries(
        history.manifest.funds.map(({ fund }, index) => [
          fund,
          answers.funds[index]?.[row] as number,
        ]),
      ),
    );
  }
  const identities = own.identities.map((kind) => ({ kind, from: "2000-01-01", to: null }));
  const text = JSON.stringify({
    region: history.manifest.region,
    person: {
      psn_no: `P${bills.person[from]}`,
      insutype: own.insutype,
      status: own.employment_status,
      civil_servant: own.civil_servant_rank,
      identities,
    },
    bills: listed,
  });
  return { text, rows };
}

function samePerson(a: BillCase, b: BillCase): boolean {
  return (
    a.insutype === b.insutype &&
    a.employment_status === b.employment_status &&
    a.civil_servant_rank === b.civil_servant_rank &&
    a.identities.join() === b.identities.join()
  );
}

/** Lines that come to the four amounts of the bill: what counts is taken, what does not is C. */
function linesText({ bills }: HistoryBatch, row: number): object[] {
  const yuan = (column: Int32Array) => yuanFromFen(column[row] as Fen);
  const lines: object[] = [];
  const add = (amount: number, more: object) => {
    if (amount !== 0) lines.push({ amount: yuanFromFen(amount as Fen), ...more });
  };
  const alone = bills.paid_alone_fen[row] as number;
  const own = (bills.full_self_fen[row] as number) + (bills.first_self_fen[row] as number);
  const over = bills.over_limit_fen[row] as number;
  add((bills.in_scope_fen[row] as number) - alone, { class: "A" });
  add(alone, { class: "B", paid_alone: true });
  // A share that the person bears in full and a line outside the catalogue weigh the same here.
  add(own, { class: "C" });
  add(over, { class: "A", price_limit_excess: yuan(bills.over_limit_fen) });
  return lines;
}

/** Settles the sample one person after another. @throws OutputsDiffer where a fund differs */
export function settleSample(region: Region, sample: Sample): void {
  for (const { text, rows } of sample.people) {
    const given = readCase(JSON.parse(text), region);
    const results = runCase(region, given);
    const answer = JSON.stringify(caseAnswer(region, given, results));
    if (answer.length === 0) throw new Error("an empty answer");
    results.forEach(({ settled }, index) => {
      for (const [fund, kept] of Object.entries(rows[index] ?? {})) {
        const paid = settled.split.payments.find((one) => one.fund === fund)?.paid_fen ?? 0;
        if (paid !== kept) throw new OutputsDiffer("yibao settle", fund, kept, paid);
      }
    });
  }
}
