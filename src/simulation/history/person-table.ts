import type { EmploymentStatus, IdentityKind } from "../../policy/index.ts";
import type { ColumnData } from "./arrow-table.ts";
import type { CaseBook } from "./case-book.ts";
import { BATCH_BILLS, NONE, type PeopleColumns } from "./columns.ts";
import { identitiesCode } from "./words.ts";

/** One row of `people.arrow` before it is coded. */
export interface PersonRow {
  readonly pseudonym: string;
  readonly insutype: string;
  readonly sex: "male" | "female" | "unknown";
  readonly birth_year: number;
  readonly employment_status: EmploymentStatus;
  readonly civil_servant_rank: string | null;
  readonly identities: readonly IdentityKind[];
  readonly district: string;
  /** Disposable income of the year; −1 where it is not known. */
  readonly income_fen: number;
  /** A month's base; −1 where there is none or it is not known. */
  readonly contribution_base_fen: number;
  readonly insured_months: number;
  readonly diseases: readonly string[];
}

type Writable = {
  -readonly [Name in keyof PeopleColumns]: PeopleColumns[Name] extends readonly string[]
    ? string[]
    : PeopleColumns[Name];
};

/** The people of one record batch, column by column. */
export class PersonTable {
  count = 0;
  #columns: Writable = newColumns();

  get data(): readonly ColumnData[] {
    return Object.values(this.#columns);
  }

  get full(): boolean {
    return this.count === BATCH_BILLS;
  }

  clear(): void {
    this.count = 0;
    this.#columns = newColumns();
  }

  /** @throws YibaoError HISTORY-WORD-UNKNOWN */
  add(book: CaseBook, row: PersonRow, first_bill: number, bills: number): void {
    const columns = this.#columns;
    const at = this.count;
    columns.pseudonym.push(row.pseudonym);
    columns.insutype[at] = book.code("insutype", row.insutype);
    columns.sex[at] = book.code("sex", row.sex);
    columns.birth_year[at] = row.birth_year;
    columns.employment_status[at] = book.code("employment_status", row.employment_status);
    columns.civil_servant_rank[at] = book.code(
      "civil_servant_rank",
      row.civil_servant_rank ?? NONE,
    );
    columns.identities[at] = identitiesCode(row.identities);
    columns.district[at] = book.code("district", row.district);
    columns.income_fen[at] = row.income_fen;
    columns.contribution_base_fen[at] = row.contribution_base_fen;
    columns.insured_months[at] = row.insured_months;
    columns.diseases.push(row.diseases.join("+"));
    columns.first_bill[at] = first_bill;
    columns.bills[at] = bills;
    this.count += 1;
  }
}

function newColumns(): Writable {
  return {
    pseudonym: [],
    insutype: new Int8Array(BATCH_BILLS),
    sex: new Int8Array(BATCH_BILLS),
    birth_year: new Int16Array(BATCH_BILLS),
    employment_status: new Int8Array(BATCH_BILLS),
    civil_servant_rank: new Int8Array(BATCH_BILLS),
    identities: new Int8Array(BATCH_BILLS),
    district: new Int8Array(BATCH_BILLS),
    income_fen: new Int32Array(BATCH_BILLS),
    contribution_base_fen: new Int32Array(BATCH_BILLS),
    insured_months: new Uint8Array(BATCH_BILLS),
    diseases: [],
    first_bill: new Int32Array(BATCH_BILLS),
    bills: new Int32Array(BATCH_BILLS),
  };
}
