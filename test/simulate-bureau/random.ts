import { type RandomSource, randomSource } from "../../src/kernel/index.ts";

/**
 * The only source of chance in the simulator. Every purpose has a source of its own ("seed 7, story
 * 3.1 of household 12"), so that leaving one story out of a run changes nothing that another one
 * draws. That is what makes a small reproduction possible.
 */
export type Chance = RandomSource;

export function chanceOf(
  seed: string | number,
  ...purpose: readonly [string | number, ...(string | number)[]]
): Chance {
  return randomSource(String(seed), purpose.join("/"));
}
