import { type Fen, type Period, ROUNDINGS, type Rounding, YibaoError } from "../../kernel/index.ts";
import type { Dimension, Parameter, Path, Region } from "../../policy/index.ts";
import type { NumberOperation, Operation, ParameterChange, RowSelection } from "./change.ts";
import { rowsAt, selectedCells, versionsIn } from "./change-cells.ts";
import { parameterUsed } from "./change-parameters.ts";
import {
  type ChangeReading,
  oneOf,
  present,
  type Raw,
  readMap,
  untitled,
  writtenText,
  wrongShape,
} from "./change-reading.ts";
import { readCount, readFactor, readPoints, readShare, readYuan } from "./change-value.ts";
import { readAddBand, readBandList, readEdge } from "./read-bands.ts";
import { readRows } from "./read-rows.ts";

/** `- parameter: …`: which cells, and what is done to them. */

export const PARAMETER_KEYS = [
  "parameter",
  "rows",
  "set",
  "add",
  "subtract",
  "multiply",
  "band",
  "add_band",
  "round_to",
  "rounding",
  "note",
] as const;

const OPERATIONS = ["set", "add", "subtract", "multiply", "add_band"] as const;
type OperationName = (typeof OPERATIONS)[number];

/** @throws YibaoError at file and line */
export function readParameterChange(
  reading: ChangeReading,
  path: Path,
  raw: Raw,
  period: Period,
): ParameterChange {
  readMap(reading, path, raw, PARAMETER_KEYS, "parameter");
  const where = reading.file.where(path);
  const parameter = parameterUsed(
    reading.region,
    writtenText(present(reading, path, raw, "parameter")),
    period,
    reading.file.where([...path, "parameter"]),
  );
  const rows = readRows(reading, [...path, "rows"], raw.rows, parameter, period);
  const subject: Subject = { reading, path, raw, parameter, rows, period };
  return { name: parameter.name, rows, operation: readOperation(subject), where };
}

/** What an operation is read for. */
interface Subject {
  readonly reading: ChangeReading;
  readonly path: Path;
  readonly raw: Raw;
  readonly parameter: Parameter;
  readonly rows: RowSelection;
  readonly period: Period;
}

function readOperation(subject: Subject): Operation {
  const { reading, path, raw, parameter } = subject;
  const said = OPERATIONS.filter((one) => one in raw);
  const [name, second] = said;
  if (name === undefined || second !== undefined) {
    const details = { said: said.join("、") || "一项也没有", known: OPERATIONS.join("、") };
    throw new YibaoError("SIMULATION-ONE-OPERATION", details, reading.file.where(path));
  }
  refuseStrangers(subject, name);
  if (name === "add_band") {
    mustBeBands(subject, name);
    return readAddBand(reading, [...path, name], raw[name]);
  }
  if (!("band" in raw)) return readNumberOperation(subject, name, parameter.unit);
  mustBeBands(subject, "band");
  const up_to_fen = readEdge(reading, [...path, "band"], raw.band);
  return { kind: "band", up_to_fen, ratio: readNumberOperation(subject, name, "ratio") };
}

/** Keys that belong to another operation would be passed over in silence. */
function refuseStrangers({ reading, path, raw }: Subject, name: OperationName): void {
  const fit = name === "multiply" ? [] : ["round_to", "rounding"];
  if (name === "add_band") fit.push("band");
  const stranger = fit.find((key) => key in raw);
  if (stranger === undefined) return;
  const details = {
    key: stranger,
    known: PARAMETER_KEYS.filter((k) => !fit.includes(k)).join("、"),
  };
  throw new YibaoError("PACK-UNKNOWN-KEY", details, reading.file.where([...path, stranger]));
}

function mustBeBands({ reading, path, parameter }: Subject, operation: string): void {
  if (parameter.unit === "bands") return;
  throw notFor(parameter, operation, reading.file.where([...path, operation]));
}

function notFor({ name, title, unit }: Parameter, operation: string, where: string): YibaoError {
  const fitting = OPERATIONS_OF[unit] ?? "set";
  const details = { name, title, unit, operation, fitting };
  return new YibaoError("SIMULATION-OPERATION-OF-UNIT", details, where);
}

const OPERATIONS_OF: Readonly<Record<string, string>> = {
  yuan: "set、add、subtract、multiply",
  ratio: "set、add、subtract、multiply",
  count: "set、add、subtract、multiply",
  bands: "set（整张分段表）、add_band，或 band 与 set、add、subtract、multiply 合用",
};

function readNumberOperation(
  subject: Subject,
  name: Exclude<OperationName, "add_band">,
  unit: Parameter["unit"],
): NumberOperation {
  const { reading, path, raw, parameter } = subject;
  const at: Path = [...path, name];
  const where = reading.file.where(at);
  if (raw[name] === null) {
    if (name === "set" && unit !== "choice" && unit !== "list" && saysNull(reading, where)) {
      return { kind: "set", value: null };
    }
    throw new YibaoError("PACK-MISSING-KEY", { key: name }, where);
  }
  if (name === "set") return { kind: "set", value: readValue(subject, at, raw[name], unit) };
  if (unit === "choice" || unit === "list" || unit === "bands") {
    throw notFor(parameter, name, where);
  }
  if (name === "multiply") {
    return { kind: "multiply", factor_ppm: readFactor(raw[name], where), ...readRounding(subject) };
  }
  const amount = readStep(subject, raw[name], unit, where);
  return { kind: "add", amount: name === "subtract" ? -amount : amount };
}

/** An empty value reads as `null`; that is too far-reaching to be said by forgetting something. */
function saysNull({ lines }: ChangeReading, where: string): boolean {
  const line = lines[Number(where.slice(where.lastIndexOf(":") + 1)) - 1] ?? "";
  return /\bnull\b|~/.test(line);
}

/** Amounts are seldom raised by several times their value; fen for yuan always would be. */
const FAR_STEP_TIMES = 4;

function readStep(subject: Subject, raw: unknown, unit: Parameter["unit"], where: string): number {
  if (unit === "yuan") return readYuan(raw, usualFen(subject), where, FAR_STEP_TIMES);
  return unit === "ratio" ? readPoints(raw, where) : readCount(raw, where);
}

function readValue(subject: Subject, at: Path, raw: unknown, unit: Parameter["unit"]) {
  const { reading, parameter } = subject;
  const where = reading.file.where(at);
  switch (unit) {
    case "yuan":
      return readYuan(raw, usualFen(subject), where);
    case "ratio":
      return readShare(raw, where);
    case "count":
      return readCount(raw, where);
    case "choice":
      return oneOf(
        raw,
        untitled(parameter.among),
        "SIMULATION-UNKNOWN-WORD",
        parameter.name,
        where,
      );
    case "bands":
      return readBandList(reading, at, raw);
    case "list":
      return readList(subject, at, raw);
  }
}

function readList({ reading, parameter }: Subject, at: Path, raw: unknown): readonly string[] {
  if (!Array.isArray(raw)) throw wrongShape(reading.file, at, "set", "一个列表 […]");
  const list = raw.map(String);
  if (parameter.name === "identity_order") {
    list.forEach((word, index) => {
      const where = reading.file.where([...at, index]);
      oneOf(word, reading.identities, "SIMULATION-UNKNOWN-IDENTITY", parameter.name, where);
    });
    const missing = reading.identities.filter(({ name }) => !list.includes(name));
    if (missing.length > 0) {
      const names = missing.map(({ name }) => name).join("、");
      const details = { dimension: parameter.name, missing: names };
      throw new YibaoError("PACK-ROW-MISSING", details, reading.file.where(at));
    }
  }
  return list;
}

/** The largest amount among the selected cells, null when there is none above 0. */
function usualFen({ parameter, rows, period }: Subject): Fen | null {
  const amounts = versionsIn(parameter, period)
    .flatMap((version) => selectedCells(version, rows))
    .map(({ cell }) => (typeof cell.value === "number" ? cell.value : 0));
  const largest = Math.max(0, ...amounts);
  return largest === 0 ? null : (largest as Fen);
}

function readRounding({ reading, path, raw, parameter }: Subject) {
  const where = reading.file.where([...path, "round_to"]);
  const unit = parameter.unit === "bands" ? "ratio" : parameter.unit;
  const rounding = (raw.rounding ?? "half-up") as Rounding;
  oneOf(
    rounding,
    untitled(ROUNDINGS),
    "SIMULATION-UNKNOWN-WORD",
    "rounding",
    reading.file.where([...path, "rounding"]),
  );
  if (raw.round_to == null) return { round_to: 1, rounding };
  const round_to: number =
    unit === "yuan"
      ? readYuan(raw.round_to, null, where)
      : unit === "ratio"
        ? readShare(raw.round_to, where)
        : readCount(raw.round_to, where);
  if (round_to === 0) throw new YibaoError("SIMULATION-ROUND-TO-NOTHING", {}, where);
  return { round_to, rounding };
}

/** Whether two changes of one parameter touch a cell in common. */
export function overlapping(
  region: Region,
  first: Pick<ParameterChange, "name" | "rows"> & { readonly operation?: Operation },
  second: Pick<ParameterChange, "name" | "rows"> & { readonly operation?: Operation },
): boolean {
  if (first.name !== second.name) return false;
  if (first.operation && second.operation && apartInBands(first.operation, second.operation)) {
    return false;
  }
  const parameter = region.parameters.get(first.name);
  const explicit = (dimension: Dimension, row: string) =>
    (parameter?.versions ?? []).every((version) => rowsAt(version, dimension).includes(row));
  return [...new Set([...Object.keys(first.rows), ...Object.keys(second.rows)])].every((key) => {
    const dimension = key as Dimension;
    const [ours, theirs] = [first.rows[dimension], second.rows[dimension]];
    if (ours === undefined || theirs === undefined) return true;
    if (ours.some((row) => theirs.includes(row))) return true;
    const inOther = (rows: readonly string[]) => rows.some((row) => !explicit(dimension, row));
    return (
      (ours.includes("other") && inOther(theirs)) || (theirs.includes("other") && inOther(ours))
    );
  });
}

function apartInBands(first: Operation, second: Operation): boolean {
  if (first.kind === "band" && second.kind === "band") return first.up_to_fen !== second.up_to_fen;
  if (first.kind === "add-band" && second.kind === "add-band") {
    return first.edge_fen !== second.edge_fen;
  }
  return false;
}
