import type { Chart, ChartRow } from "./chart.ts";

/**
 * A name as it is compared: without spaces and line breaks, brackets and digits in one width, and
 * without what documents write around it (`一、` before, `（类）` behind).
 */
export function normaliseName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/^[一二三四五六七八九十]+、/, "")
    .replace(/\((?:类|款|项)\)/g, "");
}

/** Looser: also without 的 and without marks, which people leave out or change without thinking. */
export function looseName(name: string): string {
  return normaliseName(name).replace(/[的()、,.:;“”"'\-—]/g, "");
}

/** A name in the two forms in which it is compared. */
export interface NameForm {
  readonly exact: string;
  readonly loose: string;
}

export function nameForm(name: string): NameForm {
  return { exact: normaliseName(name), loose: looseName(name) };
}

/** The forms of each row's names, made once: a whole chart is compared with each wrong row. */
const ROW_FORMS = new WeakMap<ChartRow, readonly NameForm[]>();

function formsOf(row: ChartRow): readonly NameForm[] {
  const known = ROW_FORMS.get(row);
  if (known !== undefined) return known;
  const forms = [row.name, ...row.also].map(nameForm);
  ROW_FORMS.set(row, forms);
  return forms;
}

/** Whether a printed name is one of the row's names. */
export function isNamed(row: ChartRow, name: NameForm): boolean {
  return formsOf(row).some(({ exact }) => exact === name.exact);
}

/** Whether a printed name is the row's name with something left out. */
export function isShortened(row: ChartRow, name: NameForm): boolean {
  return formsOf(row).some(
    (full) =>
      name.exact.length < full.exact.length &&
      name.loose.length * 2 >= full.loose.length &&
      isContained(name.loose, full.loose),
  );
}

/** Whether all characters of the one stand in the other in the same order. */
function isContained(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length;
}

/** Names that are less alike than this have nothing to do with each other. */
const LIKENESS_MIN = 0.4;

/** How alike a printed name and the row's names are: from 0.4 to 1 (the same), or 0. */
export function nameLikeness(row: ChartRow, name: NameForm): number {
  let most = 0;
  for (const form of formsOf(row)) most = Math.max(most, likeness(form, name));
  return most;
}

function likeness(a: NameForm, b: NameForm): number {
  if (a.exact === b.exact) return 1;
  if (a.loose === "" || b.loose === "") return 0;
  if (a.loose === b.loose) return 0.95;
  const [short, long] = a.loose.length < b.loose.length ? [a.loose, b.loose] : [b.loose, a.loose];
  const part = short.length / long.length;
  if (part >= 0.5 && isContained(short, long)) return 0.7 + 0.2 * part;
  // Most names of a chart share hardly a character: no need to count slips.
  if (bySlips(long.length - inCommon(short, long), long.length) < LIKENESS_MIN) return 0;
  const found = bySlips(editDistance(short, long), long.length);
  return found < LIKENESS_MIN ? 0 : found;
}

function bySlips(slips: number, length: number): number {
  return 0.9 * (1 - slips / length);
}

/** Characters of the one that the other has too: at least so many must stay. */
function inCommon(short: string, long: string): number {
  let count = 0;
  for (let at = 0; at < short.length; at += 1) if (long.includes(short[at] as string)) count += 1;
  return count;
}

/**
 * How many slips of the hand lie between two texts: a character changed, left out, put in, or two
 * neighbours swapped (optimal string alignment).
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const line = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (above[j] as number) + 1, (line[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      line.push(least);
    }
    before = above;
    above = line;
  }
  return above[b.length] as number;
}

export interface NamedRow {
  readonly row: ChartRow;
  /** From 0 to 1. */
  readonly likeness: number;
}

/** What is longer is no name, and is compared as far as this. */
export const NAME_LENGTH_MAX = 200;

/** The rows of a chart whose names are most like the given one, the best first. */
export function nearestByName(chart: Chart, name: string, limit = 5): readonly NamedRow[] {
  const wanted = nameForm(name.slice(0, NAME_LENGTH_MAX));
  return [...chart.rows.values()]
    .map((row) => ({ row, likeness: nameLikeness(row, wanted) }))
    .filter((one) => one.likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness || (a.row.code < b.row.code ? -1 : 1))
    .slice(0, limit);
}
