import { createHash } from "node:crypto";
import {
  type CivilDate,
  type Fen,
  multiplyFenByPpm,
  PPM_ONE,
  type Ppm,
  YibaoError,
} from "../../kernel/index.ts";
import {
  type Band,
  type Cell,
  type CellValue,
  laidOver,
  type Parameter,
  type Region,
  type Unit,
} from "../../policy/index.ts";
import { parameterAfter } from "./apply-change.ts";
import type { RowSelection } from "./change.ts";
import { changedParameter, changedTable } from "./change-cells.ts";
import { parameterUsed } from "./change-parameters.ts";

/**
 * A step by which a value is moved to see what depends on it: a part of the value (10,000 ppm is a
 * hundredth), or an amount in the parameter's unit (fen, ppm, a count). Below 0 moves it down.
 */
export type ParameterStep = { readonly relative_ppm: Ppm } | { readonly absolute: number };

/**
 * The region with the selected cells (null: all) moved by a step from a day on, until `to`. A ratio
 * stops at 0 and 100 %, an amount at 0, what is not covered stays so; of bands the ratios move.
 * @throws YibaoError SIMULATION-UNKNOWN-PARAMETER | SIMULATION-NOT-IN-FORCE |
 * SIMULATION-SOLVE-NOT-A-NUMBER for a choice or a list
 */
export function shiftParameter(
  region: Region,
  name: string,
  rows: RowSelection | null,
  step: ParameterStep,
  from: CivilDate,
  to: CivilDate | null = null,
): Region {
  const period = { from, to };
  const parameter = parameterUsed(region, name, period);
  const { unit, title } = parameter;
  if (unit === "choice" || unit === "list") {
    throw new YibaoError("SIMULATION-SOLVE-NOT-A-NUMBER", { name, title, unit });
  }
  const change = ({ cell }: { readonly cell: Cell }): Cell => {
    const value = shifted(unit, cell.value, step);
    return value === cell.value ? cell : { ...cell, value };
  };
  const table = (version: Parameter["versions"][number]) =>
    changedTable(version, rows ?? {}, change);
  const after = changedParameter(parameter, period, table, name);
  return regionWith(region, parameter, after, JSON.stringify(["shift", name, rows, step, period]));
}

function shifted(unit: Unit, value: CellValue, step: ParameterStep): CellValue {
  if (value === null) return null;
  if (unit !== "bands") return shiftedNumber(unit, value as number, step);
  const bands = value as readonly Band[];
  const moved = bands.map((band) => ({
    ...band,
    ratio_ppm: shiftedNumber("ratio", band.ratio_ppm, step) as Ppm,
  }));
  return moved.some((band, index) => band.ratio_ppm !== bands[index]?.ratio_ppm) ? moved : value;
}

function shiftedNumber(unit: Unit, value: number, step: ParameterStep): number {
  const difference =
    "absolute" in step
      ? step.absolute
      : multiplyFenByPpm(value as Fen, step.relative_ppm, "half-up");
  const most = unit === "ratio" ? PPM_ONE : Number.MAX_SAFE_INTEGER;
  return Math.min(Math.max(value + difference, 0), most);
}

/**
 * The region with the selected cells (null: all) at a value from a day on, until `to`; what is not
 * covered is covered then. The value is in the parameter's unit: fen, ppm or a count.
 * @throws YibaoError as shiftParameter
 */
export function withParameterValue(
  region: Region,
  name: string,
  rows: RowSelection | null,
  value: number,
  from: CivilDate,
  to: CivilDate | null = null,
): Region {
  const period = { from, to };
  const parameter = parameterUsed(region, name, period);
  const { unit, title } = parameter;
  if (unit === "choice" || unit === "list" || unit === "bands") {
    throw new YibaoError("SIMULATION-SOLVE-NOT-A-NUMBER", { name, title, unit });
  }
  const change = {
    name,
    rows: rows ?? {},
    operation: { kind: "set" as const, value },
    where: name,
  };
  const after = parameterAfter(region, parameter, change, { title: "求解", period });
  return regionWith(region, parameter, after, JSON.stringify(["value", name, rows, value, period]));
}

function regionWith(region: Region, before: Parameter, after: Parameter, what: string): Region {
  if (after === before) return region;
  const parameters = new Map([[after.name, { value: after, where: after.name }]]);
  const hash = createHash("sha256").update(what).digest("hex").slice(0, 8);
  const version = `${region.version}+${hash}`;
  return Object.freeze({ ...laidOver(region, [{ parameters }]), version });
}
