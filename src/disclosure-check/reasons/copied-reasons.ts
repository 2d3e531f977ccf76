import { normaliseName } from "../../classification/index.ts";
import type { Check, CheckContext, Defect } from "../defect.ts";
import { isNarrative } from "../defect.ts";
import { placeIn } from "../passages.ts";
import { joined } from "../text/joined.ts";
import { type SubjectText, subjectTexts, type Told } from "./subjects.ts";

/**
 * REASON-COPIED: a purpose or reason that is nothing but the name of another item (事业单位离退休
 * 经费增加, said of 职业年金) was copied from there. Reasons that only mention others are lawful.
 * REASON-VAGUE: a reason that gives none.
 */
export const copiedReasons: Check = function* (context) {
  const subjects = subjectTexts(context.passages.filter(isNarrative));
  const names = otherNames(context, subjects);
  for (const subject of subjects) {
    const seen = new Map<string, Defect>();
    for (const told of subject.told) {
      const owner = ownerOf(told, subject, names);
      // Purpose and reason that were copied together are one defect.
      if (owner !== null) {
        const first = seen.get(owner);
        seen.set(owner, first === undefined ? copied(subject, told, owner) : both(first, told));
      } else if (told.what === "原因" && VAGUE.test(told.text)) {
        const place = placeIn(told.passage, told.at, told.text.length);
        yield { rule: "REASON-VAGUE", place, printed: told.text };
      }
    }
    yield* seen.values();
  }
};

const VAGUE = joined(
  "",
  "^(?:项目调整|工作需要|业务需要|正常变动|正常增减|据实列支|实际情况|预算调整|政策调整|",
  "其他原因|按实际支出|根据实际情况(?:调整)?)等?$|比如|例如",
);

const MOVES =
  "(?:(?:相关|有关)?(?:支出|经费|费用|费|预算|资金|工作|等|项目|事项|方面|安排|的|数)*" +
  "(?:较上年|比上年|与上年|有所|相应|略有|略微|基本)*" +
  "(?:增加|减少|增长|下降|提高|降低|调整|保持不变|不变|持平)?了?)";

/** Every name that an item may have, to the words that tell whose it is. */
function otherNames({ functional }: CheckContext, subjects: readonly SubjectText[]) {
  const names = new Map<string, string>();
  for (const row of functional.rows.values()) {
    if (row.code.length < 5) continue;
    names.set(normaliseName(row.name), `“${row.name}”`);
    const group = functional.rows.get(row.code.slice(0, 5));
    if (group !== undefined && group !== row)
      names.set(normaliseName(group.name + row.name), `“${row.name}”`);
  }
  for (const { names: own } of subjects) {
    const leaf = own.at(-1) as string;
    names.set(normaliseName(leaf), `“${leaf}”`);
    if (own.length === 3)
      names.set(normaliseName(`${own[1]}${leaf}`), `“${own[1]}（款）${leaf}（项）”`);
  }
  return names;
}

/** Whose name the words are; null where they are the item's own, or more than a name. */
function ownerOf(
  told: Told,
  { names: own }: SubjectText,
  names: ReadonlyMap<string, string>,
): string | null {
  const words = normaliseName(told.text).replace(/^(?:主要)?(?:是|为|因|由于|：|:)*/, "");
  const longest = longestName(words, names);
  if (longest === undefined) return null;
  const ownNames = own.map(normaliseName);
  const isOwn =
    ownNames.some((one) => one.includes(longest)) || longest.includes(ownNames.at(-1) as string);
  const isOwnPath = ownNames.length === 3 && longest === `${ownNames[1]}${ownNames[2]}`;
  return isOwn || isOwnPath ? null : (names.get(longest) as string);
}

/** The longest name that the words are, apart from what is said to have become of it. */
function longestName(words: string, names: ReadonlyMap<string, string>): string | undefined {
  const moves = new RegExp(`^${MOVES}$`);
  const found = [...names.keys()].filter(
    (one) => one.length >= 3 && words.startsWith(one) && moves.test(words.slice(one.length)),
  );
  return found.toSorted((a, b) => b.length - a.length)[0];
}

function both(first: Defect, { what, text }: Told): Defect {
  const before = first.words?.what ?? "";
  if (before.includes(what)) return first;
  const words = { ...first.words, what: `${before}和${what}` };
  return { ...first, printed: `${first.printed}；${text}`, words };
}

function copied({ names }: SubjectText, told: Told, owner: string): Defect {
  return {
    rule: "REASON-COPIED",
    place: placeIn(told.passage, told.at, told.text.length),
    printed: told.text,
    words: { subject: names.at(-1) as string, what: told.what, owner },
  };
}
