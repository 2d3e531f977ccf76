import { type Period, YibaoError } from "../../kernel/index.ts";
import {
  isCell,
  type Located,
  type Pack,
  type Region,
  type Section,
  type Table,
} from "../../policy/index.ts";
import { readDay } from "./change-day.ts";
import { parameterNamed } from "./change-parameters.ts";
import { oneOf, type UnknownCode, untitled } from "./change-reading.ts";
import { readShare, readYuan } from "./change-value.ts";
import type { Candidate } from "./nearest.ts";

/**
 * A pack block as a proposal: whatever it says of its sources, nobody has decreed it. It may not
 * reach beyond the days of its change: what begins earlier is refused, what has no end of its own
 * ends with the change.
 * @throws YibaoError SIMULATION-PACK-OUTSIDE-CHANGE at the line of the version or benefit
 */
export function clippedPack(pack: Pack, change: Period): Pack {
  return {
    ...pack,
    parameters: mapped(pack.parameters, (parameter) => ({
      ...parameter,
      versions: parameter.versions.map((version) => ({
        ...version,
        period: clipped(parameter.name, version.period, change, version.where),
        table: proposedTable(version.table),
      })),
    })),
    benefits: mapped(pack.benefits, (benefit) => ({
      ...benefit,
      period: clipped(benefit.name, benefit.period, change, benefit.where),
      source: { ...benefit.source, basis: "proposed" },
      layers: benefit.layers.map((layer) => ({
        ...layer,
        source: { ...layer.source, basis: "proposed" },
      })),
    })),
  };
}

function proposedTable(table: Table): Table {
  if (isCell(table)) return { ...table, source: { ...table.source, basis: "proposed" } };
  return Object.fromEntries(
    Object.entries(table).map(([row, below]) => [row, proposedTable(below)]),
  );
}

function clipped(name: string, period: Period, change: Period, where: string): Period {
  const to = period.to ?? change.to;
  const beyond = change.to !== null && (to === null || to > change.to);
  if (period.from >= change.from && !beyond && (to === null || to > period.from)) {
    return { from: period.from, to };
  }
  const details = {
    name,
    days: daysText(period),
    change: daysText(change),
  };
  throw new YibaoError("SIMULATION-PACK-OUTSIDE-CHANGE", details, where);
}

function daysText({ from, to }: Period): string {
  return to === null ? `${from} 起` : `${from} 至 ${to}（不含）`;
}

function mapped<Value>(
  section: Section<Value>,
  change: (value: Value) => Value,
): Map<string, Located<Value>> {
  return new Map(
    [...section].map(([key, { value, where }]) => [key, { value: change(value), where }]),
  );
}

/**
 * Does something with a pack block. Packs are checked for what is right; who tries out a change is
 * also told the nearest right name or writing.
 */
export function withNearest<Value>(region: Region, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    if (error instanceof YibaoError && error.where !== undefined) {
      nameNearest(region, error, error.where);
    }
    throw error;
  }
}

/** Throws a better error than the one given, where there is one. */
function nameNearest(region: Region, { code, details }: YibaoError, where: string): void {
  const detail = (name: string) => String(details[name] ?? "");
  const among = (name: string) => untitled(detail(name).split("、"));
  const unknown = (
    kind: UnknownCode,
    value: string,
    known: readonly Candidate[],
    of: string,
  ): string => oneOf(value, known, kind, of, where);
  switch (code) {
    case "PACK-UNKNOWN-PARAMETER":
      parameterNamed(region, detail("name"), where);
      return;
    case "PACK-UNKNOWN-KEY":
      unknown("SIMULATION-UNKNOWN-KEY", detail("key"), among("known"), "pack");
      return;
    case "PACK-UNKNOWN-ROW":
      unknown("SIMULATION-UNKNOWN-ROW", detail("row"), among("known"), detail("dimension"));
      return;
    case "PACK-UNKNOWN-FUND":
      unknown("SIMULATION-UNKNOWN-FUND", detail("fund"), fundsOf(region), "pack");
      return;
    case "PACK-UNKNOWN-DISEASE":
      unknown("SIMULATION-UNKNOWN-DISEASE", detail("disease"), diseasesOf(region), "pack");
      return;
    case "DATE-NOT-A-DATE":
      readDay(detail("value"), where);
      return;
    case "PACK-RATIO-OUT-OF-RANGE":
    case "RATE-NOT-A-RATE":
      readShare(detail("value"), where);
      return;
    case "MONEY-NOT-AN-AMOUNT":
      readYuan(detail("value"), null, where);
      return;
    default:
  }
}

export function fundsOf(region: Region): readonly Candidate[] {
  return [...region.funds.values()].map(({ fund, name }) => ({ name: fund, title: name }));
}

export function diseasesOf(region: Region): readonly Candidate[] {
  return [...region.diseases.values()].map(({ code, name }) => ({ name: code, title: name }));
}
