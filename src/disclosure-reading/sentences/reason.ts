import type { Direction } from "../../disclosure/index.ts";
import type { SentenceWords } from "./words-file.ts";

type Speaking = SentenceWords["speaking"];

/** Which way the money goes by the words of a reason; null where they say nothing, or both. */
export function directionSpoken(text: string, speaking: Speaking): Direction | null {
  const found = (["up", "down", "same"] as const).filter((direction) => {
    const { things } = speaking;
    const moving = speaking[direction];
    return new RegExp(
      `(?:${things})[^，。；、]{0,4}(?:${moving})|(?:${moving})[^，。；、]{0,8}(?:${things})`,
    ).test(text);
  });
  return found.length === 1 ? (found[0] as Direction) : null;
}
