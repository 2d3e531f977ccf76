import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Reproduction } from "./shrink.ts";

/**
 * Runs that once showed a violation. `npm test` plays them before anything else, so that what was
 * mended stays mended. Kept beside the sources, also when the program runs from dist/.
 */
export interface RegressionSeed extends Reproduction {
  /** What it showed, and when. */
  readonly why: string;
}

function seedsFile(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = here.replace(/([\\/])dist([\\/]test[\\/]simulate-bureau)$/, "$2");
  return join(folder, "regression-seeds.json");
}

export function regressionSeeds(): RegressionSeed[] {
  return JSON.parse(readFileSync(seedsFile(), "utf8")) as RegressionSeed[];
}

/** Adds a run to the list; the same run is kept once. */
export function keepSeed(seed: RegressionSeed): void {
  const { why: _, ...run } = seed;
  const text = JSON.stringify(run);
  const known = regressionSeeds();
  if (known.some(({ why: __, ...other }) => JSON.stringify(other) === text)) return;
  writeFileSync(seedsFile(), `${JSON.stringify([...known, seed], null, 2)}\n`);
}
