import { YibaoError } from "../../kernel/index.ts";
import type { PackFile, Path, Region } from "../../policy/index.ts";
import { type Candidate, nearest } from "./nearest.ts";

/** What every part of the reader needs: the file, where things stand in it, and the region. */
export interface ChangeReading {
  readonly file: PackFile;
  /** The lines of the text, to tell a `null` that was written from nothing. */
  readonly lines: readonly string[];
  readonly region: Region;
  /** Identities a person may hold: the nationwide ones, and those the file declares. */
  readonly identities: readonly Candidate[];
}

export type Raw = Readonly<Record<string, unknown>>;

/** Codes of the errors that name the nearest right name. */
export type UnknownCode =
  | "SIMULATION-UNKNOWN-KEY"
  | "SIMULATION-UNKNOWN-DIMENSION"
  | "SIMULATION-UNKNOWN-ROW"
  | "SIMULATION-UNKNOWN-WORD"
  | "SIMULATION-UNKNOWN-IDENTITY"
  | "SIMULATION-UNKNOWN-DISEASE"
  | "SIMULATION-UNKNOWN-FUND"
  | "SIMULATION-UNKNOWN-POOL"
  | "SIMULATION-UNKNOWN-VISIT-TYPE";

/** Names as candidates that have no other title. */
export function untitled(names: readonly string[]): readonly Candidate[] {
  return names.map((name) => ({ name, title: name }));
}

/** What was written, also where it is a list or a group that should be a word. */
export function writtenText(raw: unknown): string {
  return typeof raw === "object" ? JSON.stringify(raw) : String(raw).trim();
}

export function candidateText({ name, title }: Candidate): string {
  return name === title ? name : `${name}（${title}）`;
}

/**
 * One of the candidates, by its name.
 * @throws YibaoError `code` naming the nearest, at `where`
 */
export function oneOf(
  written: unknown,
  candidates: readonly Candidate[],
  code: UnknownCode,
  of: string,
  where: string,
): string {
  const value = writtenText(written);
  if (candidates.some(({ name }) => name === value)) return value;
  const details = {
    of,
    value,
    nearest: candidateText(nearest(value, candidates)),
    known: candidates.map(({ name }) => name).join("、"),
  };
  throw new YibaoError(code, details, where);
}

/** A group of `key: value` with known keys only. @throws YibaoError at file and line */
export function readMap(
  { file }: ChangeReading,
  path: Path,
  raw: unknown,
  keys: readonly string[],
  what: string,
): Raw {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    throw wrongShape(file, path, what, "一组“名称: 值”");
  }
  for (const key of Object.keys(raw)) {
    oneOf(key, untitled(keys), "SIMULATION-UNKNOWN-KEY", what, file.where([...path, key]));
  }
  return raw as Raw;
}

/** The text at a key that must be there. */
export function readText(reading: ChangeReading, path: Path, raw: Raw, key: string): string {
  const value = present(reading, path, raw, key);
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  throw wrongShape(reading.file, [...path, key], key, "文字");
}

/** One word or a list of words, each once. */
export function readWords(
  { file }: ChangeReading,
  path: Path,
  raw: unknown,
  what: string,
): readonly { readonly word: string; readonly where: string }[] {
  const list = Array.isArray(raw) ? raw : [raw];
  if (list.length === 0 || list.some((one) => typeof one !== "string" || one === "")) {
    throw wrongShape(file, path, what, "一个值，或 [值, 值]");
  }
  const where = (index: number) => file.where(Array.isArray(raw) ? [...path, index] : path);
  const words = list.map((one, index) => ({ word: one as string, where: where(index) }));
  return words.filter(({ word }, index) => list.indexOf(word) === index);
}

/** @throws YibaoError PACK-MISSING-KEY */
export function present({ file }: ChangeReading, path: Path, raw: Raw, key: string): unknown {
  if (key in raw && raw[key] !== null) return raw[key];
  throw new YibaoError("PACK-MISSING-KEY", { key }, file.where(key in raw ? [...path, key] : path));
}

export function wrongShape(file: PackFile, path: Path, key: string, wanted: string): YibaoError {
  return new YibaoError("PACK-WRONG-SHAPE", { key, wanted }, file.where(path));
}
