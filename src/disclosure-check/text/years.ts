import type { DisclosureKind } from "../../disclosure/index.ts";
import { type Check, type CheckContext, type Defect, isNarrative } from "../defect.ts";
import { isTitleLike, type Passage, placeIn, type Sentence, sentencesOf } from "../passages.ts";

/**
 * YEAR: the year of each title is the document's; sentences speak of it, and compare it with the
 * year before. A year copied from another document is wrong.
 */
export const years: Check = function* (context) {
  const { passages, disclosure } = context;
  if (!isCertain(context)) return;
  for (const passage of passages) {
    const isHead = passage.kind === "title" || passage.kind === "contents" || isHeading(passage);
    if (isHead) yield* ofTitle(passage, disclosure);
    else if (passage.kind === "paragraph" && isNarrative(passage)) {
      yield* ofSentences(passage, context);
    }
  }
};

const YEAR = "(20\\d\\d)";
const SET_TITLE = new RegExp(`${YEAR}\\s*年?度?[^，。；《》]{0,40}?(?:预算|决算)`, "g");

function isHeading(passage: Passage): boolean {
  return passage.kind === "heading" || (passage.kind === "paragraph" && isTitleLike(passage.text));
}

/** The year of the titles is known where most of them agree. */
function isCertain({ passages, disclosure: { year } }: CheckContext): boolean {
  const years = passages
    .filter((one) => one.kind === "title" || isHeading(one))
    .flatMap(({ text }) => [...text.matchAll(SET_TITLE)].map((match) => Number(match[1])));
  const own = years.filter((one) => one === year).length;
  return year > 0 && own * 2 >= years.length;
}

function* ofTitle(passage: Passage, disclosure: CheckContext["disclosure"]): Generator<Defect> {
  const { year, unit_name } = disclosure;
  const isOwn = unit_name !== "" && passage.text.includes(unit_name);
  if (passage.area === "annex" && !isOwn) return;
  // 2022年预算执行情况 may stand in a budget: what was carried out is of another year.
  const text = passage.text.replace(/《[^》]*》|〔\d{4}〕|\[\d{4}\]/g, (one) =>
    "　".repeat(one.length),
  );
  for (const match of text.matchAll(SET_TITLE)) {
    const said = Number(match[1]);
    if (said === year || /执行|规划|至|—|-/.test(match[0])) continue;
    if (Math.abs(said - year) > NEAR_YEARS) continue;
    // “2024年预算执行情况和2025年预算草案”: a document on two years.
    const before = text.slice(0, match.index);
    if (before.includes(`${year}年`) && /[和及与、]\s*$/.test(before)) continue;
    yield { ...wrongYear(passage, match, String(year)), severity: "error" };
  }
}

const NEAR_YEARS = 5;

const SUBJECT = new RegExp(
  `^[^，。；：]{0,30}?(?<!比|与|较|同|对比|相比|至|到|从|自|于|截止|截至)${YEAR}\\s*年度?` +
    "(?!\\s*\\d{1,2}\\s*月|\\s*(?:末|底|初|至|—|-))，?[^，。；]{0,30}?" +
    "(?:总计|合计|总额|收入|支出|预算|决算|经费|费(?=\\d))",
);
const COMPARED = new RegExp(
  `(?:与|比|较|同)(?:上年（?)?\\s*${YEAR}\\s*年度?(?!\\s*\\d{1,2}\\s*月)([^，。；]{0,12})`,
  "g",
);
const UNTIL = /截[至止]\s*(20\d\d)\s*年\s*12\s*月\s*31\s*日/g;
const FIGURE = /\d+(?:\.\d+)?\s*(?:万元|亿元|元|%|％|辆|台|批次|人次)|持平/;

function* ofSentences(passage: Passage, { disclosure }: CheckContext): Generator<Defect> {
  const { year, kind } = disclosure;
  for (const { text, at } of sentencesOf(passage.text)) {
    if (passage.area === "performance") yield* ofAssessment(passage, { text, at }, year, kind);
    if (passage.area === "performance" || !FIGURE.test(text)) continue;
    if (/规划|十[二三四五]五|《|〔/.test(text)) continue;
    const subject = SUBJECT.exec(text);
    const subjectYear = Number(subject?.[1]);
    const names = [...text.matchAll(/(20\d\d)\s*年/g)].map((match) => Number(match[1]));
    if (subject !== null && !names.includes(year) && subjectYear !== year) {
      // A sentence may say last year's figure by itself; it is the first that says whose it is.
      const opens = at === 0 && Math.abs(subjectYear - year) <= NEAR_YEARS;
      const where = text.indexOf(subject[1] as string);
      if (opens && !/上年|去年|结转|执行/.test(text.slice(0, where + 16))) {
        // Where the year itself is named further on, the first sentence may look back.
        const severity = passage.text.includes(`${year}年`) ? "warn" : "error";
        yield { ...at0(passage, at + where, `${subjectYear}年`, `${year}年`), severity };
      }
    }
    for (const match of text.matchAll(COMPARED)) {
      const said = Number(match[1]);
      const own = kind === "final" && said === year && /预算|年初|计划|全年/.test(match[2] ?? "");
      if (said === year - 1 || own) continue;
      if (said < year - NEAR_YEARS || said > year + NEAR_YEARS) continue;
      const base = /^\s*年?度?(?:年初|全年)?预算|^年初|^预算/.test(match[2] ?? "");
      if (kind === "budget" && said === year && base) continue;
      if (said < year - 1 && /五年|年均|以来|期间|同期|疫情/.test(text)) continue;
      const where = at + match.index + match[0].indexOf(match[1] as string);
      yield { ...at0(passage, where, `${said}年`, `${year - 1}年`), severity: "error" };
    }
  }
  if (kind === "final") yield* untilDates(passage, year);
}

const ASSESSED = /^\s*(20\d\d)\s*年度?[^，。；《]{0,20}?(?:自评|评价)[^，。；]{0,12}?\d+\s*个/;
/** Aims are set for the year of a budget, beside the money that they stand for. */
const AIMED =
  /^\s*(20\d\d)\s*年度?[^，。；《]{0,40}?绩效目标[^。；《]{0,40}?\d(?:[\d,.]*\s*万?元|\s*个)/;

/** An assessment may look a year back; what lies further off, or ahead, was copied. */
function* ofAssessment(
  passage: Passage,
  { text, at }: Sentence,
  year: number,
  kind: DisclosureKind,
): Generator<Defect> {
  const match = kind === "final" ? ASSESSED.exec(text) : AIMED.exec(text);
  const said = Number(match?.[1]);
  if (match === null || said === year || said === year - 1) return;
  if (Math.abs(said - year) > NEAR_YEARS || text.includes(`${year}年`)) return;
  yield at0(passage, at + text.indexOf(String(said)), `${said}年`, `${year}年`);
}

function* untilDates(passage: Passage, year: number): Generator<Defect> {
  for (const match of passage.text.matchAll(UNTIL)) {
    if (Number(match[1]) === year) continue;
    yield { ...wrongYear(passage, match, `${year}年12月31日`), severity: "error" };
  }
}

function at0(passage: Passage, at: number, printed: string, expected: string): Defect {
  return { rule: "YEAR", place: placeIn(passage, at, printed.length), printed, expected };
}

function wrongYear(passage: Passage, match: RegExpExecArray, expected: string): Defect {
  return {
    rule: "YEAR",
    place: placeIn(passage, match.index, match[0].length),
    printed: match[0],
    expected,
  };
}
