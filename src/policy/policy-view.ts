import { type CivilDate, contains, YibaoError } from "../kernel/index.ts";
import type { Provenance } from "./adjudication.ts";
import type { Benefit, Layer } from "./benefit.ts";
import { applies, picked } from "./layers/context.ts";
import type { Cell, Dimension, Parameter, Table } from "./parameter.ts";
import { isCell, versionOn } from "./parameter.ts";
import { readingsOf, type SlotRole } from "./read/layer-readings.ts";
import { cellWords } from "./read/value-words.ts";
import type { Region } from "./region.ts";
import { rowTitle } from "./row-titles.ts";

/** What is in force in a region on a day, as a person would read it. */
export interface PolicyView {
  readonly region: string;
  readonly name: string;
  readonly version: string;
  readonly date: CivilDate;
  readonly choices: readonly ParameterView[];
  readonly benefits: readonly BenefitView[];
}

export interface BenefitView {
  readonly name: string;
  readonly title: string;
  readonly insutypes: readonly string[];
  readonly visit_types: readonly string[];
  readonly diseases: string;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly source: Provenance;
  readonly unverified: boolean;
  readonly layers: readonly LayerView[];
}

export interface LayerView {
  readonly layer: string;
  readonly kind: Layer["kind"];
  readonly title: string;
  readonly fund: string | null;
  readonly parameters: readonly ParameterView[];
}

export interface ParameterView {
  readonly name: string;
  readonly title: string;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly rows: readonly RowView[];
}

/** One value: its row ("level2 · retired"), as read, and where it comes from. */
export interface RowView {
  readonly row: string;
  /** The row in Chinese: "二级 · 退休". */
  readonly title: string;
  readonly value: string;
  readonly source: Provenance;
  /** Shown as 待核实. */
  readonly unverified: boolean;
}

/** @throws YibaoError POLICY-UNKNOWN-BENEFIT when `benefit` names none in force on the day */
export function policyOn(region: Region, date: CivilDate, benefit: string | null): PolicyView {
  const inForce = region.benefits.filter((one) => contains(one.period, date));
  const wanted = benefit === null ? inForce : inForce.filter((one) => one.name === benefit);
  if (benefit !== null && wanted.length === 0) {
    const known = inForce.map((one) => one.name).join("、") || "无";
    throw new YibaoError("POLICY-UNKNOWN-BENEFIT", { benefit, date, known });
  }
  const choices = [...region.parameters.values()].filter(
    (parameter) =>
      parameter.unit === "choice" &&
      parameter.purpose === "benefit" &&
      versionOn(parameter, date) !== null,
  );
  return {
    region: region.code,
    name: region.name,
    version: region.version,
    date,
    choices: choices.map((parameter) =>
      parameterView(region, { parameter, role: "general" }, date),
    ),
    benefits: wanted.map((one) => benefitView(region, one, date)),
  };
}

function benefitView(region: Region, benefit: Benefit, date: CivilDate): BenefitView {
  const { name, title, insutypes, visit_types, period, source } = benefit;
  const active = benefit.layers.filter((layer) => applies({ region, day: date }, layer.when));
  return {
    name,
    title,
    insutypes,
    visit_types,
    diseases: diseasesText(region, benefit),
    from: period.from,
    to: period.to,
    source,
    unverified: source.basis !== "official",
    layers: active.map((layer) => ({
      layer: layer.layer,
      kind: layer.kind,
      title: layer.title,
      fund: "fund" in layer ? (region.funds.get(layer.fund)?.name ?? layer.fund) : null,
      parameters: readBy(region, layer, date).map((one) =>
        parameterView(region, one, date, benefit.insutypes),
      ),
    })),
  };
}

function diseasesText(region: Region, benefit: Benefit): string {
  const names = (codes: readonly string[]) =>
    codes.map((code) => region.diseases.get(code)?.name ?? code).join("、");
  if (benefit.diseases !== null) return names(benefit.diseases);
  if (benefit.diseases_except !== null) return `除${names(benefit.diseases_except)}以外`;
  return "不限";
}

/** A parameter, and the part it plays in its layer. */
interface Read {
  readonly parameter: Parameter;
  readonly role: SlotRole;
}

/** The parameters a layer reads on the day, in the order the layer names them. */
function readBy(region: Region, layer: Layer, date: CivilDate): Read[] {
  const reads = new Map<string, Read>();
  for (const { role, reference } of readingsOf(layer, (name) => name).values) {
    const name =
      typeof reference === "string" ? reference : picked({ region, day: date }, reference);
    const parameter = name === null ? undefined : region.parameters.get(name);
    if (parameter && !reads.has(parameter.name)) reads.set(parameter.name, { parameter, role });
  }
  return [...reads.values()];
}

/** `insutypes` leaves out the rows of schemes that the benefit is not for. */
function parameterView(
  region: Region,
  read: Read,
  date: CivilDate,
  insutypes: readonly string[] | null = null,
): ParameterView {
  const { parameter } = read;
  const version = versionOn(parameter, date);
  const rows = version ? rowsOf(version.table, version.by, [], insutypes) : [];
  return {
    name: parameter.name,
    title: parameter.title,
    from: version?.period.from ?? null,
    to: version?.period.to ?? null,
    rows: rows.map(({ cell, path }) => rowView(region, read, cell, path)),
  };
}

interface PathCell {
  readonly cell: Cell;
  readonly path: readonly string[];
}

function rowsOf(
  table: Table,
  by: readonly Dimension[],
  path: readonly string[],
  insutypes: readonly string[] | null,
): PathCell[] {
  if (isCell(table)) return [{ cell: table, path }];
  const kept = Object.entries(table).filter(
    ([row]) => insutypes === null || by[0] !== "insutype" || insutypes.includes(row),
  );
  return kept.flatMap(([row, rest]) => rowsOf(rest, by.slice(1), [...path, row], insutypes));
}

function rowView(region: Region, read: Read, cell: Cell, path: readonly string[]): RowView {
  return {
    row: path.join(" · "),
    title: path.map((row) => rowTitle(row, region.diseases)).join(" · "),
    value: valueText(region, read, cell),
    source: cell.source,
    unverified: cell.source.basis !== "official",
  };
}

/** In the words of the page and the comparison; a choice by the word that a pack says. */
function valueText(region: Region, { parameter, role }: Read, cell: Cell): string {
  if (parameter.unit === "choice" && cell.value !== null) return String(cell.value);
  return cellWords({ parameter, role }, cell, region, "zh");
}
