import type { Provenance } from "../adjudication.ts";
import type { Cell } from "../parameter.ts";
import type { Region } from "../region.ts";
import { valueChanged } from "./diff-words.ts";
import type { FoundChange, ThingState } from "./found-change.ts";
import type { Language } from "./language.ts";
import type { ChangeArea, NamedThing } from "./policy-change.ts";
import { type PolicyPicture, type Slot, slotCell } from "./policy-picture.ts";
import { titleWords } from "./row-words.ts";
import { groupedRows, layoutOf, type RowKey, rowName } from "./table-rows.ts";
import { cellWords, sourceText, sourceWords } from "./value-words.ts";

/** Where a slot stands, and how to find it again in the picture of another day. */
export interface SlotPlace {
  readonly key: string;
  readonly benefit: NamedThing | null;
  readonly layer: NamedThing | null;
  readonly insutypes: readonly string[] | null;
  readonly language: Language;
  find(picture: PolicyPicture): Slot | null;
}

/** What has become of one value: its table row by row, its source, its name. */
export function slotChanges(
  place: SlotPlace,
  before: PolicyPicture,
  after: PolicyPicture,
): FoundChange[] {
  const [was, is] = [place.find(before), place.find(after)];
  if (was === null && is === null) return [];
  if (was === null) return [slotAppeared(place, is as Slot, after.region, true)];
  if (is === null) return [slotAppeared(place, was, before.region, false)];
  const layout = layoutOf([is, was], place.insutypes);
  const rows = layout.rows.flatMap((row) => {
    const named = { row, name: rowName(layout, row, after.region, place.language) };
    return rowChange(place, was, is, after.region, named, layout.rows.length) ?? [];
  });
  return [...renamed(place, was, is), ...rows];
}

function parameterOf({ parameter }: Slot, language: Language): NamedThing {
  return { name: parameter.name, title: titleWords(parameter, language) };
}

function renamed(place: SlotPlace, was: Slot, is: Slot): FoundChange[] {
  const { language } = place;
  const state = (slot: Slot | null): ThingState => ({
    state:
      slot === null ? "" : JSON.stringify([slot.parameter.name, slot.parameter.title, slot.title]),
    words: slot?.parameter.title ?? "",
  });
  if (state(was).state === state(is).state) return [];
  const [old, now] = [titleWords(was.parameter, language), titleWords(is.parameter, language)];
  const text =
    language === "zh"
      ? `这一层取用的政策值由“${old}”改为“${now}”`
      : `the layer now reads “${now}” instead of “${old}”`;
  return [
    {
      ...common(place, is),
      key: `${place.key} name`,
      kind: "name",
      row: "",
      row_count: 1,
      before: old,
      after: now,
      source: null,
      earlier_source: null,
      text,
      state: (picture) => state(place.find(picture)),
    },
  ];
}

function common({ benefit, layer, language }: SlotPlace, slot: Slot) {
  const { purpose } = slot.parameter;
  const area: ChangeArea =
    benefit !== null ? "benefit" : purpose === "financing" ? "financing" : "general";
  return { area, benefit, layer, parameter: parameterOf(slot, language) };
}

interface NamedRow {
  readonly row: RowKey;
  readonly name: string;
}

function rowChange(
  place: SlotPlace,
  was: Slot,
  is: Slot,
  region: Region,
  { row, name }: NamedRow,
  row_count: number,
): FoundChange | null {
  const { language } = place;
  const [before, after] = [slotCell(was, row), slotCell(is, row)];
  const [old, now] = [before?.source ?? null, after?.source ?? null];
  const rowKey = JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  const shared = {
    ...common(place, is),
    row: name,
    row_count,
    source: now,
    earlier_source: old,
  };
  if (valueText(before) !== valueText(after)) {
    const choice = is.parameter.unit === "choice" && was.parameter.unit === "choice";
    return {
      ...shared,
      key: `${place.key} ${rowKey}`,
      kind: choice ? "choice" : "value",
      before: cellWords(was, before, region, language),
      after: cellWords(is, after, region, language),
      text: choice
        ? choiceChanged(was, is, before, after, region, language)
        : valueChanged(is, before, after, region, language),
      state: (picture) => {
        const slot = place.find(picture);
        if (slot === null) return { state: "absent", words: language === "zh" ? "无" : "none" };
        const cell = slotCell(slot, row);
        const words = cellWords(slot, cell, picture.region, language);
        return { state: valueText(cell), words };
      },
    };
  }
  if (sourceText(old) === sourceText(now)) return null;
  return {
    ...shared,
    key: `${place.key} ${rowKey} source`,
    kind: "source",
    before: old === null ? null : sourceWords(old, language),
    after: now === null ? null : sourceWords(now, language),
    text: sourceChanged(is, old, now, language),
    state: (picture) => {
      const slot = place.find(picture);
      const source = slot === null ? null : (slotCell(slot, row)?.source ?? null);
      const words = source === null ? "" : sourceWords(source, language);
      return { state: sourceText(source), words };
    },
  };
}

function valueText(cell: Cell | null): string {
  return JSON.stringify(cell?.value ?? null);
}

function choiceChanged(
  was: Slot,
  is: Slot,
  before: Cell | null,
  after: Cell | null,
  region: Region,
  language: Language,
): string {
  const old = cellWords(was, before, region, language);
  const now = cellWords(is, after, region, language);
  const title = titleWords(is.parameter, language);
  return language === "zh"
    ? `${title}：由“${old}”改为“${now}”`
    : `${title}: “${old}” becomes “${now}”`;
}

function sourceChanged(
  slot: Slot,
  old: Provenance | null,
  now: Provenance | null,
  language: Language,
): string {
  const title = titleWords(slot.parameter, language);
  const verified = now?.basis === "official" && old?.basis !== "official";
  if (language === "zh") {
    const was = old === null ? "" : `，原依据 ${sourceWords(old, language)}`;
    const word = verified ? "已与原文核实" : "改了依据";
    return `${title}{rows}数值不变，${word}${was}`;
  }
  const was = old === null ? "" : `, which was ${sourceWords(old, language)}`;
  const word = verified ? "has been verified" : "has another source";
  return `${title}{rows} stays as it is and ${word}${was}`;
}

/** A value that a layer reads on one side only. */
function slotAppeared(place: SlotPlace, slot: Slot, region: Region, added: boolean): FoundChange {
  const { language } = place;
  const words = slotSummary(slot, place.insutypes, region, language);
  const title = titleWords(slot.parameter, language);
  const source = groupedRows(slot, layoutOf([slot], place.insutypes))[0]?.cell?.source ?? null;
  const zh = language === "zh";
  const verb = zh ? (added ? "新增" : "取消") : added ? "added: " : "dropped: ";
  return {
    ...common(place, slot),
    key: `${place.key} slot`,
    kind: added ? "value-added" : "value-removed",
    row: "",
    row_count: 1,
    before: added ? null : words,
    after: added ? words : null,
    source,
    earlier_source: source,
    text: `${verb}${title}${zh ? "：" : ": "}${words}`,
    state: (picture) => ({ state: place.find(picture) === null ? "" : "there", words }),
  };
}

/** `在职 85%、退休 87%`: a whole table in a line. */
export function slotSummary(
  slot: Slot,
  insutypes: readonly string[] | null,
  region: Region,
  language: Language,
): string {
  const layout = layoutOf([slot], insutypes);
  const comma = language === "zh" ? "、" : ", ";
  return groupedRows(slot, layout)
    .map(({ rows, cell }) => {
      const names = rows.map((row) => rowName(layout, row, region, language)).filter(Boolean);
      return `${names.join(comma)} ${cellWords(slot, cell, region, language)}`.trim();
    })
    .join(language === "zh" ? "，" : "; ");
}
