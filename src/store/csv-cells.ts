import {
  type CivilDate,
  civilDate,
  type ErrorCode,
  type ErrorDetails,
  type Fen,
  fenFromYuan,
  type Ppm,
  ppmFromDecimal,
  YibaoError,
} from "../kernel/index.ts";

/** A column of an import file. The header may name it either way. */
export interface CsvColumn {
  readonly name: string;
  readonly chinese: string;
  readonly required: boolean;
  /** What to fill in, for the documentation. */
  readonly note: string;
}

/** Why a row was refused: which cell, what it held, and a sentence that names the mend. */
export interface CsvRefusal {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  /** Our column name, or empty when the whole row is meant. */
  readonly column: string;
  readonly value: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/** A refusal before its row number is known. */
export interface CellRefusal {
  readonly column: string;
  readonly value: string;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** The valid dates of a row, named as the columns of every dated table. */
export interface RowPeriod {
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

/** Columns of every dated table, as `CsvCells.period` reads them. */
export const PERIOD_COLUMNS: readonly CsvColumn[] = [
  { name: "valid_from", chinese: "生效日期", required: true, note: "有效的第一天，如 2023-06-01" },
  {
    name: "valid_to",
    chinese: "失效日期",
    required: false,
    note: "不再有效的第一天；长期有效则留空",
  },
];

/** Choices of a dictionary whose codes are written as they are. */
export function choicesOf<Code extends string>(
  codes: readonly Code[],
): Readonly<Record<string, Code>> {
  return Object.fromEntries(codes.map((code) => [code, code]));
}

const FLAGS = { "0": false, "1": true, 否: false, 是: true } as const;
/** Postgres cannot store NUL, and no cell of ours has any use for the other control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it seeks
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f\ufffd]/;
const ALLOWED_SHOWN_MAX = 16;

/**
 * The cells of one row, read by column. A cell that cannot be read is noted in `refusals` and a
 * stand-in is returned, so that one pass finds everything that is wrong with the row; the caller
 * drops the row's value when there is any refusal.
 */
export class CsvCells {
  readonly refusals: CellRefusal[] = [];
  readonly #text: (column: string) => string;
  readonly #chinese: ReadonlyMap<string, string>;

  constructor(text: (column: string) => string, chinese: ReadonlyMap<string, string>) {
    this.#text = text;
    this.#chinese = chinese;
  }

  /** A text that must be there, of at most `length_max` characters. */
  text(column: string, length_max: number): string {
    const value = this.optionalText(column, length_max);
    if (value === "") this.refuse(column, "STORE-CSV-VALUE-MISSING");
    return value;
  }

  /** A text that may be left out: then it is empty. */
  optionalText(column: string, length_max: number): string {
    const value = this.#text(column);
    if (CONTROL_CHARACTERS.test(value)) this.refuse(column, "STORE-CSV-CHARACTER");
    else if (value.length > length_max) {
      this.refuse(column, "STORE-CSV-VALUE-TOO-LONG", { length_max });
    }
    return value;
  }

  /** A text of a given form; `form` says it in words. */
  matching(column: string, pattern: RegExp, form: string): string {
    const value = this.#text(column);
    if (value === "") this.refuse(column, "STORE-CSV-VALUE-MISSING");
    else if (!pattern.test(value)) this.refuse(column, "STORE-CSV-FORM", { form });
    return value;
  }

  optionalMatching(column: string, pattern: RegExp, form: string): string {
    return this.#text(column) === "" ? "" : this.matching(column, pattern, form);
  }

  /** One of the written forms in `choices`; an empty cell is `fallback` where there is one. */
  choice<T>(column: string, choices: Readonly<Record<string, T>>, fallback?: T): T {
    const value = this.#text(column);
    if (value === "" && fallback !== undefined) return fallback;
    if (Object.hasOwn(choices, value)) return choices[value] as T;
    const written = Object.keys(choices);
    const shown = written.slice(0, ALLOWED_SHOWN_MAX).join("、");
    const allowed = written.length > ALLOWED_SHOWN_MAX ? `${shown} 等` : shown;
    if (value === "") this.refuse(column, "STORE-CSV-VALUE-MISSING");
    else this.refuse(column, "STORE-CSV-VALUE-NOT-ALLOWED", { allowed });
    return choices[written[0] as string] as T;
  }

  /** 1 or 0, 是 or 否; empty is `fallback`. */
  flag(column: string, fallback: boolean): boolean {
    return this.choice<boolean>(column, FLAGS, fallback);
  }

  date(column: string): CivilDate {
    return this.#read(column, civilDate, "0001-01-01" as CivilDate);
  }

  optionalDate(column: string): CivilDate | null {
    return this.#text(column) === "" ? null : this.date(column);
  }

  /** `valid_from` and `valid_to`, half-open: the end is the first day that is out. */
  period(): RowPeriod {
    const noted = this.refusals.length;
    const valid_from = this.date("valid_from");
    const valid_to = this.optionalDate("valid_to");
    if (this.refusals.length === noted && valid_to !== null && valid_to <= valid_from) {
      this.refuse("valid_to", "STORE-CSV-PERIOD-EMPTY", { from: valid_from });
    }
    return { valid_from, valid_to };
  }

  /** An amount in yuan, at most two decimals. */
  amountFen(column: string): Fen {
    return this.#read(column, fenFromYuan, 0 as Fen);
  }

  /** A rate as a decimal, `0.10` for 10 %. */
  ratePpm(column: string): Ppm {
    return this.#read(column, ppmFromDecimal, 0 as Ppm);
  }

  /** Any other form, by a reader that throws a YibaoError. */
  read<T>(column: string, reader: (text: string) => T, standIn: T): T {
    return this.#read(column, reader, standIn);
  }

  /** Refuses the row because of this column; `{value}` and `{column}` are filled in. */
  refuse(column: string, code: ErrorCode, details: ErrorDetails = {}): void {
    const value = this.#text(column);
    const name = this.#chinese.get(column) ?? column;
    this.refusals.push({ column, value, code, details: { value, column: name, ...details } });
  }

  #read<T>(column: string, reader: (text: string) => T, standIn: T): T {
    const value = this.#text(column);
    if (value === "") {
      this.refuse(column, "STORE-CSV-VALUE-MISSING");
      return standIn;
    }
    try {
      return reader(value);
    } catch (error) {
      if (!(error instanceof YibaoError)) throw error;
      this.refuse(column, error.code, error.details);
      return standIn;
    }
  }
}

/** A refusal with its place and its sentence. */
export function refusalOfRow(
  row: number,
  chinese: ReadonlyMap<string, string>,
  { column, value, code, details }: CellRefusal,
): CsvRefusal {
  const label = column === "" ? "" : `“${chinese.get(column) ?? column}”`;
  const { message } = new YibaoError(code, details, `第 ${row} 行${label}`);
  return { row, column, value, code, message };
}
