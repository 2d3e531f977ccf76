import { escapeHtml } from "../../kernel/index.ts";
import type { Cell, Dimension } from "../parameter.ts";
import { versionOn } from "../parameter.ts";
import type { Language } from "./language.ts";
import { htmlList, htmlTable, unverifiedMark } from "./page-html.ts";
import { pageWord } from "./page-words.ts";
import { type BenefitPicture, type PolicyPicture, type Slot, slotCell } from "./policy-picture.ts";
import { titleWords } from "./row-words.ts";
import { groupedRows, layoutOf, type RowKey, type RowLayout, rowName } from "./table-rows.ts";
import { cellWords, isUnverified, sourceWords } from "./value-words.ts";

/** The values of a benefit as tables: one for each set of dimensions, equal rows in one. */
export function valueTables(
  picture: PolicyPicture,
  benefit: BenefitPicture,
  language: Language,
): string[] {
  const { insutypes } = benefit.benefit;
  const groups = new Map<string, Slot[]>();
  for (const slot of distinctSlots(benefit)) {
    const key = tellingDimensions(slot, insutypes).join(" ");
    groups.set(key, [...(groups.get(key) ?? []), slot]);
  }
  return [...groups].flatMap(([key, slots]) => [
    key === ""
      ? plainTable(picture, slots, insutypes, language)
      : rowTable(picture, slots, insutypes, language),
    sourceList(picture, slots, insutypes, language),
  ]);
}

/** A parameter that two layers read is shown once. */
export function distinctSlots({ layers }: BenefitPicture): Slot[] {
  const known = new Map<string, Slot>();
  for (const { slots } of layers.values()) {
    for (const slot of slots.values()) {
      if (!known.has(slot.parameter.name)) known.set(slot.parameter.name, slot);
    }
  }
  return [...known.values()];
}

/** Dimensions in which a value is more than one; none where it is the same everywhere. */
function tellingDimensions(slot: Slot, insutypes: readonly string[]): readonly Dimension[] {
  const layout = layoutOf([slot], insutypes);
  if (groupedRows(slot, layout).length <= 1) return [];
  return layout.dimensions.filter(
    (dimension) => new Set(layout.rows.map((row) => row[dimension])).size > 1,
  );
}

function plainTable(
  picture: PolicyPicture,
  slots: readonly Slot[],
  insutypes: readonly string[],
  language: Language,
): string {
  const rows = slots.map((slot) => {
    const row = layoutOf([slot], insutypes).rows[0] ?? {};
    return [
      escapeHtml(titleWords(slot.parameter, language)),
      valueHtml(picture, slot, slotCell(slot, row), language),
    ];
  });
  return htmlTable([pageWord("item", language), pageWord("amount", language)], rows);
}

function rowTable(
  picture: PolicyPicture,
  slots: readonly Slot[],
  insutypes: readonly string[],
  language: Language,
): string {
  const layout = layoutOf(slots, insutypes);
  const groups = new Map<string, RowKey[]>();
  for (const row of layout.rows) {
    const cells = slots.map((slot) => slotCell(slot, row));
    // A row that nothing is said of (a stay in a pharmacy) is told with what is not paid.
    if (cells.every((cell) => (cell?.value ?? null) === null)) continue;
    const key = JSON.stringify(cells.map((cell) => [cell?.value ?? null, markOf(cell)]));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rows = [...groups.values()].map((keys) => [
    namesOf(layout, keys, picture, language),
    ...slots.map((slot) => valueHtml(picture, slot, slotCell(slot, keys[0] ?? {}), language)),
  ]);
  const heads = slots.map((slot) => escapeHtml(titleWords(slot.parameter, language)));
  return htmlTable([pageWord("row", language), ...heads], rows);
}

function markOf(cell: Cell | null): boolean {
  return cell !== null && isUnverified(cell.source);
}

function namesOf(
  layout: RowLayout,
  rows: readonly RowKey[],
  { region }: PolicyPicture,
  language: Language,
): string {
  const names = rows.map((row) => rowName(layout, row, region, language));
  return escapeHtml(names.join(language === "zh" ? "、" : ", "));
}

function valueHtml(
  { region }: PolicyPicture,
  slot: Slot,
  cell: Cell | null,
  language: Language,
): string {
  const lines = cellWords(slot, cell, region, language).split(/；|; /);
  return lines.map(escapeHtml).join("<br>") + unverifiedMark(markOf(cell), language);
}

/** Notice, clause and first day behind each value of a table. */
function sourceList(
  { date, region }: PolicyPicture,
  slots: readonly Slot[],
  insutypes: readonly string[],
  language: Language,
): string {
  const items = slots.flatMap((slot) => {
    const version = versionOn(slot.parameter, date);
    const layout = layoutOf([slot], insutypes);
    const bySource = new Map<string, RowKey[]>();
    for (const { rows, cell } of groupedRows(slot, layout)) {
      if (cell === null) continue;
      const text = sourceWords(cell.source, language);
      bySource.set(text, [...(bySource.get(text) ?? []), ...rows]);
    }
    const since = version === null ? "" : sinceWords(version.period.from, language);
    return [...bySource].map(([text, rows]) => {
      const title = titleWords(slot.parameter, language);
      const names = rows.map((row) => rowName(layout, row, region, language)).filter(Boolean);
      const whole = rows.length === layout.rows.length;
      const only = language === "zh" ? `（${names.join("、")}）` : ` (${names.join(", ")})`;
      const colon = language === "zh" ? "：" : ": ";
      return escapeHtml(`${title}${whole ? "" : only}${colon}${text}${since}`);
    });
  });
  return `<div class="soft">${pageWord("sources", language)}${htmlList(items)}</div>`;
}

function sinceWords(day: string, language: Language): string {
  return language === "zh" ? `，${day} 起` : `, from ${day}`;
}
