import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../store/index.ts";
import { transactionTable } from "./transaction-table.ts";

/**
 * Every dictionary of the national interface (Hunan specification V1.1.27, chapter 6): those that
 * fields of the table name, and the others, which are only asked for (1901).
 */
export interface DictionaryEntry {
  readonly value: string;
  readonly label: string;
  /** The value it belongs under; null at the top. */
  readonly parent: string | null;
}

export type DictionaryBook = ReadonlyMap<string, readonly DictionaryEntry[]>;

/** Dictionaries whose codes begin with the code they belong under. In others that means nothing. */
const NESTED: ReadonlySet<string> = new Set(["anst_mtd_code", "insutype", "psn_type"]);

let shared: DictionaryBook | undefined;

/** The book that ships with the package, read on first use. */
export function dictionaryBook(): DictionaryBook {
  shared ??= loadDictionaryBook();
  return shared;
}

function loadDictionaryBook(): DictionaryBook {
  const book = new Map<string, readonly DictionaryEntry[]>();
  const path = join(packageRoot(), "src", "gateway", "more-dictionaries.json");
  const more = JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, string>>;
  for (const [name, text] of Object.entries(more)) book.set(name, entriesOf(name, valuesOf(text)));
  for (const { name, values } of transactionTable().dictionaries.values()) {
    book.set(name, entriesOf(name, values));
  }
  return book;
}

/** A line is the title and then each code with its label, apart by `; `. */
function valuesOf(text: string): ReadonlyMap<string, string> {
  const [, ...entries] = text.split("; ");
  return new Map(
    entries.map((entry) => {
      const space = entry.indexOf(" ");
      return [entry.slice(0, space), entry.slice(space + 1)];
    }),
  );
}

function entriesOf(name: string, values: ReadonlyMap<string, string>): readonly DictionaryEntry[] {
  return [...values].map(([value, label]) => {
    return { value, label, parent: NESTED.has(name) ? parentOf(values, value) : null };
  });
}

/** The longest code that the value begins with. */
function parentOf(values: ReadonlyMap<string, string>, value: string): string | null {
  for (let length = value.length - 1; length > 0; length -= 1) {
    const parent = value.slice(0, length);
    if (values.has(parent)) return parent;
  }
  return null;
}

const NEAR_SHOWN = 3;

/** The names that differ least from what was asked, the nearest first. */
export function nearNames(book: DictionaryBook, asked: string): readonly string[] {
  const text = asked.toLowerCase().slice(0, 60);
  return [...book.keys()]
    .map((name) => ({ name, far: editDistance(text, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, NEAR_SHOWN)
    .map(({ name }) => name);
}

/** How many letters to add, drop or change (Levenshtein). */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const change = from[row - 1] === to[column - 1] ? 0 : 1;
      const [left = 0, up = 0, diagonal = 0] = [line[column - 1], above[column], above[column - 1]];
      line.push(Math.min(left + 1, up + 1, diagonal + change));
    }
    above = line;
  }
  return above[to.length] as number;
}
