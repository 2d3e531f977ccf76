import {
  type Fen,
  multiplyFenByPpm,
  multiplyFenByRatio,
  PPM_ONE,
  type Ppm,
  YibaoError,
} from "../../kernel/index.ts";
import type { Band, CellValue, Unit } from "../../policy/index.ts";
import type { AddBandOperation, BandOperation, NumberOperation, Operation } from "./change.ts";
import { plainYuan, valueText } from "./change-value.ts";

/** What an operation is done for, for the messages. */
export interface Operated {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  /** The cell's row in Chinese, empty where there are none. */
  readonly row: string;
  readonly where: string | undefined;
}

/**
 * The value after the operation. What is not covered (null) cannot be added to or multiplied and
 * stays so. @throws YibaoError SIMULATION-OUT-OF-RANGE | SIMULATION-BAND-*
 */
export function operate(operation: Operation, value: CellValue, of: Operated): CellValue {
  if (operation.kind === "band") return withBand(operation, value, of);
  if (operation.kind === "add-band") return withNewBand(operation, value, of);
  return operateOnNumber(operation, value, of);
}

function operateOnNumber(operation: NumberOperation, value: CellValue, of: Operated): CellValue {
  if (operation.kind === "set") return operation.value;
  if (value === null) return null;
  const before = value as number;
  const after = operation.kind === "add" ? before + operation.amount : product(operation, before);
  const most = of.unit === "ratio" ? PPM_ONE : Number.MAX_SAFE_INTEGER;
  if (after >= 0 && after <= most) return after;
  const details = {
    name: of.name,
    title: of.title,
    row: of.row === "" ? "" : `（${of.row}）`,
    before: valueText(of.unit, value),
    after: valueText(of.unit, after),
    allowed: of.unit === "ratio" ? "0 至 100%" : "0 以上",
  };
  throw new YibaoError("SIMULATION-OUT-OF-RANGE", details, of.where);
}

/** Rounded once, to whole multiples of `round_to`. */
function product(
  { factor_ppm, round_to, rounding }: Extract<NumberOperation, { kind: "multiply" }>,
  value: number,
): number {
  if (round_to === 1) return multiplyFenByPpm(value as Fen, factor_ppm, rounding);
  const multiples = multiplyFenByRatio(value as Fen, factor_ppm, PPM_ONE * round_to, rounding);
  return multiplyFenByRatio(multiples, round_to, 1, rounding);
}

function withBand(operation: BandOperation, value: CellValue, of: Operated): CellValue {
  if (value === null) return null;
  const bands = value as readonly Band[];
  const index = bands.findIndex(({ up_to_fen }) => up_to_fen === operation.up_to_fen);
  if (index < 0) {
    const details = {
      name: of.name,
      value: edgeText(operation.up_to_fen),
      nearest: edgeText(nearestEdge(bands, operation.up_to_fen)),
      known: bands.map(({ up_to_fen }) => edgeText(up_to_fen)).join("、"),
    };
    throw new YibaoError("SIMULATION-BAND-UNKNOWN", details, of.where);
  }
  return bands.map((band, at) => {
    if (at !== index) return band;
    const ofBand: Operated = { ...of, unit: "ratio", row: `至 ${edgeText(band.up_to_fen)}` };
    const ratio_ppm = operateOnNumber(operation.ratio, band.ratio_ppm, ofBand) as Ppm;
    return { ...band, ratio_ppm };
  });
}

function edgeText(up_to_fen: Fen | null): string {
  return up_to_fen === null ? "null" : plainYuan(up_to_fen);
}

function nearestEdge(bands: readonly Band[], wanted_fen: Fen | null): Fen | null {
  const edges = bands.map(({ up_to_fen }) => up_to_fen);
  if (wanted_fen === null) return edges.at(-1) ?? null;
  const far = (edge: Fen | null) =>
    edge === null ? Number.MAX_SAFE_INTEGER : Math.abs(edge - wanted_fen);
  return edges.reduce((best, edge) => (far(edge) < far(best) ? edge : best), edges[0] ?? null);
}

function withNewBand(operation: AddBandOperation, value: CellValue, of: Operated): CellValue {
  if (value === null) return null;
  const { edge_fen, side, ratio_ppm } = operation;
  const bands = value as readonly Band[];
  if (bands.some(({ up_to_fen }) => up_to_fen === edge_fen)) {
    const details = { name: of.name, edge: edgeText(edge_fen) };
    throw new YibaoError("SIMULATION-BAND-EXISTS", details, of.where);
  }
  const index = bands.findIndex(({ up_to_fen }) => up_to_fen === null || up_to_fen > edge_fen);
  const cut = bands[index] as Band;
  const below = { up_to_fen: edge_fen, ratio_ppm: side === "below" ? ratio_ppm : cut.ratio_ppm };
  const above = { ...cut, ratio_ppm: side === "above" ? ratio_ppm : cut.ratio_ppm };
  return [...bands.slice(0, index), below, above, ...bands.slice(index + 1)];
}

/** Whether two values are the same, to the last band or word. */
export function sameValue(a: CellValue, b: CellValue): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
