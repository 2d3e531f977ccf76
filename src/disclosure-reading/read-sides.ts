import type { Topic } from "../disclosure/index.ts";
import type { CellValue, FigureCell } from "./cell.ts";
import { cellValue } from "./cell.ts";
import { type ColumnId, columnIds } from "./column-ids.ts";
import { placedBySums } from "./column-sums.ts";
import type { SaidElsewhere } from "./elsewhere.ts";
import type { FactSheet } from "./fact-sheet.ts";
import { classCode, type FormWords, rowIds } from "./form-words.ts";
import { type Placement, type Sum, UNPLACED } from "./place-loose.ts";
import { figuresOf } from "./read-coded.ts";
import { fits } from "./reading-words.ts";
import type { Block, StubRow } from "./source-table.ts";
import { leadingOrdinal, plainName } from "./words.ts";

export type Side = "income" | "spending";

/** Tables with income on one side and spending on the other, by function, by nature, or by both. */
export function readSides(
  sheet: FactSheet,
  blocks: readonly Block[],
  topic: Topic,
  context: {
    readonly year: number;
    readonly form: FormWords;
    readonly elsewhere: SaidElsewhere;
  },
): void {
  const { form, year } = context;
  for (const block of blocks) {
    const side = sideOf(block, topic, form);
    const ids = columnIds(block.columns, topic, year, form);
    sheet.columns.push(...ids.filter((id) => id !== null));
    const found = namedRows(block.rows, side, topic, form);
    const placements = placementsOf(block.rows, found, ids, sheet, context);
    block.rows.forEach((row, at) => {
      const id = found[at] as string;
      const place = sheet.place({ ...row, text: row.name }, row.name);
      const isClass = /^\d/.test(id);
      const code = row.codes.join("").replace(/\D/g, "");
      sheet.rows.push({ id, code, name: row.name, chart: isClass ? "functional" : null, place });
      if (id !== "") addRow(sheet, block, row, ids, id, placements.get(row));
      else if (figuresOf(row).some((cell) => isSome(cell, sheet)) && !isDetail(row)) {
        sheet.miss("row", "这一行的项目没有认出", place);
      }
    });
  }
}

function isSome({ text }: FigureCell, sheet: FactSheet): boolean {
  return (cellValue(text, sheet.unit)?.fen ?? 0) !== 0;
}

/** 其中：… only tells more of the row above. */
function isDetail({ name }: StubRow): boolean {
  return /^\s*其中/.test(name) || name.trim() === "";
}

/** The id of a row's words in a table with sides: of the form, or the code of a class. */
function idsOfName(name: string, topic: Topic, form: FormWords): readonly string[] {
  const overview = form.forms.topics.get("overview") as Topic;
  const own = [...rowIds(topic, name, form), ...rowIds(overview, name, form)];
  const code = classCode(name, form);
  return [...new Set(code === null ? own : [...own, code])];
}

function sideOfId(id: string): Side {
  return id.startsWith("income-") ? "income" : "spending";
}

/** The side that most words of the block belong to. */
export function sideOf(block: Block, topic: Topic, form: FormWords): Side {
  let income = /收入/.test(block.heading) ? 2 : 0;
  let spending = /支出/.test(block.heading) ? 2 : 0;
  for (const { name } of block.rows) {
    const sides = new Set(idsOfName(name, topic, form).map(sideOfId));
    if (sides.size !== 1) continue;
    if (sides.has("income")) income += 1;
    else spending += 1;
  }
  return income > spending ? "income" : "spending";
}

/** Ids of rows in order: what a name means depends on those before it. */
export function namedRows(
  rows: readonly StubRow[],
  side: Side,
  topic: Topic,
  form: FormWords,
): readonly string[] {
  const context = new SideContext(side);
  return rows.map((row) => {
    const name = row.name;
    const code = row.codes.find((one) => /^2\d\d$/.test(one.trim()));
    const ids = code === undefined ? idsOfName(name, topic, form) : [code.trim()];
    const id = context.choose(ids, name, form);
    context.take(id);
    return id;
  });
}

const OPENING_PARTS: Readonly<Record<string, string>> = {
  "income-general": "income-opening-general",
  "income-fund": "income-opening-fund",
  "income-capital": "income-opening-capital",
};
const OTHER_CLASS = "229";

/** What has been read of one side, from the top down. */
export class SideContext {
  #last = "";
  #isOpening = false;
  #nature: "" | "basic" | "project" = "";
  #classes = 0;
  readonly #seen = new Set<string>();
  readonly side: Side;

  constructor(side: Side) {
    this.side = side;
  }

  choose(ids: readonly string[], name: string, form: FormWords): string {
    const own = ids.filter((id) => sideOfId(id) === this.side && !/^income-opening-/.test(id));
    const plain = plainName(name);
    if (own.length === 0) {
      if (/^合计$/.test(plain)) return `${this.side}-grand`;
      const isTotal = fits(form.words.totals, plain);
      return isTotal ? `${this.side}-grand` : (ids[0] ?? "");
    }
    if (plain === "其他支出") return this.#otherSpending(own, name);
    const first = own[0] as string;
    const opening = this.#isOpening ? OPENING_PARTS[first] : undefined;
    if (opening !== undefined) return opening;
    if (this.#nature === "project" && first.startsWith("nature-basic-")) {
      return first === "nature-basic-goods" ? "nature-project-goods" : "";
    }
    return own.find((id) => !this.#seen.has(id)) ?? "";
  }

  /** 其他支出 is a class, the last part of project spending, or a nature of its own. */
  #otherSpending(own: readonly string[], name: string): string {
    if (this.#classes > 1) return own.includes(OTHER_CLASS) ? OTHER_CLASS : "";
    if (this.#nature === "" && this.#last === "") return OTHER_CLASS;
    const isPart = this.#last.startsWith("nature-project") && leadingOrdinal(name) === null;
    return isPart ? "nature-project-other" : "nature-other";
  }

  take(id: string): void {
    if (id === "") return;
    this.#last = id;
    this.#seen.add(id);
    if (/^\d/.test(id)) this.#classes += 1;
    if (!id.startsWith("income-opening")) this.#isOpening = false;
    if (id === "income-opening") this.#isOpening = true;
    if (id === "nature-basic") this.#nature = "basic";
    else if (id === "nature-project") this.#nature = "project";
    else if (/^nature-(?!basic|project)|^spending-/.test(id)) this.#nature = "";
  }
}

function addRow(
  sheet: FactSheet,
  block: Block,
  row: StubRow,
  ids: readonly ColumnId[],
  id: string,
  placement: Placement | undefined,
): void {
  ids.forEach((column, index) => {
    if (column === null || column === "") return;
    const words = { row: row.name, column: block.columns[index]?.path.join("·") ?? "" };
    if (placement === undefined) {
      const cell = row.cells[index];
      if (cell) sheet.add({ row: id, column }, cell, words);
      return;
    }
    const figure = placement[index];
    const loose = row.loose ?? [];
    const isWhole = loose.length === ids.length || loose.length === 0;
    if (figure === null || figure === undefined) {
      const place = { ...sheet.place(row, words.row, words.column), text: words.row };
      sheet.miss("figure", UNPLACED, place);
      return;
    }
    const blank = { text: "", page: row.page, line: row.line };
    const cell = figure === -1 ? blank : (loose[figure] as FigureCell);
    sheet.add({ row: id, column }, cell, words, isWhole ? "printed" : "solved");
  });
}

function placementsOf(
  rows: readonly StubRow[],
  found: readonly string[],
  ids: readonly ColumnId[],
  sheet: FactSheet,
  { elsewhere }: { readonly elsewhere: SaidElsewhere },
): ReadonlyMap<StubRow, Placement> {
  const own = rows.filter(({ loose }) => loose !== undefined);
  const values = own.map(({ loose }) => {
    return (loose ?? []).map(({ text }): CellValue => {
      return cellValue(text, sheet.unit) ?? { fen: 0, step: 0, is_blank: true };
    });
  });
  const names = own.map((row) => found[rows.indexOf(row)] as string);
  const placed = placedBySums(values, "sides", ids, classGroups(names), fundsWithout(sheet), {
    elsewhere: (row, column) => elsewhere(names[row] as string, column),
  });
  return new Map(own.map((row, at) => [row, placed[at] as Placement]));
}

/** The classes add up to the spending of the year, that and what is left to the grand total. */
function classGroups(ids: readonly string[]): readonly Sum[] {
  const at = (id: string) => ids.indexOf(id);
  const classes = ids.flatMap((id, index) => (/^\d{3}$/.test(id) ? [index] : []));
  const sums: Sum[] = [];
  if (at("spending-total") >= 0 && classes.length > 0) {
    sums.push({ total: at("spending-total"), parts: classes });
  }
  const parts = ["spending-total", "spending-surplus", "spending-closing"].map(at);
  const own = parts.filter((part) => part >= 0);
  if (at("spending-grand") >= 0 && at("spending-total") >= 0) {
    sums.push({ total: at("spending-grand"), parts: own });
  } else if (at("spending-grand") >= 0 && classes.length > 0) {
    sums.push({ total: at("spending-grand"), parts: [...classes, ...own] });
  }
  return sums;
}

const FUNDS = ["general", "fund", "capital"] as const;

/** Funds that had no money at all: nothing of the year, nothing carried over. */
function fundsWithout(sheet: FactSheet): ReadonlySet<string> {
  const isCarried = sheet.rows.some(({ id }) => id.startsWith("income-opening"));
  const none = FUNDS.filter((fund) => {
    const openings = ["income-opening", `income-opening-${fund}`];
    const hasNoOpening = !isCarried || openings.some((row) => sheet.isNothing(row, "amount"));
    return hasNoOpening && sheet.isNothing(`income-${fund}`, "amount");
  });
  return new Set(none);
}
