import type { CivilDate, Fen, Ppm } from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { Band, Cell } from "../parameter.ts";
import type { Region } from "../region.ts";
import type { Language } from "./language.ts";
import type { SlotRole } from "./layer-readings.ts";
import type { Meanwhile } from "./policy-change.ts";
import type { Slot } from "./policy-picture.ts";
import { titleWords } from "./row-words.ts";
import {
  bandRange,
  bandRatio,
  cellWords,
  moneyWords,
  pointsWords,
  sourceWords,
} from "./value-words.ts";

/** Sentences of a comparison, in both languages. `{rows}` is where the rows of a table go. */

/** `{rows}由 1,200 元提高到 1,500 元`, `{rows}由 85% 提高到 87%（提高 2 个百分点）`. */
export function valueChanged(
  slot: Slot,
  before: Cell | null,
  after: Cell | null,
  region: Region,
  language: Language,
): string {
  const { role, parameter } = slot;
  const [was, is] = [before?.value ?? null, after?.value ?? null];
  const title = `${titleWords(parameter, language)}{rows}`;
  if (parameter.unit === "bands" && was !== null && is !== null) {
    const clauses = bandChanges(was as readonly Band[], is as readonly Band[], language);
    return language === "zh" ? `${title}${clauses.join("，")}` : `${title} ${clauses.join(", ")}`;
  }
  const words = (cell: Cell | null) => cellWords(slot, cell, region, language);
  if (typeof was !== "number" || typeof is !== "number") {
    return `${title}${changedTo(role, words(before), words(after), is === null, language)}`;
  }
  const rise = is > was;
  const moved = language === "zh" ? (rise ? "提高到" : "降低到") : rise ? "rises to" : "falls to";
  const points =
    parameter.unit === "ratio" && role !== "plus" && role !== "minus"
      ? pointsMoved((is - was) as Ppm, language)
      : "";
  return language === "zh"
    ? `${title}由 ${apart(words(before))}${moved} ${words(after)}${points}`
    : `${title} was ${words(before)} and ${moved} ${words(after)}${points}`;
}

/** Chinese words that stand where a figure might are not set apart. */
function closed(words: string): string {
  return words.replace(/(由|改为) (?=\p{Script=Han})/gu, "$1");
}

/** A figure keeps a space from the Chinese behind it. */
function apart(words: string): string {
  return /\p{Script=Han}$/u.test(words) ? words : `${words} `;
}

function pointsMoved(difference_ppm: Ppm, language: Language): string {
  const size = pointsWords(Math.abs(difference_ppm) as Ppm, language);
  const rise = difference_ppm > 0;
  if (language === "zh") return `（${rise ? "提高" : "降低"} ${size}）`;
  return ` (${size} ${rise ? "more" : "less"})`;
}

function changedTo(
  role: SlotRole,
  before: string,
  after: string,
  ended: boolean,
  language: Language,
): string {
  const lifted = ended && (role === "cap" || role === "limit" || role === "within");
  if (language === "en") {
    return ` was ${before} and becomes ${after}${lifted ? " (the limit is lifted)" : ""}`;
  }
  const words = `由 ${apart(before)}改为 ${after}${lifted ? "（取消限额）" : ""}`;
  return closed(words);
}

/** Bands are known by where they begin. */
function bandChanges(
  before: readonly Band[],
  after: readonly Band[],
  language: Language,
): string[] {
  const start = (bands: readonly Band[], index: number) =>
    index === 0 ? 0 : (bands[index - 1]?.up_to_fen ?? 0);
  const zh = language === "zh";
  const clauses: string[] = [];
  after.forEach((band, index) => {
    const old = before.findIndex((_, other) => start(before, other) === start(after, index));
    const range = bandRange(after, index, language);
    const ratio = bandRatio(after, index);
    if (old === -1) {
      clauses.push(
        zh ? `增加一段：${range}支付 ${ratio}` : `has one more band: ${range} at ${ratio}`,
      );
      return;
    }
    const earlier = before[old] as Band;
    if (earlier.up_to_fen !== band.up_to_fen) {
      clauses.push(bandEnd(before, old, after, index, language));
    }
    if (earlier.ratio_ppm === band.ratio_ppm) return;
    const moved = pointsMoved((band.ratio_ppm - earlier.ratio_ppm) as Ppm, language);
    const was = bandRatio(before, old);
    const up = band.ratio_ppm > earlier.ratio_ppm;
    clauses.push(
      zh
        ? `${range}的部分由 ${was} ${up ? "提高到" : "降低到"} ${ratio}${moved}`
        : `${range} was ${was} and becomes ${ratio}${moved}`,
    );
  });
  before.forEach((_, index) => {
    const kept = after.some((__, other) => start(after, other) === start(before, index));
    if (kept) return;
    const range = `${bandRange(before, index, language)}`;
    const ratio = bandRatio(before, index);
    clauses.push(zh ? `取消一段：${range}支付 ${ratio}` : `loses a band: ${range} at ${ratio}`);
  });
  return clauses;
}

function bandEnd(
  before: readonly Band[],
  old: number,
  after: readonly Band[],
  index: number,
  language: Language,
): string {
  const end = (amount: Fen | null | undefined) => {
    if (amount == null) return language === "zh" ? "不设上限" : "without end";
    return moneyWords(amount, language);
  };
  const [was, is] = [end(before[old]?.up_to_fen), end(after[index]?.up_to_fen)];
  return language === "zh"
    ? closed(`第 ${index + 1} 段的上限由 ${was}改为 ${is}`)
    : `band ${index + 1} ended at ${was} and ends at ${is}`;
}

/** Rows of a table in front of what is said of them. */
export function withRows(text: string, rows: readonly string[], language: Language): string {
  const zh = language === "zh";
  const named = rows.join(zh ? "、" : ", ");
  if (named === "") return text.replace("{rows}", "");
  return text.replace("{rows}", zh ? `：${named}` : ` for ${named}`);
}

/** When, by what, and what it was in between; `last` is the last day, where there is one. */
export function endOfSentence(
  change: {
    readonly since: CivilDate;
    readonly last: CivilDate | null;
    readonly source: Provenance | null;
    readonly meanwhile: readonly Meanwhile[];
  },
  backwards: boolean,
  language: Language,
): string {
  const { since, last, source, meanwhile } = change;
  const zh = language === "zh";
  const until = last === null ? "" : zh ? `至 ${last} 止` : ` to ${last}`;
  const when = zh
    ? `${backwards ? "" : "自 "}${since} ${backwards ? "以前" : "起"}${until}`
    : `${backwards ? "before" : "from"} ${since}${until}`;
  const basis =
    source === null ? "" : `${zh ? "，依据 " : ", by "}${sourceWords(source, language)}`;
  const between = meanwhile.map(({ from, value }) =>
    zh ? `；其间自 ${from} 起为 ${value}` : `; in between, from ${from}, ${value}`,
  );
  return zh ? `（${when}${basis}${between.join("")}）。` : ` (${when}${basis}${between.join("")}).`;
}
