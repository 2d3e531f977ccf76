import type { Vocabulary } from "./vocabulary.ts";

/** A name of a list like 主要包括：办公费、印刷费等; "" for the code of one no chart has. */
export interface EconomicPart {
  readonly code: string;
  readonly at: number;
  readonly end: number;
}

/** The names of a list that stands in a plain text from one place to another. */
export function economicParts(
  text: string,
  from: number,
  to: number,
  { names }: Vocabulary,
): readonly EconomicPart[] {
  const parts: EconomicPart[] = [];
  let at = from;
  for (const piece of text.slice(from, to).split(/[、，]/)) {
    parts.push(...partsOf(piece, at, names.economic));
    at += piece.length + 1;
  }
  return parts;
}

/** 等, 等支出, 等方面的支出 behind the last name; 用于, ： before the first. */
const TAIL = /(?:等|等等)(?:费用|支出|方面|各项|日常|公用|人员|经费|的|其他)*$/;
const HEAD = /^(?:：|用于|有|主要|是|的|以及|及|和)+/;
const LONGEST_NAME = 24;

function partsOf(
  piece: string,
  at: number,
  economic: ReadonlyMap<string, string>,
): readonly EconomicPart[] {
  const head = economic.has(piece) ? 0 : (HEAD.exec(piece)?.[0].length ?? 0);
  const name = piece
    .slice(head)
    .replace(TAIL, "")
    .replace(/[：；。]$/, "");
  if (name.length < 2 || name.length > LONGEST_NAME || /\d/.test(name)) return [];
  const start = at + head;
  const code = economic.get(name);
  if (code !== undefined) return [{ code, at: start, end: start + name.length }];
  for (const match of name.matchAll(/[和及与]/g)) {
    const [first, second] = [name.slice(0, match.index), name.slice(match.index + 1)];
    const codes = [economic.get(first), economic.get(second)];
    if (codes[0] === undefined || codes[1] === undefined) continue;
    return [
      { code: codes[0], at: start, end: start + first.length },
      { code: codes[1], at: start + first.length + 1, end: start + name.length },
    ];
  }
  return [{ code: "", at: start, end: start + name.length }];
}
