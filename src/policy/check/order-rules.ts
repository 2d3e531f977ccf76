import {
  type CivilDate,
  contains,
  type Fen,
  fen,
  type Ppm,
  percentFromPpm,
  yuanFromFen,
} from "../../kernel/index.ts";
import type { Benefit, Layer } from "../benefit.ts";
import {
  type Coordinates,
  cellAt,
  type Dimension,
  type Parameter,
  type ParameterVersion,
  versionOn,
} from "../parameter.ts";
import { plainCell, type Region } from "../region.ts";
import { rowTitle } from "../row-titles.ts";
import type { Findings } from "./findings.ts";
import {
  activeLayers,
  combinations,
  type LayerRead,
  type Part,
  parameterOf,
  readsOf,
  rowsFor,
} from "./layer-reads.ts";
import { benefitSituation } from "./layer-values.ts";
import type { RuleId } from "./rules.ts";
import {
  atCoordinates,
  coordinatesOf,
  exampleCase,
  plainLine,
  type Situation,
} from "./situation.ts";
import type { Universe } from "./universe.ts";

/**
 * The order that the field expects between rows of a table: a higher hospital is not cheaper for
 * the person than a lower one, whoever went without referral is not better off, nor is the richer
 * than the poorer. A table that says otherwise may be lawful, but is more often a slip.
 */

/** Whether a larger value is better (1) or worse (−1) for the person. */
const GOOD: Readonly<Partial<Record<Part, 1 | -1>>> = {
  share: -1,
  "per-bill": -1,
  "within-limit": -1,
  ratio: 1,
  plus: 1,
  minus: -1,
  times: 1,
  threshold: -1,
  "threshold-factor": -1,
  cap: 1,
  "limit-amount": 1,
};

interface Order {
  readonly rule: RuleId;
  readonly dimension: Dimension;
  readonly parts: readonly Part[];
  /** Pairs of rows: the first may not be worse off than the second. */
  pairs(region: Region, day: CivilDate): readonly (readonly [string, string])[];
}

const LEVELS = ["primary", "level1", "level2", "level3", "level3-provincial"];

const ORDERS: readonly Order[] = [
  {
    rule: "level-order",
    dimension: "hospital_level",
    parts: ["per-bill", "within-limit", "ratio"],
    pairs: () => pairsOf(LEVELS),
  },
  {
    rule: "place-order",
    dimension: "place",
    parts: ["share", "per-bill", "ratio", "plus", "minus", "times"],
    pairs: () => [
      ["local", "filed-resident"],
      ["local", "referred"],
      ["local", "emergency"],
      ["referred", "unreferred"],
      ["emergency", "unreferred"],
    ],
  },
  {
    rule: "identity-order",
    dimension: "identity",
    parts: ["ratio", "plus", "threshold", "threshold-factor", "cap", "limit-amount", "per-bill"],
    pairs: (region, day) => [
      ...pairsOf([...(plainCell(region, "identity_order", day).value as string[]), "none"]),
    ],
  },
];

function pairsOf(rows: readonly string[]): (readonly [string, string])[] {
  return rows.flatMap((row, index) =>
    rows.slice(index + 1).map((later): readonly [string, string] => [row, later]),
  );
}

export function checkOrders(region: Region, universe: Universe, findings: Findings): void {
  for (const benefit of region.benefits) {
    for (const { from } of universe.stretches) {
      if (!contains(benefit.period, from)) continue;
      for (const layer of activeLayers(region, from, benefit)) {
        for (const order of ORDERS) checkOrder(region, benefit, layer, from, order, findings);
      }
    }
  }
}

function checkOrder(
  region: Region,
  benefit: Benefit,
  layer: Layer,
  day: CivilDate,
  order: Order,
  findings: Findings,
): void {
  const reads = readsOf(layer);
  const main = reads.find(({ part }) => part === "ratio" || part === "bands");
  for (const read of reads) {
    if (!order.parts.includes(read.part)) continue;
    const name = parameterOf(region, day, read.reference);
    const parameter = name === null ? undefined : region.parameters.get(name);
    const version = parameter ? versionOn(parameter, day) : null;
    if (!parameter || !version?.by.includes(order.dimension)) continue;
    const table: Read = { region, benefit, layer, day, order, read, parameter, version, main };
    for (const insutype of benefit.insutypes) checkRows(table, insutype, findings);
  }
}

/** One table as one layer reads it. */
interface Read {
  readonly region: Region;
  readonly benefit: Benefit;
  readonly layer: Layer;
  readonly day: CivilDate;
  readonly order: Order;
  readonly read: LayerRead;
  readonly parameter: Parameter;
  readonly version: ParameterVersion;
  /** The ratio or bands of the layer: where they are null, nothing is paid by it at all. */
  readonly main: LayerRead | undefined;
}

function checkRows(table: Read, insutype: string, findings: Findings): void {
  const { region, benefit, day, order, version } = table;
  const plain = benefitSituation(benefit, insutype, day);
  const rows = rowsFor(region, benefit, plain);
  const rest = version.by.filter((dimension) => dimension !== order.dimension);
  for (const others of combinations(rest, rows)) {
    for (const [better, worse] of order.pairs(region, day)) {
      const at = (row: string) =>
        atCoordinates(plain, { ...others, [order.dimension]: row } as Partial<Coordinates>);
      compare(table, [better, worse], at(better), at(worse), findings);
    }
  }
}

function compare(
  table: Read,
  [better, worse]: readonly [string, string],
  first: Situation,
  second: Situation,
  findings: Findings,
): void {
  const { region, benefit, layer, order, read, parameter, version } = table;
  const ours = worth(table, first);
  const theirs = worth(table, second);
  if (ours === null || theirs === null || ours.worth >= theirs.worth) return;
  const name = (row: string) => rowTitle(row, region.diseases);
  const text = ({ value }: Worth) => valueText(parameter, value);
  findings.add(`${order.rule} ${version.where} ${read.part}`, () => ({
    rule: order.rule,
    where: version.where,
    message:
      `“${parameter.title}”：${name(better)} ${text(ours)}，` +
      `${name(worse)} ${text(theirs)}，后者反而有利`,
    about: [parameter.name, benefit.name, `${benefit.name}/${layer.layer}`],
    example: exampleCase(region, [
      { situation: second, lines: [plainLine(fen(2_000_000))], continues: false },
    ]),
    expected: `${name(worse)} 不优于 ${name(better)} 的 ${text(ours)}`,
    actual: text(theirs),
  }));
}

interface Worth {
  readonly value: number | null;
  /** More is better for the person. */
  readonly worth: number;
}

/** Null where the case has nothing to compare: the layer pays nothing there. */
function worth({ region, day, read, version, main }: Read, situation: Situation): Worth | null {
  const coordinates = coordinatesOf(situation);
  const value = (cellAt(version, coordinates)?.value ?? null) as number | null;
  const direction = GOOD[read.part] ?? 1;
  if (read === main) return { value, worth: value ?? Number.NEGATIVE_INFINITY };
  if (main !== undefined && !isPaid(region, day, main, coordinates)) return null;
  if (value !== null) return { value, worth: direction * value };
  // No limit is the best limit; no deductible the best deductible.
  return { value, worth: Number.POSITIVE_INFINITY };
}

function isPaid(
  region: Region,
  day: CivilDate,
  main: LayerRead,
  coordinates: Coordinates,
): boolean {
  const name = parameterOf(region, day, main.reference);
  const parameter = name === null ? undefined : region.parameters.get(name);
  const version = parameter ? versionOn(parameter, day) : null;
  return version !== null && (cellAt(version, coordinates)?.value ?? null) !== null;
}

function valueText({ unit }: Parameter, value: number | null): string {
  if (value === null) return "不设（null）";
  return unit === "yuan" ? `${yuanFromFen(value as Fen)} 元` : percentFromPpm(value as Ppm);
}
