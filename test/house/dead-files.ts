import { importsOf } from "./imports.ts";
import { isTest, type SourceFile, type Violation } from "./source-file.ts";

/** Files where something starts: the command line, the benchmarks, what vitest itself loads. */
export const ENTRIES: readonly string[] = [
  "src/main.ts",
  "bench/adjudicate.ts",
  "bench/settle.ts",
  "bench/hot-fund.ts",
  "src/workbench/write-client-types.ts",
  "src/simulation/replay/replay-thread.ts",
  "src/disclosure-report/check-thread.ts",
  "src/publication/making-thread.ts",
  "test/disclosure-campaign/campaign-thread.ts",
  "test/disclosure-campaign/main.ts",
  "test/crash/main.ts",
  "test/simulate-bureau/main.ts",
  "test/support/postgres.global.ts",
];

/** Files that cannot be reached from an entry or a test, by whatever way. */
export function deadFiles(files: readonly SourceFile[]): readonly Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const alive = new Set(files.map(({ path }) => path).filter(isEntry));
  // A set that grows is walked to its end.
  for (const path of alive) {
    const file = byPath.get(path);
    if (file === undefined) continue;
    for (const { target } of importsOf(file)) if (target !== null) alive.add(target);
  }
  return files
    .filter(({ path }) => !alive.has(path))
    .map(({ path }) => ({
      path,
      line: 1,
      what: "is imported by nobody",
      why: "what never runs is read, tested and mended for nothing",
      mend: "use it or remove it; a new entry belongs in ENTRIES of test/house/dead-files.ts",
    }));
}

function isEntry(path: string): boolean {
  return ENTRIES.includes(path) || isTest(path);
}
