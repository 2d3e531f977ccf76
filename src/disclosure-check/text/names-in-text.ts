import { type Chart, editDistance, normaliseName } from "../../classification/index.ts";
import { type Forms, loadForms } from "../../disclosure/index.ts";
import { type Check, type CheckContext, type Defect, isBody } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";
import { soundAlike } from "./homophones.ts";

/**
 * TYPO-CODE-NAME: a name in a sentence that is no name of the chart or the forms, but one slip of
 * the hand away from one: 公会经费 for 工会经费.
 */
export const namesInText: Check = function* (context) {
  const vocabulary = vocabularyOf(context);
  const functions = new Set(context.functional.sure ? namesOfChart(context.functional) : []);
  for (const passage of context.passages.filter((one) => isBody(one) && one.kind !== "note")) {
    if (passage.area === "duties" || passage.area === "annex") continue;
    yield* functionNames(passage, functions);
    for (const { name, at } of namesOf(passage.text)) {
      const meant = meantBy(name, vocabulary);
      if (meant === null) continue;
      const place = placeIn(passage, at, name.length);
      yield { rule: "TYPO-CODE-NAME", place, printed: name, expected: meant };
    }
  }
};

function vocabularyOf({ departmental, governmental }: CheckContext): ReadonlySet<string> {
  const charts = [departmental, governmental].flatMap(namesOfChart);
  return new Set([...charts, ...namesOfForms(loadForms())]);
}

function namesOfChart(chart: Chart): readonly string[] {
  const rows = [...chart.rows.values(), ...chart.otherYears];
  return rows.flatMap(({ name, also }) => [name, ...also]).map(normaliseName);
}

function namesOfForms({ topics }: Forms): readonly string[] {
  return ["three-public", "operating"].flatMap((id) =>
    [...(topics.get(id)?.rows.values() ?? [])].flatMap(({ title, also }) =>
      [title, ...also].map(normaliseName),
    ),
  );
}

const ENDS = "(?:费|费用|经费|补贴|支出|缴费|公积金|奖金|工资|年金|购置|更新)";
const LISTED = new RegExp(
  "(?<=[、，：:；。“]|包括|主要是|原因是|用于|其中|^)\\s*" +
    `((?:(?!包括|主要|原因|用于|其中)[\\p{Script=Han}（）()]){2,16}?${ENDS})` +
    "(?=[、，。；”等]|保持|支出|增加|减少|\\d)",
  "gu",
);

function* namesOf(text: string): Generator<{ readonly name: string; readonly at: number }> {
  for (const match of text.matchAll(LISTED)) {
    const name = match[1] as string;
    yield { name, at: match.index + match[0].indexOf(name) };
  }
}

const NAME_LEAST = 3;
/** Shorter names are near too many others, unless the slip itself is a usual one. */
const LONG_LEAST = 4;

/** The only name that was surely meant; null for a name that is right or that is another word. */
function meantBy(printed: string, vocabulary: ReadonlySet<string>): string | null {
  const name = normaliseName(printed);
  if (name.length < NAME_LEAST || vocabulary.has(name)) return null;
  const near = [...vocabulary].filter((one) => isSlip(name, one));
  return near.length === 1 ? (near[0] as string) : null;
}

/** One character typed for one of the same sound, two swapped, or one of the name typed twice. */
function isSlip(printed: string, name: string): boolean {
  if (name.length < NAME_LEAST || Math.abs(printed.length - name.length) > 1) return false;
  if (editDistance(printed, name) !== 1) return false;
  if (printed.length === name.length) {
    const at = [...printed].findIndex((one, index) => one !== name[index]);
    const [typed, meant] = [printed[at] as string, name[at] as string];
    const isSwap = printed[at + 1] === meant && typed === name[at + 1];
    return (isSwap && name.length >= LONG_LEAST) || soundAlike(typed, meant);
  }
  if (printed.length < name.length || name.length < LONG_LEAST) return false;
  const at = [...printed].findIndex((one, index) => one !== name[index]);
  const extra = printed[at] as string;
  // 公务车用车: a character of the name stands once too often, inside it.
  return at > 0 && at < name.length - 1 && name.includes(extra) && !/[的和及与]/.test(extra);
}

const OF_FUNCTION = /([\p{Script=Han}、（）()]{2,24}?)\s*[（(]\s*(类|款|项)\s*[）)]/gu;

/** 类, 款 and 项 named in a sentence: each is one of the chart. */
function* functionNames(passage: Passage, known: ReadonlySet<string>): Generator<Defect> {
  if (known.size === 0) return;
  for (const match of passage.text.matchAll(OF_FUNCTION)) {
    const name = normaliseName(
      (match[1] as string).replace(/^[（(）)、]+/, "").replace(/^(?:类|款|项)[)）]/, ""),
    );
    if (name.length < LONG_LEAST || known.has(name) || known.has(`${name}支出`)) continue;
    const near = [...known].filter((one) => editDistance(one, name) === 1 && isNearName(one, name));
    if (near.length !== 1) continue;
    const at = match.index + match[0].indexOf(name);
    const place = placeIn(passage, Math.max(match.index, at), name.length);
    yield { rule: "TYPO-CODE-NAME", place, printed: name, expected: near[0] as string };
  }
}

/** A name of some length with one character changed or swapped is no other name. */
function isNearName(name: string, printed: string): boolean {
  return name.length === printed.length
    ? name.length >= 4
    : name.length >= 6 && printed.length > name.length;
}
