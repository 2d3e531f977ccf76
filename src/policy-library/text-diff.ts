import type { PackText } from "../policy/index.ts";
import { type LineRun, lineDiff } from "./line-diff.ts";

/** A file of a pack that is other in one version than in another. */
export interface FileDiff {
  readonly path: string;
  readonly kind: "changed" | "added" | "removed";
  readonly lines_added: number;
  readonly lines_removed: number;
  readonly runs: readonly LineRun[];
}

/** Policy before the worked cases, by path; files that are the same are left out. */
export function textDiff(before: PackText, after: PackText): readonly FileDiff[] {
  const paths = new Set([...Object.keys(before.files), ...Object.keys(after.files)]);
  return [...paths]
    .filter((path) => before.files[path] !== after.files[path])
    .sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1))
    .map((path) => fileDiff(path, before.files[path], after.files[path]));
}

function depth(path: string): number {
  return path.split("/").length;
}

function fileDiff(path: string, before: string | undefined, after: string | undefined): FileDiff {
  const runs = lineDiff(before ?? "", after ?? "");
  const count = (kind: LineRun["kind"]) =>
    runs.reduce((sum, run) => sum + (run.kind === kind ? run.lines.length : 0), 0);
  return {
    path,
    kind: before === undefined ? "added" : after === undefined ? "removed" : "changed",
    ...{ lines_added: count("added"), lines_removed: count("removed"), runs },
  };
}
