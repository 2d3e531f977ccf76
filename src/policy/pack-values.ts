import {
  type CivilDate,
  civilDate,
  type Fen,
  fenFromYuan,
  type Period,
  PPM_ONE,
  type Ppm,
  ppmFromDecimal,
  YibaoError,
} from "../kernel/index.ts";
import type { Provenance } from "./adjudication.ts";
import type { PackFile, Path } from "./pack-file.ts";
import type {
  Band,
  Cell,
  CellValue,
  Dimension,
  Parameter,
  ParameterVersion,
  Table,
} from "./parameter.ts";
import { DIMENSIONS } from "./parameter.ts";

/** Turns the values of a pack file into exact typed values, each error at its file and line. */

export type Raw = Readonly<Record<string, unknown>>;

/** Documents are named by id in the files and shown by number (文号). */
export type DocumentNumbers = ReadonlyMap<string, string>;

export interface Reading {
  readonly file: PackFile;
  readonly documents: DocumentNumbers;
  /** Identities beyond the nationwide ones, which tables may then have rows for. */
  readonly identities?: readonly string[];
}

export function readProvenance(
  reading: Reading,
  path: Path,
  raw: Raw,
  fallback: Provenance | null,
): Provenance {
  const id = raw.document as string | undefined;
  const number = id === undefined ? fallback?.document : reading.documents.get(id);
  if (number === undefined) {
    const where = reading.file.where([...path, "document"]);
    throw new YibaoError("PACK-UNKNOWN-DOCUMENT", { document: String(id) }, where);
  }
  return {
    ...fallback,
    document: number,
    clause: String(raw.clause ?? fallback?.clause ?? ""),
    basis: (raw.basis ?? fallback?.basis) as Provenance["basis"],
    confidence: (raw.confidence ?? fallback?.confidence) as Provenance["confidence"],
  };
}

export function readDate(reading: Reading, path: Path, value: unknown): CivilDate {
  try {
    return civilDate(String(value));
  } catch (error) {
    throw located(error, reading.file.where(path));
  }
}

/** `from`/`to` of a version or benefit. */
export function readPeriod(reading: Reading, path: Path, raw: Raw): Period {
  const from = readDate(reading, [...path, "from"], raw.from);
  const to = raw.to == null ? null : readDate(reading, [...path, "to"], raw.to);
  if (to !== null && to <= from) {
    throw new YibaoError("PACK-EMPTY-PERIOD", { from, to }, reading.file.where([...path, "to"]));
  }
  return { from, to };
}

export function readParameter(reading: Reading, name: string, raw: Raw): Parameter {
  const path: Path = ["parameters", name];
  const by = ((raw.by as string[] | undefined) ?? []) as Dimension[];
  const unit = raw.unit as Parameter["unit"];
  const english = raw.english === undefined ? null : String(raw.english);
  const among = ((raw.among as unknown[] | undefined) ?? []).map(String);
  if (unit === "choice" && among.length === 0) {
    throw new YibaoError("PACK-MISSING-KEY", { key: "among" }, reading.file.where(path));
  }
  const purpose = (raw.purpose ?? "benefit") as Parameter["purpose"];
  const shape = { name, title: String(raw.title), english, unit, purpose, by, among };
  const versions = (raw.versions as Raw[]).map((version, index) =>
    readVersion(reading, [...path, "versions", index], version, shape),
  );
  return { ...shape, versions: chained(versions, reading, path) };
}

type ParameterShape = Omit<Parameter, "versions">;

function readVersion(
  reading: Reading,
  path: Path,
  raw: Raw,
  parameter: ParameterShape,
): ParameterVersion {
  const period = readPeriod(reading, path, raw);
  const source = readProvenance(reading, path, raw, null);
  const [key, other] = parameter.by.length === 0 ? ["value", "values"] : ["values", "value"];
  if (!(key in raw)) {
    throw new YibaoError("PACK-MISSING-KEY", { key }, reading.file.where(path));
  }
  if (other in raw) {
    const where = reading.file.where([...path, other]);
    throw new YibaoError("PACK-UNKNOWN-KEY", { key: other, known: key }, where);
  }
  const own = { ...source, parameter: parameter.name, rows: NO_ROWS };
  const table = readTable(reading, [...path, key], raw[key], parameter, parameter.by, own);
  return { period, by: parameter.by, table, where: reading.file.where(path) };
}

const NO_ROWS: readonly string[] = [];

/** Versions follow one another in time; one without an end lasts until the next begins. */
function chained(
  versions: readonly ParameterVersion[],
  reading: Reading,
  path: Path,
): ParameterVersion[] {
  return versions.map((version, index) => {
    const next = versions[index + 1];
    if (!next) return version;
    const { from, to } = version.period;
    const end = to ?? next.period.from;
    if (next.period.from <= from || end > next.period.from) {
      const where = reading.file.where([...path, "versions", index + 1, "from"]);
      throw new YibaoError(
        "PACK-VERSIONS-OUT-OF-ORDER",
        { earlier: from, later: next.period.from },
        where,
      );
    }
    return { ...version, period: { from, to: end } };
  });
}

function readTable(
  reading: Reading,
  path: Path,
  raw: unknown,
  parameter: ParameterShape,
  by: readonly Dimension[],
  source: Provenance,
): Table {
  const [dimension, ...rest] = by;
  const isRows =
    typeof raw === "object" && raw !== null && !Array.isArray(raw) && !("value" in raw);
  if (dimension === undefined || !isRows) return readCell(reading, path, raw, parameter, source);
  const rows = raw as Raw;
  checkRows(reading, path, dimension, Object.keys(rows));
  return Object.fromEntries(
    Object.entries(rows).map(([row, value]) => [
      row,
      readTable(reading, [...path, row], value, parameter, rest, inRow(source, row)),
    ]),
  );
}

/** A row's own provenance, so that a step can say which row decided. */
function inRow(source: Provenance, row: string): Provenance {
  return { ...source, rows: [...(source.rows ?? NO_ROWS), row] };
}

/** Every row of a closed dimension is there, or `other` stands for the rest. */
function checkRows(reading: Reading, path: Path, dimension: Dimension, rows: string[]): void {
  const known: readonly string[] | null = DIMENSIONS[dimension];
  const has = new Set(rows);
  if (known !== null) {
    const more = dimension === "identity" ? (reading.identities ?? []) : [];
    const legal = [...known, ...more, "other"];
    const stranger = rows.find((row) => !legal.includes(row));
    if (stranger !== undefined) {
      throw new YibaoError(
        "PACK-UNKNOWN-ROW",
        { row: stranger, dimension, known: known.join("、") },
        reading.file.where([...path, stranger]),
      );
    }
  }
  const missing = known === null ? [] : known.filter((row) => !has.has(row));
  if (!has.has("other") && (known === null || missing.length > 0)) {
    throw new YibaoError(
      "PACK-ROW-MISSING",
      { dimension, missing: missing.join("、") || "other" },
      reading.file.where(path),
    );
  }
}

function readCell(
  reading: Reading,
  path: Path,
  raw: unknown,
  parameter: ParameterShape,
  source: Provenance,
): Cell {
  const isObject = typeof raw === "object" && raw !== null && !Array.isArray(raw);
  if (isObject) {
    const cell = raw as Raw;
    onlyKnown(reading, path, cell, CELL_KEYS);
    for (const [key, allowed] of Object.entries({ basis: BASES, confidence: CONFIDENCES })) {
      if (key in cell) oneOf(reading, [...path, key], cell[key], allowed);
    }
    if (!("value" in cell)) {
      throw new YibaoError("PACK-MISSING-KEY", { key: "value" }, reading.file.where(path));
    }
    const own = readProvenance(reading, path, cell, source);
    return readCell(reading, [...path, "value"], cell.value, parameter, own);
  }
  try {
    const value =
      parameter.unit === "bands" && raw !== null
        ? readBands(reading, path, raw)
        : readValue(raw, parameter);
    return { value, source };
  } catch (error) {
    throw located(error, reading.file.where(path));
  }
}

const BASES = ["official", "third-party", "recalled", "derived", "placeholder"];
const CONFIDENCES = ["high", "medium", "low"];
const CELL_KEYS = ["value", "document", "clause", "basis", "confidence", "note"];

function onlyKnown(reading: Reading, path: Path, raw: Raw, known: readonly string[]): void {
  const key = Object.keys(raw).find((one) => !known.includes(one));
  if (key === undefined) return;
  const where = reading.file.where([...path, key]);
  throw new YibaoError("PACK-UNKNOWN-KEY", { key, known: known.join("、") }, where);
}

function oneOf(reading: Reading, path: Path, raw: unknown, allowed: readonly string[]): void {
  if (allowed.includes(String(raw))) return;
  const details = { value: String(raw), allowed: allowed.join("、") };
  throw new YibaoError("PACK-NOT-ALLOWED", details, reading.file.where(path));
}

/** Null is said on purpose, of an amount or ratio: not covered, or no limit. A choice has none. */
function readValue(raw: unknown, parameter: ParameterShape): CellValue {
  if (raw === null && parameter.unit !== "choice" && parameter.unit !== "list") return null;
  switch (parameter.unit) {
    case "yuan":
      return readAmount(raw);
    case "ratio":
      return readRatio(raw);
    case "count":
      if (!/^\d{1,9}$/.test(String(raw))) {
        throw new YibaoError("PACK-NOT-A-COUNT", { value: String(raw) });
      }
      return Number(raw);
    case "choice":
      if (!parameter.among.includes(String(raw))) {
        throw new YibaoError("PACK-NOT-ALLOWED", {
          value: String(raw),
          allowed: parameter.among.join("、"),
        });
      }
      return String(raw);
    case "list":
      return (Array.isArray(raw) ? raw : [raw]).map(String);
    case "bands":
      return null;
  }
}

export function readAmount(raw: unknown): Fen {
  const amount = fenFromYuan(String(raw));
  if (amount < 0) throw new YibaoError("PACK-NEGATIVE-AMOUNT", { value: String(raw) });
  return amount;
}

export function readRatio(raw: unknown): Ppm {
  const ratio = ppmFromDecimal(String(raw));
  if (ratio < 0 || ratio > PPM_ONE) {
    throw new YibaoError("PACK-RATIO-OUT-OF-RANGE", { value: String(raw) });
  }
  return ratio;
}

function readBands(reading: Reading, path: Path, raw: unknown): readonly Band[] {
  const bands = (Array.isArray(raw) ? raw : []).map((one, index) =>
    readBand(reading, [...path, index], one),
  );
  const wrong = bands.findIndex((band, index) => {
    const previous = index === 0 ? 0 : bands[index - 1]?.up_to_fen;
    const last = index === bands.length - 1;
    return last ? band.up_to_fen !== null : previous == null || (band.up_to_fen ?? 0) <= previous;
  });
  if (bands.length === 0) throw new YibaoError("PACK-BANDS-NOT-ASCENDING");
  if (wrong >= 0) {
    throw new YibaoError("PACK-BANDS-NOT-ASCENDING", {}, reading.file.where([...path, wrong]));
  }
  return bands;
}

function readBand(reading: Reading, path: Path, raw: unknown): Band {
  const band = (typeof raw === "object" && raw !== null ? raw : {}) as Raw;
  onlyKnown(reading, path, band, BAND_KEYS);
  const missing = BAND_KEYS.find((key) => !(key in band));
  if (missing !== undefined) {
    throw new YibaoError("PACK-MISSING-KEY", { key: missing }, reading.file.where(path));
  }
  try {
    return {
      up_to_fen: band.up_to === null ? null : readAmount(band.up_to),
      ratio_ppm: readRatio(band.ratio),
    };
  } catch (error) {
    throw located(error, reading.file.where(path));
  }
}

const BAND_KEYS = ["up_to", "ratio"];

/** Says a kernel error of a place in a pack. */
export function located(error: unknown, where: string): unknown {
  return error instanceof YibaoError && error.where === undefined ? error.at(where) : error;
}
