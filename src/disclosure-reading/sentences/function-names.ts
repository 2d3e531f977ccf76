import { type Charts, chartOf } from "../../classification/index.ts";
import type { FoundTable } from "../../disclosure/index.ts";
import { CLASS_MARK, ITEM_MARK, plainWord, SUBCLASS_MARK } from "./plain-text.ts";

/** What the codes of spending by function, and of basic spending by economic nature, are called. */
export interface ChartNames {
  /** Codes by plain name; of items many have the same. */
  readonly functional: ReadonlyMap<string, readonly string[]>;
  /** Names by their first two characters, the longest first. */
  readonly byHead: ReadonlyMap<string, readonly string[]>;
  /** Names of classes without 支出: 教育 of 教育（类）支出. */
  readonly classes: ReadonlyMap<string, string>;
  readonly codes: ReadonlySet<string>;
  /** Codes that stand in the tables of the document. */
  readonly printed: ReadonlySet<string>;
  readonly economic: ReadonlyMap<string, string>;
}

export function chartNames(
  charts: Charts,
  year: number,
  tables: readonly FoundTable[],
): ChartNames {
  const shipped = shippedNames(charts, year);
  const rows = tables
    .flatMap((table) => table.rows)
    .filter(({ chart, id }) => {
      return chart === "functional" && /^\d{3,7}$/.test(id);
    });
  const own = rows.filter(({ name }) => !shipped.functional.has(plainWord(name)));
  const printed = new Set(rows.map(({ id }) => id));
  if (own.length === 0) return { ...shipped, printed };
  const all = new Map(shipped.functional);
  for (const { name, id } of own) addName(all, name, id);
  return { ...shipped, ...indexed(all), printed };
}

/** Made once for each chart and year: a document comes with a few names of its own. */
const SHIPPED = new WeakMap<Charts, Map<number, ChartNames>>();

function shippedNames(charts: Charts, year: number): ChartNames {
  const years = SHIPPED.get(charts) ?? new Map<number, ChartNames>();
  SHIPPED.set(charts, years);
  const known = years.get(year);
  if (known !== undefined) return known;
  const functional = new Map<string, readonly string[]>();
  for (const row of chartOf(charts, "functional", year).rows.values()) {
    for (const name of [row.name, ...row.also]) addName(functional, name, row.code);
  }
  const economic = economicNames(charts, year);
  const made = { ...indexed(functional), printed: new Set<string>(), economic };
  years.set(year, made);
  return made;
}

function addName(names: Map<string, readonly string[]>, name: string, code: string): void {
  const plain = plainWord(name);
  const known = names.get(plain) ?? [];
  if (plain.length >= 2 && !known.includes(code)) names.set(plain, [...known, code]);
}

function indexed(
  functional: ReadonlyMap<string, readonly string[]>,
): Pick<ChartNames, "functional" | "byHead" | "classes" | "codes"> {
  const classes = [...functional].flatMap(([name, codes]) => {
    const code = codes.find((one) => one.length === 3);
    return code === undefined ? [] : [[name.replace(/支出$/, ""), code] as const];
  });
  return {
    functional,
    byHead: byHead([...functional.keys()]),
    classes: new Map(classes),
    codes: new Set([...functional.values()].flat()),
  };
}

function byHead(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const heads = new Map<string, string[]>();
  for (const name of names.toSorted((a, b) => b.length - a.length)) {
    const head = name.slice(0, 2);
    const known = heads.get(head);
    if (known === undefined) heads.set(head, [name]);
    else known.push(name);
  }
  return heads;
}

function economicNames(charts: Charts, year: number): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const row of chartOf(charts, "departmental", year).rows.values()) {
    for (const name of [row.name, ...row.also]) {
      const plain = plainWord(name);
      if (!names.has(plain)) names.set(plain, row.code);
    }
  }
  return names;
}

/** A name of a class, or several names on the way from a class to an item. */
export interface NamePath {
  readonly end: number;
  /** Codes it can mean; none when a name of it is not known. */
  readonly codes: readonly string[];
  /** Whether it says its level, by a mark, a code, or by naming several. */
  readonly is_sure: boolean;
}

interface Step {
  readonly end: number;
  readonly codes: readonly string[];
  readonly level: number | null;
}

const LEVELS: Readonly<Record<string, number>> = {
  [CLASS_MARK]: 3,
  [SUBCLASS_MARK]: 5,
  [ITEM_MARK]: 7,
};

/** The path of names that begins at a place of a plain text; null where none does. */
export function pathAt(names: ChartNames, text: string, at: number): NamePath | null {
  const steps: Step[] = [];
  let position = at;
  for (let count = 0; count < 4; count += 1) {
    const step = stepAt(names, text, position, steps.length > 0);
    if (step === null) break;
    steps.push(step);
    position = step.end;
    if (/[-/]/.test(text[position] ?? "") && stepAt(names, text, position + 1, false))
      position += 1;
  }
  const last = steps.at(-1);
  if (last === undefined) return null;
  const isSure = steps.length > 1 || last.level !== null;
  const code = /^（(2\d\d(?:\d\d){0,2})）/.exec(text.slice(position, position + 9))?.[1];
  // 行政运行（2101501）: the code says which of several of one name.
  if (code !== undefined && (last.codes.includes(code) || !names.codes.has(code))) {
    return { end: position + code.length + 2, codes: [code], is_sure: true };
  }
  return { end: last.end, codes: codesOf(steps), is_sure: isSure };
}

function codesOf(steps: readonly Step[]): readonly string[] {
  const last = steps.at(-1) as Step;
  const above = steps.slice(0, -1).filter(({ codes }) => codes.length > 0);
  return last.codes.filter((code) => {
    return above.every(({ codes }) => codes.some((one) => code.startsWith(one)));
  });
}

function stepAt(names: ChartNames, text: string, at: number, mayBeUnknown: boolean): Step | null {
  const digits = /^\d{3}(?:\d\d){0,2}(?![\d.,%])/.exec(text.slice(at, at + 8))?.[0] ?? "";
  if (digits !== "" && names.codes.has(digits)) {
    const named = stepAt(names, text, at + digits.length, false);
    if (named !== null) return { ...named, codes: [digits], level: digits.length };
  }
  const coded = CODED.exec(text.slice(at, at + 40));
  if (coded !== null) {
    // A code that the chart lacks, with its name: an item all the same.
    const [all, code = ""] = coded;
    return { end: at + all.length, codes: [code], level: code.length };
  }
  const named = namedStep(names, text, at);
  if (named !== null && named.codes.length > 0) return named;
  return shortClass(names, text, at) ?? named ?? (mayBeUnknown ? unknownStep(text, at) : null);
}

const CODED =
  /^(2[0-3]\d{5})-?(?![元万亿人个辆份次件户平])[^，。；：、\d（）]{2,30}?(?=支出(?:-?\d|[为预决])|-?\d|[，：（])/;

function namedStep(names: ChartNames, text: string, at: number): Step | null {
  const heads = names.byHead.get(text.slice(at, at + 2)) ?? [];
  const name = heads.find((one) => text.startsWith(one, at));
  if (name === undefined) return null;
  const codes = names.functional.get(name) ?? [];
  return marked(text, at + name.length, codes);
}

/** 教育（类）支出, 教育类支出. */
function shortClass(names: ChartNames, text: string, at: number): Step | null {
  const match = new RegExp(`^([^，。；：、\\d]{2,16}?)[${CLASS_MARK}类](?:支出)?`).exec(
    text.slice(at, at + 22),
  );
  const code = names.classes.get(match?.[1] ?? "");
  if (match === null || code === undefined) return null;
  return { end: at + match[0].length, codes: [code], level: 3 };
}

function unknownStep(text: string, at: number): Step | null {
  const pattern = new RegExp(
    `^[^，。；：、\\d${CLASS_MARK}]{2,30}?([${SUBCLASS_MARK}${ITEM_MARK}])`,
  );
  const match = pattern.exec(text.slice(at, at + 32));
  if (match === null) return null;
  return { end: at + match[0].length, codes: [], level: LEVELS[match[1] as string] ?? null };
}

function marked(text: string, end: number, codes: readonly string[]): Step {
  const level = LEVELS[text[end] ?? ""] ?? null;
  if (level === null) {
    // 老年福利支出50万元: the word behind a name that does not end in it.
    const isSaid =
      !text.slice(0, end).endsWith("支出") &&
      /^支出(?=-?\d|为|预算|决算)/.test(text.slice(end, end + 4));
    return { end: isSaid ? end + 2 : end, codes, level };
  }
  const after = text.startsWith("支出", end + 1) && level === 3 ? 2 : 0;
  const fitting = codes.filter((code) => code.length === level);
  return { end: end + 1 + after, codes: fitting, level };
}
