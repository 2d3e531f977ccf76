import {
  type Chart,
  type ChartKind,
  type Charts,
  chartOf,
  loadCharts,
} from "../../classification/index.ts";
import {
  type Disclosure,
  type DisclosureKind,
  type Fact,
  loadForms,
  loadProfiles,
  profileFor,
} from "../../disclosure/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import type { Materials } from "../materials.ts";
import { partsOf } from "./address.ts";
import { addressWords } from "./address-words.ts";
import { CODED_TABLES } from "./coded-table.ts";
import { assumeNext, completeTables } from "./cross-tables.ts";
import { completeBasic, completeEconomicColumns, completeGovernmental } from "./economic.ts";
import { Figures, figureText } from "./figures.ts";
import { foundTables, NOWHERE } from "./found-tables.ts";
import { assumeNamed, chooseBudget, completeNamedTables } from "./named-tables.ts";
import { tellRatios } from "./ratios.ts";

/**
 * The whole disclosure out of what is known: every table that follows from it, and what sentences
 * tell of the tables (shares, completion, changes). What is given stands as given; what follows
 * from other figures must agree with it within their rounding. A table of which a cell is not known
 * is not among the tables.
 * @throws YibaoError PUBLICATION-DISAGREES | PUBLICATION-UNMAPPED | PUBLICATION-BELOW-ZERO, with
 *   file, line and column, | PUBLICATION-NOTHING
 */
export function factsOf(materials: Materials, charts: Charts = loadCharts()): Disclosure {
  const figures = new Figures(materials.given, materials.kind);
  if (!hasSpending(figures)) throw new YibaoError("PUBLICATION-NOTHING");
  complete(figures, materials, charts);
  assertNothingBelowZero(figures, materials.kind);
  const { kind, year, unit } = materials;
  const wanted = loadProfiles().find(({ id }) => id === materials.profile);
  const profile = wanted ?? profileFor({ kind, year, ...unit });
  const { told_unit } = profile.fills;
  const decimals = told_unit === profile.unit ? profile.decimals : 2;
  tellRatios(figures, kind, { unit: told_unit, decimals });
  const words = { forms: loadForms(), chart: chartsOf(charts, year) };
  const tables = foundTables(figures, materials, words);
  return {
    kind,
    year,
    unit_name: unit.name,
    profile: materials.profile ?? profile.id,
    facts: factsIn(figures, new Set(tables.map(({ topic }) => topic))),
    tables,
    statements: [],
    sections: [],
  };
}

function chartsOf(charts: Charts, year: number): (kind: ChartKind) => Chart {
  const held = new Map<ChartKind, Chart>();
  return (kind) => {
    const chart = held.get(kind) ?? chartOf(charts, kind, year);
    held.set(kind, chart);
    return chart;
  };
}

const SPENDING = ["general", "fund", "capital", "special-account", "spending"];

/** Whether anything was given of what the unit spends; without it there is nothing to publish. */
function hasSpending(figures: Figures): boolean {
  return figures.entries().some(([address, { origin }]) => {
    return origin !== "blank" && SPENDING.includes(partsOf(address)?.topic ?? "");
  });
}

const BALANCES =
  /^(overview|appropriation)\[(income|spending)-|^(fund|capital)\[.*\]\.(opening|closing|income)$/;

/**
 * Income and balances that were worked out and come to less than nothing: more was spent than
 * there was. What is given below zero stands as given; the rules speak of it.
 */
function assertNothingBelowZero(figures: Figures, kind: DisclosureKind): void {
  for (const [address, { value, origin, slack_doubled, step, places }] of figures.entries()) {
    if (origin !== "generated" || value >= 0 || -value * 2 <= slack_doubled) continue;
    if (!BALANCES.test(address)) continue;
    const amount = figureText({ quantity: "money", value, step });
    const details = { address: addressWords(address, kind), amount };
    throw new YibaoError("PUBLICATION-BELOW-ZERO", details, places.join("、") || undefined);
  }
}

/** Until nothing more follows; then the next of what nobody spoke of is taken for nothing. */
function complete(figures: Figures, materials: Materials, charts: Charts): void {
  let isChanged = true;
  while (isChanged) {
    const before = figures.size;
    completeBasic(figures);
    completeTables(figures, materials.kind);
    completeNamedTables(figures, materials.kind);
    completeEconomicColumns(figures);
    isChanged = figures.size > before;
    if (!isChanged) isChanged = assumeNext(figures, materials.kind) || assumeNamed(figures);
  }
  completeGovernmental(figures, materials, charts);
  chooseBudget(figures);
}

/** Of a table that is not whole, no zero that nobody gave: it would stand for a whole column. */
function factsIn(figures: Figures, whole: ReadonlySet<string>): readonly Fact[] {
  return figures.entries().flatMap(([address, figure]) => {
    const parts = partsOf(address);
    if (parts === null) return [];
    const { quantity, value, step, origin } = figure;
    const isCell = parts.source === "table" && isCodedTopic(parts.topic);
    if (isCell && !whole.has(parts.topic) && value === 0 && origin === "generated") return [];
    const printed = { quantity, value, step, text: "" };
    return [
      { ...parts, printed, origin: origin === "blank" ? origin : "generated", place: NOWHERE },
    ];
  });
}

function isCodedTopic(topic: string): boolean {
  return CODED_TABLES.some((table) => table.topic === topic);
}
