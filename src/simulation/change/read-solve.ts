import { type Period, YibaoError } from "../../kernel/index.ts";
import type { Path, Region } from "../../policy/index.ts";
import type { Solve, SolveTarget } from "./change.ts";
import { parameterUsed } from "./change-parameters.ts";
import {
  type ChangeReading,
  oneOf,
  present,
  type Raw,
  readMap,
  writtenText,
  wrongShape,
} from "./change-reading.ts";
import { plainRatio, plainYuan, readCount, readShare, readYuan } from "./change-value.ts";
import type { Candidate } from "./nearest.ts";
import { SCHEMES } from "./read-condition.ts";
import { readRows } from "./read-rows.ts";

/** `solve:` asks which value of a parameter meets a target. */

const SOLVE_KEYS = ["parameter", "rows", "least", "most", "step", "target", "note"] as const;

/** Values to choose among: a mistyped step would make a list without end. */
const STEPS_MOST = 10_000;

/** @throws YibaoError at file and line */
export function readSolve(reading: ChangeReading, path: Path, raw: unknown, period: Period): Solve {
  const solve = readMap(reading, path, raw, SOLVE_KEYS, "solve");
  const parameter = parameterUsed(
    reading.region,
    writtenText(present(reading, path, solve, "parameter")),
    period,
    reading.file.where([...path, "parameter"]),
  );
  const { name, title, unit } = parameter;
  if (unit !== "yuan" && unit !== "ratio" && unit !== "count") {
    const where = reading.file.where([...path, "parameter"]);
    throw new YibaoError("SIMULATION-SOLVE-NOT-A-NUMBER", { name, title, unit }, where);
  }
  const value = (key: string) => {
    const where = reading.file.where([...path, key]);
    const written = present(reading, path, solve, key);
    return readNumber(unit, written, where);
  };
  const [least, most, step] = [value("least"), value("most"), value("step")];
  checkBounds(reading, path, unit, { least, most, step });
  return {
    period,
    parameter: name,
    rows: readRows(reading, [...path, "rows"], solve.rows, parameter, period),
    unit,
    least,
    most,
    step,
    target: readTarget(reading, [...path, "target"], present(reading, path, solve, "target")),
    where: reading.file.where(path),
  };
}

function readNumber(unit: Solve["unit"], raw: unknown, where: string): number {
  if (unit === "yuan") return readYuan(raw, null, where);
  return unit === "ratio" ? readShare(raw, where) : readCount(raw, where);
}

function checkBounds(
  { file }: ChangeReading,
  path: Path,
  unit: Solve["unit"],
  { least, most, step }: Pick<Solve, "least" | "most" | "step">,
): void {
  const text = (value: number) => numberText(unit, value);
  if (least >= most) {
    const details = { least: text(least), most: text(most) };
    throw new YibaoError("SIMULATION-SOLVE-BOUNDS", details, file.where([...path, "most"]));
  }
  if (step === 0 || step > most - least || most - least > step * STEPS_MOST) {
    const details = { step: text(step), range: text(most - least), most: STEPS_MOST };
    throw new YibaoError("SIMULATION-SOLVE-STEP", details, file.where([...path, "step"]));
  }
}

function numberText(unit: Solve["unit"], value: number): string {
  if (unit === "yuan") return plainYuan(value as never);
  return unit === "ratio" ? plainRatio(value as never) : String(value);
}

const TARGET_KEYS = [
  "pool",
  "reserve_months",
  "spending",
  "out_of_pocket_share",
  "insutype",
] as const;

const GOALS = ["reserve_months", "spending", "out_of_pocket_share"] as const;

function readTarget(reading: ChangeReading, path: Path, raw: unknown): SolveTarget {
  const target = readMap(reading, path, raw, TARGET_KEYS, "target");
  const [goal, second] = GOALS.filter((one) => one in target);
  if (goal === undefined || second !== undefined) {
    const wanted = `${GOALS.join("、")} 中的一项`;
    throw wrongShape(reading.file, path, "target", wanted);
  }
  const stranger = goal === "out_of_pocket_share" ? "pool" : "insutype";
  if (stranger in target) {
    const fitting = goal === "out_of_pocket_share" ? `${goal}、insutype` : `pool、${goal}`;
    const where = reading.file.where([...path, stranger]);
    throw new YibaoError("PACK-UNKNOWN-KEY", { key: stranger, known: fitting }, where);
  }
  const where = reading.file.where([...path, goal]);
  const value = present(reading, path, target, goal);
  if (goal === "out_of_pocket_share") {
    const insutype = readScheme(reading, [...path, "insutype"], target);
    return { kind: "out-of-pocket", insutype, out_of_pocket_share_ppm: readShare(value, where) };
  }
  const pool = oneOf(
    present(reading, path, target, "pool"),
    poolsOf(reading.region),
    "SIMULATION-UNKNOWN-POOL",
    "target",
    reading.file.where([...path, "pool"]),
  );
  if (goal === "spending")
    return { kind: "spending", pool, spending_fen: readYuan(value, null, where) };
  return { kind: "reserve", pool, reserve_months: readMonths(value, where) };
}

function readScheme(reading: ChangeReading, path: Path, target: Raw): string | null {
  if (target.insutype == null) return null;
  const where = reading.file.where(path);
  return oneOf(target.insutype, SCHEMES, "SIMULATION-UNKNOWN-WORD", "insutype", where);
}

/** Months need not be whole: 4.5 is as good a target as 6. */
function readMonths(raw: unknown, where: string): number {
  const value = writtenText(raw);
  if (/^\d{1,3}(\.\d{1,2})?$/.test(value)) return Number(value);
  const [, right = "6"] = /^(\d+(?:\.\d+)?)\s*个?月$/.exec(value) ?? [];
  throw new YibaoError("SIMULATION-MONTHS", { value, right }, where);
}

/** Pools of the region's funds, each titled by the first fund that is paid from it. */
export function poolsOf(region: Region): readonly Candidate[] {
  const pools = new Map<string, string>();
  for (const { pool, name } of region.funds.values()) {
    if (!pools.has(pool)) pools.set(pool, name);
  }
  return [...pools].map(([name, title]) => ({ name, title }));
}
