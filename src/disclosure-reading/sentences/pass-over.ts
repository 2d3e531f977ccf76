import type { State } from "./reading-state.ts";
import type { Token } from "./token.ts";

/** Moves on over words that hold no figures of their own; the place they end at. */
export function endOfWords(state: State): number {
  const { tokens, passage } = state;
  let depth = 0;
  let hasMoney = false;
  for (; state.index < tokens.length; state.index += 1) {
    const token = tokens[state.index] as Token;
    if (token.kind === "open") depth += 1;
    if (token.kind === "close" && depth === 0) return token.at;
    if (token.kind === "close") depth -= 1;
    if (depth > 0) continue;
    const next = tokens[state.index + 1];
    const goesOn = next?.kind === "again" && !speaksAgain(state, state.index + 2);
    if (token.kind === "stop" && !goesOn) return token.at;
    const parts = token.kind === "comma" || token.kind === "semicolon";
    if (token.kind === "figure" && token.printed.quantity === "money") hasMoney = true;
    const isLoose = !hasMoney || token.kind === "semicolon";
    if (parts && !goesOn && beginsAfresh(state, state.index + 1, isLoose)) {
      return token.at;
    }
  }
  return passage.plain.text.length;
}

/** 此外，年初结转 …: behind the word the text speaks of figures. */
function speaksAgain(state: State, from: number): boolean {
  const { tokens } = state;
  return beginsAfresh(state, tokens[from]?.kind === "comma" ? from + 1 : from, true);
}

/** Whether from a token on the text speaks of figures again, no longer of a reason or purpose. */
function beginsAfresh(
  { tokens, closers, passage, thread }: State,
  from: number,
  bySubject: boolean,
): boolean {
  const { text } = passage.plain;
  const topic = thread.current?.subject.topic;
  const isAside = tokens[from - 1]?.kind === "semicolon";
  let isAlike = false;
  let has = false;
  let hasBase = false;
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    switch (token.kind) {
      case "parts":
        return index === from;
      case "figure":
        return has || (hasBase && token.printed.quantity !== "count");
      case "share":
      case "completion":
        has = true;
        break;
      case "subject":
        if ((hasBase && has) || !bySubject) return false;
        isAlike = token.subject.topic === topic;
        has = true;
        break;
      case "role":
        has = true;
        break;
      case "base":
        hasBase = true;
        break;
      case "direction":
      case "level":
        // After a semicolon: 公务接待费减少 1 万元, a thing of the same kind.
        return hasBase || (isAside && isAlike);
      case "filler":
        if (/人数|保有|团组|批次|人次/.test(text.slice(token.at, token.end))) has = true;
        break;
      case "open":
        index = closers.get(index) ?? tokens.length;
        break;
      case "year":
      case "owner":
      case "prior":
        break;
      default:
        // 年末公务用车保有 2 辆: a count, told by words that are no subject.
        if (!/用车|车辆|保有/.test(text.slice(token.at, token.end))) return false;
    }
  }
  return false;
}
