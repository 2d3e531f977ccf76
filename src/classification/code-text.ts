import { type ChartKind, codeLengths, kindOfCode } from "./chart.ts";

/** What stood in a cell, or before a name, where a code belongs. */
export interface CodeText {
  /** The digits, also of a length that no code has. */
  readonly code: string;
  /** The unit's code that budgets print behind (`210 15 01 062`), or null. */
  readonly unit_code: string | null;
  /** What follows: mostly the name. */
  readonly rest: string;
}

const UNIT_DIGITS_MIN = 3;
const UNIT_DIGITS_MAX = 9;

/**
 * Reads `2101501`, `210 15 01`, `210.15.01`, `210 15 01 062`, `[21015]`, `30101基本工资`, `301 2 津贴补贴`.
 * Digits are put together only as far as a code of its kind goes, and only over one kind of
 * separator, so that the amount in `302 12.40` stays an amount. `210.15` is a code only where the
 * caller knows that codes stand there. Null where no code begins.
 */
export function readCodeText(text: string, isCodeColumn = false): CodeText | null {
  const plain = text.normalize("NFKC").trim().replace(BRACKETED, "$1 ");
  const first = BEGINNING.exec(plain)?.[0];
  if (first !== undefined) return putTogether(plain, first);
  const dotted = isCodeColumn ? /^([235]\d\d)\.(\d\d)$/.exec(plain) : null;
  return dotted && { code: `${dotted[1]}${dotted[2]}`, unit_code: null, rest: "" };
}

/** `[2101501]行政运行`. */
const BRACKETED = /^[[(【]\s*(\d[\d\s.-]*?)\s*[\])】]/;

/** Three digits or more that are neither an amount nor a year. */
const BEGINNING = /^\d{3,16}(?![\d,]|\s*年|\.\d{1,2}(?![\d.]))/;

function putTogether(plain: string, first: string): CodeText {
  const longest = Math.max(...codeLengths(kindOfCode(first) ?? "functional"));
  const glued = gluedUnit(first, longest);
  if (glued !== null) return { ...glued, rest: plain.slice(first.length).trim() };
  let code = first;
  let at = first.length;
  const separator = /^(?:\s+|[.\-/])(?=\d)/.exec(plain.slice(at))?.[0] ?? "";
  const group = groupAfter(separator);
  for (let next = group.exec(plain.slice(at)); next; next = group.exec(plain.slice(at))) {
    const digits = next[1] as string;
    if (digits.length > 2 || code.length + digits.length > longest) break;
    code += digits;
    at += next[0].length;
  }
  const unit = /^\s+(\d+)(?![\d.,])/.exec(plain.slice(at));
  const digits = unit?.[1] ?? "";
  if (digits.length < UNIT_DIGITS_MIN || digits.length > UNIT_DIGITS_MAX) {
    return { code, unit_code: null, rest: plain.slice(at).trim() };
  }
  return { code, unit_code: digits, rest: plain.slice(at + (unit?.[0].length ?? 0)).trim() };
}

/** Digits behind the same separator that are no part of an amount. */
function groupAfter(separator: string): RegExp {
  if (separator === "") return /^(?!)/;
  if (separator.trim() === "") return /^\s+(\d+)(?![\d.,])/;
  return new RegExp(`^\\${separator}(\\d+)(?![\\d,])`);
}

/** `2101501062` is a code and a unit without a space between. */
function gluedUnit(digits: string, longest: number): Omit<CodeText, "rest"> | null {
  if (digits.length < longest + UNIT_DIGITS_MIN) return null;
  return { code: digits.slice(0, longest), unit_code: digits.slice(longest) };
}

/** Whether a code of the kind may have so many digits. */
export function hasCodeLength(kind: ChartKind, code: string): boolean {
  return codeLengths(kind).includes(code.length);
}
