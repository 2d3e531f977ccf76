import {
  ancestors,
  type Chart,
  type ChartKind,
  judgeRow,
  normaliseName,
  readCodeText,
} from "../classification/index.ts";
import type { FormWords } from "./form-words.ts";
import { fits } from "./reading-words.ts";
import type { StubRow } from "./source-table.ts";
import { plainName } from "./words.ts";

/** A row of a coded table with what it is. */
export interface CodedRow {
  readonly row: StubRow;
  /** The code that is meant, a total's id, `unit:062` of a unit; "" where it is not understood. */
  readonly id: string;
  /** As printed, without blanks. */
  readonly code: string;
  readonly name: string;
  /** A row that only carries the figures of the class above it. */
  readonly is_subtotal: boolean;
  /** The code or name of a unit that the rows below belong to; "" for none. */
  readonly unit: string;
}

interface Coding {
  readonly code: string;
  /** With its parts filled up: `301 2` is 30102. */
  readonly full: string;
  readonly unit: string;
  readonly name: string;
}

/**
 * What the rows of a coded table are: by code, by name where no code is printed, and by both where
 * the code is a slip: 物业管理费 under 30299 between 30208 and 30211 is 30209.
 */
export function codedRows(
  rows: readonly StubRow[],
  kind: ChartKind,
  form: FormWords,
): readonly CodedRow[] {
  const codings = codingsOf(rows, kind, form);
  const printed = new Set(codings.map(({ full }) => full));
  const found: CodedRow[] = [];
  let last = "";
  let unit = "";
  rows.forEach((row, index) => {
    const coding = codings[index] as Coding;
    const { code, name } = coding;
    const total = totalId(name, code, form);
    if (total === "subtotal") {
      const id = classOfSubtotal(last.slice(0, 3), nextCode(codings, index) ?? "", found);
      found.push({ ...{ row, code, name }, id, is_subtotal: true, unit });
      return;
    }
    if (total === null && isUnitRow(coding, kind, form)) unit = code === "" ? name : code;
    const near = { last, next: nextCode(codings, index), printed };
    const isUnit = unit === code && code !== "";
    const id = total ?? (isUnit ? unitId(code) : idOfRow(coding, kind, near, form));
    if (/^\d/.test(id)) last = id;
    found.push({ row, id, code, name, is_subtotal: false, unit: coding.unit || unit });
  });
  return withoutRepeats(found);
}

/** Of the class above it; where that has one already, of the class whose parts follow. */
function classOfSubtotal(above: string, next: string, found: readonly CodedRow[]): string {
  const isSecond = found.some(({ id, name, is_subtotal }) => {
    return id === above && (is_subtotal || name.endsWith("小计"));
  });
  return isSecond && next.length > CLASS_LENGTH && !next.startsWith(above)
    ? next.slice(0, CLASS_LENGTH)
    : above;
}

const CLASS_LENGTH = 3;

function codingsOf(rows: readonly StubRow[], kind: ChartKind, form: FormWords): readonly Coding[] {
  let before: readonly string[] = [];
  return rows.map((row) => {
    const parts = row.codes.map((part) => part.normalize("NFKC").trim());
    const digits = parts.map((part) => (/^\d[\d\s.-]*$/.test(part) ? part : ""));
    const filled = filledParts(digits, before);
    if (filled.some((part) => part !== "")) before = filled;
    const glued = parts.find((part) => /^[[(【]?\d/.test(part) && !/^\d[\d\s.-]*$/.test(part));
    const text = glued ?? filled.filter((part) => part !== "").join(" ");
    const coding = codingOf(text, filled, row.name, kind);
    const own = (row.unit ?? "").replace(/\D/g, "");
    return coding.code === "" && own !== "" ? unitCoding(coding, own, form) : coding;
  });
}

/** A row with no code but that of a unit: its own if it names one, else the one it belongs to. */
function unitCoding(coding: Coding, unit: string, form: FormWords): Coding {
  const isTotal = fits(form.words.totals, plainName(coding.name));
  if (isTotal || !UNIT_NAME.test(plainName(coding.name))) return { ...coding, unit };
  return { ...coding, code: unit, full: unit };
}

/** A 款 without its 类 before it goes on with that of the row above. */
function filledParts(parts: readonly string[], before: readonly string[]): readonly string[] {
  const first = parts.findIndex((part) => part !== "");
  if (first <= 0 || (parts[first] as string).length > 2) return parts;
  return parts.map((part, at) => (at < first ? (before[at] ?? "") : part));
}

function codingOf(text: string, parts: readonly string[], name: string, kind: ChartKind): Coding {
  const own = parts.filter((part) => part !== "");
  if (own.length > 1) return partedCoding(own, name);
  const read = readCodeText(text === "" ? name : text, text !== "");
  if (read === null || (text === "" && !startsLike(read.code, kind))) {
    return { code: text.replace(/\D/g, ""), full: text.replace(/\D/g, ""), unit: "", name };
  }
  const joined = read.rest.replace(MARKS_BETWEEN, "");
  const rest = text === "" || name === text || name === "" ? joined : name;
  return { code: read.code, full: read.code, unit: read.unit_code ?? "", name: rest };
}

/** “2101501-行政运行”, “2101501_行政运行”, “2101501：行政运行”. */
const MARKS_BETWEEN = /^[\s\-–—_:：.．、|/]+/;

function startsLike(code: string, kind: ChartKind): boolean {
  return code.startsWith({ functional: "2", departmental: "3", governmental: "5" }[kind]);
}

/** `208 | 05 | 01`, or each column with the whole code: `208 | 20805 | 2080501`. */
function partedCoding(parts: readonly string[], name: string): Coding {
  const [first, ...rest] = parts as readonly [string, ...string[]];
  let code = first.replace(/\D/g, "");
  let full = code;
  let unit = "";
  for (const part of rest) {
    const digits = part.replace(/\D/g, "");
    if (digits.startsWith(full) && digits.length > full.length) [code, full] = [digits, digits];
    else if (digits.length > 2) unit = digits;
    else {
      code += digits;
      full += digits.padStart(2, "0");
    }
  }
  return { code, full, unit, name };
}

function totalId(name: string, code: string, { words }: FormWords): string | null {
  if (code !== "") return null;
  const plain = plainName(name);
  if (fits(words.totals, plain)) return "total";
  if (fits(words.subtotals, plain)) return "subtotal";
  if (fits(words.personnel_total, plain)) return "personnel";
  if (fits(words.public_total, plain)) return "public";
  return null;
}

const UNIT = "unit:";

function unitId(code: string): string {
  return code.length >= UNIT_CODE_LEAST ? `${UNIT}${code}` : "";
}

const UNIT_CODE_LEAST = 3;

/** The code of the unit whose row it is; null where it is no row of a unit. */
export function unitOfId(id: string): string | null {
  return id.startsWith(UNIT) ? id.slice(UNIT.length) : null;
}

const UNIT_NAME =
  /(局|厅|委员会|办公室|中心|学校|学院|大学|医院|队|所|站|本级|机关|法院|检察院|部)$/;

/** A row that says whose rows follow: the code is no code of the chart, the name is an office's. */
function isUnitRow({ code, name, full }: Coding, kind: ChartKind, form: FormWords): boolean {
  const chart = form.charts[kind];
  if (chart.rows.has(full) || form.byName[kind].has(normaliseName(name))) return false;
  const plain = plainName(name);
  if (!UNIT_NAME.test(plain)) return false;
  return code === "" || !startsLike(code, kind) || ![3, 5, 7].includes(code.length);
}

function nextCode(codings: readonly Coding[], index: number): string | undefined {
  return codings.slice(index + 1, index + 6).find(({ full }) => full !== "")?.full;
}

interface Near {
  readonly last: string;
  readonly next: string | undefined;
  /** All codes that the table prints. */
  readonly printed: ReadonlySet<string>;
}

function idOfRow(coding: Coding, kind: ChartKind, near: Near, form: FormWords): string {
  const { full, name } = coding;
  if (full === "") return idByName(name, kind, near.last, form);
  const chart = form.charts[kind];
  const meant = meantCode(coding, chart, near, form);
  if (meant !== null) return meant;
  return startsLike(full, kind) && [3, 5, 7].includes(full.length) ? full : "";
}

/** Verdicts that say that another code was meant. */
const SLIPS: ReadonlySet<string> = new Set(["wrong-digits", "wrong-length", "wrong-parent"]);

/** The code that the name and the place say, where the printed one is a slip; null: none is. */
function meantCode(coding: Coding, chart: Chart, near: Near, form: FormWords): string | null {
  const { full, name } = coding;
  const parentCode = parentBefore(full, near.last);
  const known = form.byName[chart.kind].get(normaliseName(name)) ?? [];
  const isRight = known.includes(full) && (parentCode === undefined || full.startsWith(parentCode));
  if (isRight || name === "") return null;
  const isLong = [3, 5, 7].includes(full.length);
  if (known.length === 0 && isLong) return null;
  // Its own items follow: the code is right, whatever name stands beside it.
  if (near.next !== undefined && near.next !== full && near.next.startsWith(full)) return null;
  const previousCode = near.last === "" ? undefined : near.last;
  const context = { parentCode, previousCode, nextCode: near.next };
  const { verdict, repair } = judgeRow(chart, full, name, context);
  if (repair === null || !SLIPS.has(verdict) || near.printed.has(repair.code)) return null;
  // A code of the chart that differs by more than a slip of the hand is no slip.
  if (chart.rows.has(full) && !isSlip(full, repair.code)) return null;
  // The place must not speak against it: it stands in its group.
  return parentCode === undefined || repair.code.startsWith(parentCode) ? repair.code : null;
}

/** One digit changed, left out or added, or two neighbours swapped. */
function isSlip(printed: string, meant: string): boolean {
  if (printed.length !== meant.length) return true;
  const wrong = [...printed].flatMap((digit, at) => (digit === meant[at] ? [] : [at]));
  const [first, second] = wrong as [number, number];
  const isSwap =
    wrong.length === 2 &&
    second === first + 1 &&
    printed[first] === meant[second] &&
    printed[second] === meant[first];
  return wrong.length <= 1 || isSwap;
}

/** The code of the group that the row before stands in, one level above a code so long. */
function parentBefore(code: string, last: string): string | undefined {
  const length = code.length <= 3 ? 0 : code.length <= 5 ? 3 : 5;
  return length === 0 || last.length < length ? undefined : last.slice(0, length);
}

/** The code of a row without one: by its name, the next of its group before any other. */
function idByName(name: string, kind: ChartKind, last: string, form: FormWords): string {
  const codes = form.byName[kind].get(normaliseName(plainName(name))) ?? [];
  const all = codes.length > 0 ? codes : (form.byName[kind].get(normaliseName(name)) ?? []);
  if (all.length === 0) return "";
  const open = last === "" ? [""] : ["", ...ancestors(last), last];
  const near = all.filter((code) => {
    const parent = ancestors(code).at(-1) ?? "";
    return open.includes(parent) && (last === "" || code > last);
  });
  return (
    near.toSorted((a, b) => b.length - a.length)[0] ?? (all.length === 1 ? (all[0] as string) : "")
  );
}

/** A page that begins within a class repeats its row, without figures. */
function withoutRepeats(rows: readonly CodedRow[]): readonly CodedRow[] {
  const seen = new Set<string>();
  return rows.filter((one) => {
    if (one.is_subtotal) return true;
    const key = `${one.unit} ${one.code} ${plainName(one.name)}`;
    const again = seen.has(key);
    seen.add(key);
    const figures = [...one.row.cells, ...(one.row.loose ?? [])];
    return !again || figures.some((cell) => cell !== null && cell.text !== "");
  });
}
