import type { ProfileTable } from "../../disclosure/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { placeOf } from "../narrative/figures.ts";
import { fillTemplate } from "../narrative/fill-template.ts";
import type { Scope } from "../narrative/scope.ts";
import type { MoneyForm } from "../printed-money.ts";
import type { PrintedTable } from "../publication.ts";
import { columnsOf, headerOf } from "./cells.ts";
import { codedTable } from "./coded.ts";
import { economicThreeTable, economicTwoTable } from "./economic-blocks.ts";
import { economicSubtotalTable, economicTable } from "./economic-list.ts";
import { namedTable } from "./named.ts";
import { projectsTable } from "./projects.ts";
import { roundedTables } from "./rounded-tables.ts";
import { sidesTable } from "./sides.ts";
import type { TableContext, TableMaker } from "./table-context.ts";
import { threeBlocksTable } from "./three-blocks.ts";
import {
  threePublicInterleavedTable,
  threePublicItemsTable,
  threePublicOperatingTable,
  threePublicRowTable,
  threePublicTwelveTable,
  threePublicYearsTable,
} from "./three-public.ts";

/** How a table can be printed: the first word of a profile's `layout`; the others are its flags. */
const MAKERS: Readonly<Record<string, TableMaker>> = {
  sides: sidesTable,
  "three-blocks": threeBlocksTable,
  coded: codedTable,
  economic: economicTable,
  "economic-subtotal": economicSubtotalTable,
  "economic-two": economicTwoTable,
  "economic-three": economicThreeTable,
  "three-public-twelve": threePublicTwelveTable,
  "three-public-interleaved": threePublicInterleavedTable,
  "three-public-row": threePublicRowTable,
  "three-public-years": threePublicYearsTable,
  "three-public-operating": threePublicOperatingTable,
  "three-public-items": threePublicItemsTable,
  named: namedTable,
  projects: projectsTable,
};

export const LAYOUTS: readonly string[] = Object.keys(MAKERS);

/**
 * The tables of the profile, in its order: those of the disclosure whose figures are known.
 * @throws YibaoError PUBLICATION-LAYOUT
 */
export function printedTables(scope: Scope): readonly PrintedTable[] {
  const rounded = roundedTables(scope, (table) => formOf(table, scope));
  return scope.profile.tables
    .filter(({ topic }) => isKnown(topic, scope))
    .map((table) => printedTable(table, scope, rounded.has(table.topic)));
}

/** The titles of obligatory tables that cannot be printed: not all of their figures are known. */
export function missingTables(scope: Scope): readonly string[] {
  return scope.profile.tables
    .filter(({ topic, obligatory }) => obligatory && !isKnown(topic, scope))
    .map(({ title }) => fillTemplate(title, scope).join(""));
}

/** A table of basic expenditure is known to be empty where there is none. */
function isKnown(topic: string, { disclosure, figures }: Scope): boolean {
  if (disclosure.tables.some((table) => table.topic === topic)) return true;
  const isBasic = topic === "basic" || topic === "basic-government";
  return isBasic && figures.money(placeOf("general[total].basic")) === 0;
}

/** More columns than fit on an upright page. */
const UPRIGHT_COLUMNS_MAX = 7;

function printedTable(table: ProfileTable, scope: Scope, is_rounded: boolean): PrintedTable {
  const [layout = "", ...flags] = table.layout.split("+");
  const maker = MAKERS[layout];
  if (maker === undefined) {
    const details = { layout, topic: table.topic, known: LAYOUTS.join("、") };
    throw new YibaoError("PUBLICATION-LAYOUT", details);
  }
  const context = contextOf(table, scope, flags);
  const { heads, numbers, rows, is_empty } = maker(context);
  const columns = columnsOf(heads);
  const header = [...headerOf(heads), ...(numbers ? [numbers] : [])];
  const unit_word = context.flags.has("money-unit") ? "金额单位" : "单位";
  const owner_word = context.flags.has("compiled") ? "编制" : "";
  const { name, self } = scope.materials.unit;
  return {
    topic: table.topic,
    label: table.label,
    title: fillTemplate(table.title, scope).join(""),
    owner: `${owner_word}${owner_word === "" ? self : "单位"}：${name}`,
    unit: `${unit_word}：${table.topic === "assets" ? THINGS : context.form.unit}`,
    columns,
    header,
    body: rows,
    notes: [...notesOf(table, scope, is_empty), ...roundingNotes(table, scope, is_rounded)],
    is_landscape: columns.length > UPRIGHT_COLUMNS_MAX,
  };
}

function contextOf(table: ProfileTable, scope: Scope, flags: readonly string[]): TableContext {
  const { profile } = scope;
  const is_grouped = profile.fills.grouped !== "nowhere";
  const form = { ...formOf(table, scope), is_grouped, zero: profile.fills.zero };
  return { scope, table, form, flags: new Set(flags) };
}

function formOf(table: ProfileTable, { profile }: Scope): Pick<MoneyForm, "unit" | "decimals"> {
  const unit = table.unit ?? profile.unit;
  return { unit, decimals: unit === profile.unit ? profile.decimals : 2 };
}

const ROUNDED_NOTE = "部分合计与分项之和因四舍五入略有尾差。";

/** What the disclosure says of its own sums, else that what is printed is rounded. */
function roundingNotes(
  { topic }: ProfileTable,
  { disclosure }: Scope,
  is_rounded: boolean,
): readonly string[] {
  const known = disclosure.tables.filter((one) => one.topic === topic);
  const told = known.flatMap(({ notes }) => notes);
  const said = told.length === 0 && is_rounded ? [ROUNDED_NOTE] : told;
  return said.map((one) => (one.startsWith("注") ? one : `注：${one}`));
}

/** Assets are counted. */
const THINGS = "辆、台（套）";

const EMPTY_NOTE = "{unit}没有此项收支，故本表无数据。";

function notesOf(table: ProfileTable, scope: Scope, is_empty: boolean): readonly string[] {
  const empty_note = table.empty_note === "" ? EMPTY_NOTE : table.empty_note;
  const notes = [table.note, is_empty ? empty_note : ""].filter((note) => note !== "");
  return notes.flatMap((note) => fillTemplate(`注：${note}`, scope));
}
