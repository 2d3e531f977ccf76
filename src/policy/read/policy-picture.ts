import { type CivilDate, contains } from "../../kernel/index.ts";
import type { Benefit, Layer, Reference } from "../benefit.ts";
import { applies, picked } from "../layers/context.ts";
import { CITED_RULES } from "../pack-choices.ts";
import {
  type Cell,
  type Coordinates,
  cellAt,
  type Dimension,
  isCell,
  type Parameter,
  type Table,
  versionOn,
} from "../parameter.ts";
import type { Region } from "../region.ts";
import type { Language } from "./language.ts";
import { readingsOf, type SlotRole } from "./layer-readings.ts";
import { titleWords } from "./row-words.ts";

/**
 * What decides in a region on one day, with every choice already made: benefits, their layers in
 * order, and the table behind each value a layer reads. Two days are compared picture by picture,
 * and pages are written from one.
 */
export interface PolicyPicture {
  readonly region: Region;
  readonly date: CivilDate;
  readonly benefits: ReadonlyMap<string, BenefitPicture>;
  /** Choices, lists and counts that hold for every benefit alike; and all of financing. */
  readonly general: ReadonlyMap<string, Slot>;
}

export interface BenefitPicture {
  readonly benefit: Benefit;
  /** In the order they act. */
  readonly layers: ReadonlyMap<string, LayerPicture>;
}

export interface LayerPicture {
  readonly layer: Layer;
  /** Code of the fund that pays, or null. */
  readonly fund: string | null;
  /** How the layer works beside its values: what it looks at, what it counts in. */
  readonly settings: ReadonlyMap<string, string>;
  readonly slots: ReadonlyMap<string, Slot>;
}

/** One value a layer reads, with the table that answers on the day. */
export interface Slot {
  readonly role: SlotRole;
  /** As the layer calls it, where it does (an adjustment has its own title). */
  readonly title: string;
  readonly parameter: Parameter;
  readonly by: readonly Dimension[];
  readonly table: Table;
}

/** The picture of a day. Pure; the same region and day give the same picture. */
export function pictureOn(region: Region, date: CivilDate): PolicyPicture {
  const inForce = region.benefits.filter((one) => contains(one.period, date));
  const general = [...region.parameters.values()].flatMap((parameter) => {
    const { unit, name, purpose } = parameter;
    const plain = unit === "choice" || unit === "list" || unit === "count";
    if (!plain && purpose !== "financing" && !CITED_RULES.includes(name)) return [];
    const slot = slotOf(region, date, { role: "general", title: null, reference: name });
    return slot === null ? [] : [[name, slot] as const];
  });
  return {
    region,
    date,
    benefits: new Map(inForce.map((one) => [one.name, benefitPicture(region, date, one)])),
    general: new Map(general),
  };
}

function benefitPicture(region: Region, date: CivilDate, benefit: Benefit): BenefitPicture {
  const active = benefit.layers.filter((layer) => applies({ region, day: date }, layer.when));
  return {
    benefit,
    layers: new Map(active.map((layer) => [layer.layer, layerPicture(region, date, layer)])),
  };
}

function layerPicture(region: Region, date: CivilDate, layer: Layer): LayerPicture {
  const { values, settings } = readingsOf(layer, (name) => accumulatorTitle(region, name));
  const slots = values.flatMap(({ key, ...reading }) => {
    const slot = slotOf(region, date, reading);
    return slot === null ? [] : [[key, slot] as const];
  });
  return {
    layer,
    fund: "fund" in layer ? layer.fund : null,
    settings: new Map(settings),
    slots: new Map(slots),
  };
}

/** The name of a fund; one that is not listed is called by its code. */
export function fundWords(region: Region, fund: string, language: Language): string {
  const known = region.funds.get(fund);
  return known === undefined ? fund : titleWords({ ...known, title: known.name }, language);
}

/** The title of an accumulator; one that is not listed is called by its name. */
export function accumulatorTitle(region: Region, pattern: string): string {
  return region.accumulators.find((one) => one.pattern === pattern)?.title ?? pattern;
}

interface NamedReference {
  readonly role: SlotRole;
  readonly title: string | null;
  readonly reference: Reference;
}

function slotOf(region: Region, date: CivilDate, named: NamedReference): Slot | null {
  const { role, reference } = named;
  const name = typeof reference === "string" ? reference : picked({ region, day: date }, reference);
  const parameter = name === null ? undefined : region.parameters.get(name);
  if (parameter === undefined) return null;
  const title = named.title ?? parameter.title;
  const override = region.overrides.cells.get(parameter.name);
  if (override) return { role, title, parameter, by: [], table: override };
  const version = versionOn(parameter, date);
  if (version === null) return null;
  return { role, title, parameter, by: version.by, table: version.table };
}

/** The value of a slot at some coordinates; dimensions the table does not know are passed over. */
export function slotCell(slot: Slot, coordinates: Partial<Coordinates>): Cell | null {
  const { by, table } = slot;
  const version = { by, table, period: ALWAYS, where: "" };
  return cellAt(version, coordinates as Coordinates);
}

const ALWAYS = { from: "0001-01-01" as CivilDate, to: null };

/** The rows that a table names in each of its dimensions, `other` last. */
export function rowsByDimension(slot: Slot): ReadonlyMap<Dimension, readonly string[]> {
  const rows = new Map<Dimension, Set<string>>();
  const visit = (table: Table, depth: number) => {
    if (isCell(table)) return;
    const dimension = slot.by[depth] as Dimension;
    const named = rows.get(dimension) ?? new Set<string>();
    rows.set(dimension, named);
    for (const [row, below] of Object.entries(table)) {
      named.add(row);
      visit(below, depth + 1);
    }
  };
  visit(slot.table, 0);
  return new Map([...rows].map(([dimension, named]) => [dimension, otherLast([...named])]));
}

export function otherLast(rows: readonly string[]): string[] {
  const named = rows.filter((row) => row !== "other");
  return named.length === rows.length ? named : [...named, "other"];
}
