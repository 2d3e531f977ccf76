import { type Fen, ZERO_FEN } from "../../kernel/index.ts";
import type { Considered } from "../benefit.ts";
import type { Run } from "./run.ts";

/** What a paying layer looks at, and what looking at it uses up for the layers below. */
export interface Pot {
  readonly look: (run: Run) => Fen;
  readonly take: (run: Run) => void;
  /** Drugs paid alone: what a fund pays of them leaves the common pot as it is. */
  readonly alone: boolean;
}

const leave = (): void => undefined;

export const POTS: Readonly<Record<Considered, Pot>> = {
  payable: {
    look: (run) => run.payable_fen,
    take: (run) => {
      run.payable_fen = ZERO_FEN;
    },
    alone: false,
  },
  "over-cap": {
    look: (run) => run.over_cap_fen,
    take: (run) => {
      run.over_cap_fen = ZERO_FEN;
    },
    alone: false,
  },
  "personal-in-scope": { look: (run) => run.personal_fen, take: leave, alone: false },
  "paid-alone": { look: (run) => run.paid_alone_fen, take: leave, alone: true },
};
