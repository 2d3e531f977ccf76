import { randomSource } from "../../kernel/index.ts";
import { BLOCK_FIGURES, type BlockFigure, blockWidth, type Tally } from "../replay/tally.ts";
import type { Confidence } from "./simulation-result.ts";

/** A figure whose spread is asked for: a weighted sum of block figures, `after` less `before`. */
export interface SpreadFigure {
  readonly name: string;
  readonly title: string;
  readonly unit: "fen" | "people";
  readonly of: (block: BlockReader) => number;
}

/** Figures of one block of people. */
export interface BlockReader {
  figure(name: BlockFigure): number;
  fund(index: number, when: "before" | "after"): number;
}

export const RESAMPLES = 1_000;
const LEVEL_PPM = 950_000;

/**
 * Confidence by resampling: people are in random blocks; as many blocks as there are drawn with
 * repetition, again and again, make years in which others of the same kind fall ill. The 2.5th and
 * the 97.5th of a hundred resamples bound the figure. The same seed draws the same blocks.
 */
export function resample(tally: Tally, figures: readonly SpreadFigure[], seed: string): Confidence {
  const { blocks } = tally.shape;
  const random = randomSource(seed, "resample");
  const values = figures.map(({ of }) => blockValues(tally, of));
  const sums = figures.map(() => new Float64Array(RESAMPLES));
  for (let round = 0; round < RESAMPLES; round += 1) {
    for (let draw = 0; draw < blocks; draw += 1) {
      const block = random.below(blocks);
      for (let figure = 0; figure < figures.length; figure += 1) {
        const into = sums[figure] as Float64Array;
        into[round] = (into[round] as number) + (values[figure]?.[block] as number);
      }
    }
  }
  const tail = Math.floor((RESAMPLES * (1_000_000 - LEVEL_PPM)) / 2_000_000);
  return {
    resamples: RESAMPLES,
    seed,
    level_ppm: LEVEL_PPM,
    figures: figures.map(({ name, title, unit }, index) => {
      const sorted = (sums[index] as Float64Array).sort();
      const estimate = (values[index] as Float64Array).reduce((sum, value) => sum + value, 0);
      const low = sorted[tail] as number;
      const high = sorted[RESAMPLES - 1 - tail] as number;
      return { name, title, unit, estimate, low, high };
    }),
  };
}

function blockValues(tally: Tally, of: (block: BlockReader) => number): Float64Array {
  const { shape, blocks } = tally;
  const width = blockWidth(shape);
  return Float64Array.from({ length: shape.blocks }, (_, block) => {
    const at = block * width;
    return of({
      figure: (name) => blocks[at + BLOCK_FIGURES.indexOf(name)] as number,
      fund(index, when) {
        const offset = when === "before" ? 0 : shape.funds;
        return blocks[at + BLOCK_FIGURES.length + offset + index] as number;
      },
    });
  });
}
