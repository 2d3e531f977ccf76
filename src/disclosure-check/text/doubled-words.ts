import { nameOf } from "../../classification/index.ts";
import { type Check, type CheckContext, type Defect, isBody } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";

/** DUP-WORD: a word or a stop stands twice: 是是, 因为是, 万元万元, 主要是主要是, 。。 */
export const doubledWords: Check = function* (context) {
  for (const passage of context.passages.filter(isBody)) {
    const seen = new Set<number>();
    for (const { at, words, expected } of doublesOf(passage, context)) {
      // 主要是主要是 also holds 是主要是主: the first finding tells all.
      if ([...seen].some((before) => Math.abs(before - at) <= words.length)) continue;
      seen.add(at);
      yield {
        rule: "DUP-WORD",
        place: placeIn(passage, at, words.length),
        printed: words,
        expected,
      };
    }
  }
};

type Double = Pick<Defect, "printed"> & { at: number; words: string; expected: string };

function* doublesOf({ text }: Passage, context: CheckContext): Generator<Double> {
  for (const [pattern, expected] of WORDS) {
    for (const match of text.matchAll(pattern)) {
      yield { at: match.index, words: match[0], printed: match[0], expected };
    }
  }
  for (const pattern of LONGER) {
    for (const match of text.matchAll(pattern)) {
      const word = match[1] as string;
      if (isName(word, context) || LAWFUL.test(word)) continue;
      yield { at: match.index, words: match[0], printed: match[0], expected: word };
    }
  }
}

const H = "\\p{Script=Han}";

/**
 * Single words. What stands around tells where two words meet that belong apart: 目的的,
 * 实事求是是, 以及及时, 存在在建项目.
 */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?<![求])是是(?![非])/g, "是"],
  [/是(?:因为|由于)是/g, "是因为"],
  [/(?<![目标有])的的(?![确士])/g, "的"],
  [/(?<![因认行作以成视较更称分列改转])为为(?!人|民|期)/g, "为"],
  [/(?<![侵抢独强])占占/g, "占"],
  [/(?<![共饱温总缓调平])和和(?![谐平睦])/g, "和"],
  [/(?<![存现正内实所旨潜外不])在在(?![建校职编岗册途线押任读籍用场研产])/g, "在"],
  [/(?<![等对关由属处位鉴基大小高低多少])于于(?![洪田都潜])/g, "于"],
  [/(?<![以涉普危顾累触提波推])及及(?!时|早|格|第)/g, "及"],
  [/(?<![参])与与(?!会)/g, "与"],
  [/较较|将将(?!军)|被被|或或/g, ""],
  [/元元(?![素月旦年])/g, "元"],
  [/[%％]{2,}/g, "%"],
  [/(?<=\d\s*)年年(?![初末底中均内度终])/g, "年"],
  [/(?<=\d\s*)月月(?![初末底均中度])/g, "月"],
  [/(?<=\d\s*)日日/g, "日"],
  [/(?<=\d\s*)个个/g, "个"],
  [/(?<=\d\s*)人人次/g, "人次"],
  [/(?<=\d\s*)辆辆/g, "辆"],
  [/(?:预算|决算|执行)数数(?![据量值额字目学])/g, ""],
  [/([，、；：])\1+/g, ""],
  [/(?<!。)。。(?!。)/g, "。"],
];

/** Doubled words of two characters that never end one word and begin the next. */
const PAIRS =
  "主要|其中|原因|因为|由于|万元|亿元|以及|进行|按照|根据|通过|用于|包括|增加|减少|增长|下降|" +
  "完成|相比|没有|本年|全年|上年|年初|年末|我局|我委|我办|本局|为了|同时|分别|共计|总计|合计|" +
  "占比|比例|持平";
const LONGER: readonly RegExp[] = [
  new RegExp(`(${PAIRS})\\1`, "g"),
  new RegExp(`(${H}{3,14})\\1`, "gu"),
  new RegExp(`(${H}{4,14})[，、]\\1(?=[，、。；])`, "gu"),
  /((?:\d{4}年度?))\1/g,
];

/** 研究研究, 一步一步: said so on purpose. */
const LAWFUL = /^(?:一\p{Script=Han}|逐\p{Script=Han})/u;

/** 其他卫生健康支出 is the name of a 款 and of its only 项: named in a row they stand twice. */
function isName(word: string, { functional, departmental, governmental }: CheckContext): boolean {
  if (/^其他/.test(word)) return true;
  return [functional, departmental, governmental].some((chart) =>
    [...chart.rows.keys()].some((code) => nameOf(chart, code) === word),
  );
}
