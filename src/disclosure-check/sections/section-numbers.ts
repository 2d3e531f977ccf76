import { markOf } from "../../documents/index.ts";
import type { CheckContext } from "../defect.ts";
import { isTitleLike, type Passage } from "../passages.ts";

/** A place where the numbers of a row of headings do not follow each other. */
export interface Break {
  readonly kind: "jump" | "repeat";
  readonly level: number;
  readonly before: Numbered;
  readonly after: Numbered;
}

export interface Numbered {
  readonly passage: Passage;
  readonly mark: string;
  readonly ordinal: number;
  readonly level: number;
}

const DEEPEST = 4;

/** All breaks in the numbering of the headings. A list that begins anew is none. */
export function numberBreaks(context: CheckContext): readonly Break[] {
  const { passages, document } = context;
  const numbered = numberedOf(passages);
  const last = new Map<number, Numbered>();
  const breaks: Break[] = [];
  for (const one of numbered) {
    const before = last.get(one.level);
    for (let deeper = one.level + 1; deeper <= DEEPEST; deeper += 1) last.delete(deeper);
    last.set(one.level, one);
    const above = numbered[numbered.indexOf(one) - 1];
    if (before === undefined && above !== undefined && isHeadless(one, above, context)) {
      const start = { ...above, level: one.level, ordinal: 0 };
      breaks.push({ kind: "jump", level: one.level, before: start, after: one });
    }
    if (before === undefined || one.ordinal === before.ordinal + 1) continue;
    // A list that begins anew; the same heading right again is none.
    if (one.ordinal <= 1 && !isSameHeading(before, one)) continue;
    if (one.ordinal === before.ordinal) {
      if (isRepeat(before, one))
        breaks.push({ kind: "repeat", level: one.level, before, after: one });
      continue;
    }
    const isLost = one.ordinal > before.ordinal && one.ordinal - before.ordinal <= JUMP_MOST;
    if (isLost && !isSaidBetween(document.text, passages, before, one)) {
      breaks.push({ kind: "jump", level: one.level, before, after: one });
    }
  }
  return breaks;
}

/** A row of headings that begins with its second, right below the heading it belongs to. */
function isHeadless(
  one: Numbered,
  above: Numbered,
  { passages, disclosure }: CheckContext,
): boolean {
  if (one.ordinal !== 2 || one.level > 3 || above.level >= one.level) return false;
  const isPart = one.level === 2 && above.level === 1;
  const { line, area, text } = one.passage;
  const isMatter = disclosure.sections.some(({ id, place }) => id !== "" && place.line === line);
  if (!isTitleLike(text) || (area !== "narrative" && !isPart && !isMatter)) return false;
  const [from, to] = [passages.indexOf(above.passage), passages.indexOf(one.passage)];
  const between = passages
    .slice(from, to)
    .map(({ text }) => text)
    .join("\n");
  return !spelling(1, one.level).test(between);
}

const JUMP_MOST = 8;

export function numberedOf(passages: readonly Passage[]): readonly Numbered[] {
  return passages.flatMap((passage) => {
    if (passage.kind !== "heading" && passage.kind !== "paragraph") return [];
    const found = markOf(passage.text);
    if (found === null || found.level > DEEPEST) return [];
    return [{ passage, mark: found.mark.trim(), ordinal: found.ordinal, level: found.level }];
  });
}

function isSameHeading(before: Numbered, after: Numbered): boolean {
  return before.ordinal === after.ordinal && before.passage.text === after.passage.text;
}

/** The same number twice in one row of headings. */
function isRepeat(before: Numbered, after: Numbered): boolean {
  const [one, two] = [before.passage, after.passage];
  if (isSameHeading(before, after) && isTitleLike(one.text)) return true;
  if (before.level > 3 || one.area !== two.area) return false;
  return isTitleLike(one.text) && isTitleLike(two.text);
}

/** A heading may have been read into the paragraph before it. */
function isSaidBetween(
  text: string,
  passages: readonly Passage[],
  before: Numbered,
  after: Numbered,
): boolean {
  const [from, to] = [passages.indexOf(before.passage), passages.indexOf(after.passage)];
  const between = passages
    .slice(from, to + 1)
    .map((one) => one.text)
    .join("\n");
  for (let ordinal = before.ordinal + 1; ordinal < after.ordinal; ordinal += 1) {
    if (spelling(ordinal, before.level).test(between)) return true;
    // Headings inside tables, or lost from the paragraphs, still stand in the text.
    if (before.level === 1 && text.includes(`第${CHINESE[ordinal] ?? ordinal}部分`)) return true;
  }
  return false;
}

const CHINESE = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** A mark of a level: 「（八）」 anywhere, 「八、」 and 「8.」 where a sentence or line begins. */
function spelling(ordinal: number, level: number): RegExp {
  const chinese = ordinal <= 10 ? (CHINESE[ordinal] as string) : chineseOf(ordinal);
  const marks = [
    `第\\s*(?:${chinese}|${ordinal})\\s*(?:部分|章|篇|编)`,
    `(?:^|[。；：\\s])${chinese}\\s*[、．.]`,
    `[（(]\\s*${chinese}\\s*[）)]`,
    `(?:^|[。；：\\s])${ordinal}\\s*[.．、](?!\\d)`,
  ];
  return new RegExp(marks[level - 1] as string, "m");
}

function chineseOf(ordinal: number): string {
  const [tens, ones] = [Math.trunc(ordinal / 10), ordinal % 10];
  const head = tens === 1 ? "" : (CHINESE[tens] ?? "");
  return `${head}十${ones === 0 ? "" : CHINESE[ones]}`;
}
