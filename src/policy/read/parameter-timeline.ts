import type { CivilDate } from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { Reference } from "../benefit.ts";
import {
  type Cell,
  type CellValue,
  type Dimension,
  isCell,
  type Parameter,
  type Purpose,
  type Table,
  type Unit,
} from "../parameter.ts";
import type { Region } from "../region.ts";
import { rowTitleIn } from "../row-titles.ts";
import { readingsOf, type SlotRole } from "./layer-readings.ts";
import { cellWords, isUnverified } from "./value-words.ts";

/** A value of policy over time: its versions, the earliest first, as a person reads them. */
export interface ParameterTimeline {
  readonly name: string;
  readonly title: string;
  readonly english: string | null;
  readonly unit: Unit;
  readonly purpose: Purpose;
  readonly by: readonly Dimension[];
  readonly among: readonly string[];
  /** Benefits whose layers read it, by name and title. */
  readonly benefits: readonly { readonly name: string; readonly title: string }[];
  readonly versions: readonly TimelineVersion[];
}

export interface TimelineVersion {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  /** "430400-hengyang/parameters.yaml:12". */
  readonly where: string;
  readonly rows: readonly TimelineRow[];
}

export interface TimelineRow {
  /** Keys of the table's dimensions: `["310", "hypertension"]`. */
  readonly path: readonly string[];
  readonly title: string;
  /** In words: `1,200 元`, `85%`. */
  readonly words: string;
  /** As typed: fen, parts per million, a count, a word; null where nothing is paid or said. */
  readonly value: CellValue;
  readonly source: Provenance;
  readonly unverified: boolean;
}

/** Every value of a region, those that bills are settled by first, in the order of the packs. */
export function parameterTimelines(region: Region): readonly ParameterTimeline[] {
  const readers = readersOf(region);
  const all = [...region.parameters.values()].map((one) => timelineOf(region, one, readers));
  const settling = (purpose: Purpose) => all.filter((one) => one.purpose === purpose);
  return [...settling("benefit"), ...settling("financing")];
}

interface Reader {
  readonly role: SlotRole;
  readonly benefits: Map<string, string>;
}

/** Who reads a parameter, and as what: `null` is said otherwise of a limit than of a ratio. */
function readersOf(region: Region): ReadonlyMap<string, Reader> {
  const readers = new Map<string, Reader>();
  for (const benefit of region.benefits) {
    for (const layer of benefit.layers) {
      for (const { role, reference } of readingsOf(layer, (name) => name).values) {
        for (const name of namesOf(reference)) {
          const reader = readers.get(name) ?? { role, benefits: new Map<string, string>() };
          reader.benefits.set(benefit.name, benefit.title);
          readers.set(name, reader);
        }
      }
    }
  }
  return readers;
}

function namesOf(reference: Reference): readonly string[] {
  if (typeof reference === "string") return [reference];
  return Object.values(reference.options).filter((name) => name !== null);
}

function timelineOf(
  region: Region,
  parameter: Parameter,
  readers: ReadonlyMap<string, Reader>,
): ParameterTimeline {
  const { name, title, english, unit, purpose, by, among, versions } = parameter;
  const reader = readers.get(name);
  const role = reader?.role ?? "general";
  return {
    ...{ name, title, english, unit, purpose, by, among },
    benefits: [...(reader?.benefits ?? [])].map(([benefit, words]) => ({
      name: benefit,
      title: words,
    })),
    versions: versions.map(({ period, table, where }) => ({
      from: period.from,
      to: period.to,
      where,
      rows: cellsOf(table, []).map(({ path, cell }) => ({
        path,
        title: path.map((row) => rowTitleIn(row, region)).join(" · "),
        words: cellWords({ role, parameter }, cell, region, "zh"),
        value: cell.value,
        source: cell.source,
        unverified: isUnverified(cell.source),
      })),
    })),
  };
}

interface PathCell {
  readonly path: readonly string[];
  readonly cell: Cell;
}

function cellsOf(table: Table, path: readonly string[]): PathCell[] {
  if (isCell(table)) return [{ path, cell: table }];
  return Object.entries(table).flatMap(([row, rest]) => cellsOf(rest, [...path, row]));
}
