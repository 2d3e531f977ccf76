import { fen, YibaoError, yuanFromFen } from "../../kernel/index.ts";
import type { ColumnData } from "./arrow-table.ts";
import type { BillRow } from "./bill-row.ts";
import type { CaseCodes } from "./case-book.ts";
import { BATCH_BILLS, BILL_COLUMNS, type BillColumns, type Column } from "./columns.ts";

const AMOUNT_MOST_FEN = 2 ** 31 - 1;
/** The year's bills of one person beyond a full batch, before the arrays are made longer. */
const SPARE = 4_096;

type NumberColumns = {
  readonly [Name in keyof BillColumns]: Exclude<BillColumns[Name], readonly string[]>;
};

/** The bills of one record batch, column by column, filled row by row. */
export class BillTable {
  count = 0;
  #columns: NumberColumns;
  #funds: Int32Array[];
  #capacity = BATCH_BILLS + SPARE;
  readonly #fundPlaces: ReadonlyMap<string, number>;

  constructor(funds: readonly string[]) {
    this.#fundPlaces = new Map(funds.map((fund, place) => [fund, place]));
    this.#columns = newColumns(this.#capacity);
    this.#funds = funds.map(() => new Int32Array(this.#capacity));
  }

  /** In the order of the schema: the funds stand last. */
  get data(): readonly ColumnData[] {
    return [...Object.values(this.#columns), ...this.#funds];
  }

  clear(): void {
    this.count = 0;
    for (const fund of this.#funds) fund.fill(0);
  }

  /** @throws YibaoError HISTORY-AMOUNT-TOO-LARGE, HISTORY-FUND-UNKNOWN */
  add(person: number, codes: CaseCodes, row: BillRow): void {
    assertHolds(row.amounts.total_fen);
    if (this.count === this.#capacity) this.#grow();
    const at = this.count;
    this.#columns.person[at] = person;
    this.#addCase(at, codes);
    this.#addFacts(at, row);
    this.#addAnswer(at, row);
    this.count += 1;
  }

  #addCase(at: number, codes: CaseCodes): void {
    const columns = this.#columns;
    columns.case[at] = codes.number;
    columns.insutype[at] = codes.insutype;
    columns.visit_type[at] = codes.visit_type;
    columns.hospital_level[at] = codes.hospital_level;
    columns.place[at] = codes.place;
    columns.disease[at] = codes.disease;
    columns.employment_status[at] = codes.employment_status;
    columns.civil_servant_rank[at] = codes.civil_servant_rank;
    columns.identities[at] = codes.identities;
  }

  #addFacts(at: number, row: BillRow): void {
    const columns = this.#columns;
    columns.care_day[at] = row.care_day;
    columns.year[at] = row.year;
    columns.begin_day[at] = row.begin_day;
    columns.end_day[at] = row.end_day;
    columns.settled_day[at] = row.settled_day;
    columns.settled_month[at] = monthOfDay(row.settled_day);
    columns.total_fen[at] = row.amounts.total_fen;
    columns.full_self_fen[at] = row.amounts.full_self_fen;
    columns.over_limit_fen[at] = row.amounts.over_limit_fen;
    columns.first_self_fen[at] = row.amounts.first_self_fen;
    columns.in_scope_fen[at] = row.amounts.in_scope_fen;
    columns.paid_alone_fen[at] = row.amounts.paid_alone_fen;
    columns.class_a_fen[at] = row.classes.a_fen;
    columns.class_b_fen[at] = row.classes.b_fen;
    columns.class_c_fen[at] = row.classes.c_fen;
    columns.stay[at] = row.stay;
    columns.first_of_stay[at] = row.first_of_stay ? 1 : 0;
    columns.cancels_back[at] = row.cancels_back;
    columns.reproduced[at] = row.reproduced ? 1 : 0;
  }

  #addAnswer(at: number, { answer }: BillRow): void {
    this.#columns.deductible_fen[at] = answer.deductible_fen;
    this.#columns.person_fen[at] = answer.person_fen;
    for (const { fund, paid_fen } of answer.payments) {
      const place = this.#fundPlaces.get(fund);
      if (place === undefined) throw new YibaoError("HISTORY-FUND-UNKNOWN", { fund });
      (this.#funds[place] as Int32Array)[at] = paid_fen;
    }
  }

  #grow(): void {
    this.#capacity *= 2;
    const wider = newColumns(this.#capacity);
    for (const name of Object.keys(wider) as (keyof NumberColumns)[]) {
      wider[name].set(this.#columns[name]);
    }
    this.#columns = wider;
    this.#funds = this.#funds.map((fund) => {
      const longer = new Int32Array(this.#capacity);
      longer.set(fund);
      return longer;
    });
  }
}

/**
 * Everything else of a bill is a part of its total.
 * @throws YibaoError HISTORY-AMOUNT-TOO-LARGE
 */
export function assertHolds(total_fen: number, where?: string): void {
  if (Math.abs(total_fen) <= AMOUNT_MOST_FEN) return;
  const amount = yuanFromFen(fen(total_fen));
  const most = yuanFromFen(fen(AMOUNT_MOST_FEN));
  throw new YibaoError("HISTORY-AMOUNT-TOO-LARGE", { amount, most }, where);
}

function newColumns(capacity: number): NumberColumns {
  const arrays = Object.entries(BILL_COLUMNS).map(([name, { kind }]) => [
    name,
    newArray(kind, capacity),
  ]);
  return Object.fromEntries(arrays);
}

function newArray(kind: Column["kind"], capacity: number): Exclude<ColumnData, readonly string[]> {
  switch (kind) {
    case "word":
      return new Int8Array(capacity);
    case "uint8":
      return new Uint8Array(capacity);
    case "int16":
      return new Int16Array(capacity);
    default:
      return new Int32Array(capacity);
  }
}

const DAY_MILLISECONDS = 86_400_000;

function monthOfDay(day: number): number {
  return new Date(day * DAY_MILLISECONDS).getUTCMonth() + 1;
}
