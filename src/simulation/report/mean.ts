import type { GroupFigures } from "../outcome/simulation-result.ts";
import { decimal, separated } from "./words.ts";

type Compared = Pick<GroupFigures, "people" | "gain_fen" | "loss_fen">;

/** Yuan that a person of the group pays more, on average. */
export function meanYuan({ people, gain_fen, loss_fen }: Compared): number {
  return people === 0 ? 0 : (loss_fen - gain_fen) / people / 100;
}

export function meanText(figures: Compared): string {
  const yuan = meanYuan(figures);
  const text = separated(decimal(yuan, 2));
  return yuan > 0 && text !== "0.00" ? `+${text}` : text;
}
