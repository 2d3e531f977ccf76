import { loadProfiles, type ProfileTable } from "../../disclosure/index.ts";
import type { Check, CheckContext, Defect } from "../defect.ts";
import { isTitleLike, type Passage, placeIn } from "../passages.ts";

/**
 * TABLES-ABSENT: obligatory tables that are not there: nothing about them was judged. An error
 * where the document's own contents lists one, and it is neither there nor said to be elsewhere.
 */
export const absentTables: Check = function* (context) {
  const { disclosure, profile } = context;
  const found = new Set(disclosure.tables.map(({ topic }) => topic));
  const missing = profile.tables.filter((table) => {
    return table.obligatory && !found.has(table.topic) && !isThereUnread(table, context);
  });
  const promised = missing.flatMap((table) => {
    const entry = promisedBy(table, context);
    return entry === null || found.size < TABLES_LEAST ? [] : [{ table, entry }];
  });
  for (const { table, entry } of promised) {
    yield {
      rule: "TABLES-ABSENT",
      severity: "error",
      place: placeIn(entry),
      printed: entry.text,
      expected: `《${plain(table.title)}》`,
      words: { evidence: "，而目录列了它" },
    };
  }
  const rest = missing.filter((table) => promised.every((one) => one.table !== table));
  const leftOut = isLeftOut(rest, context) ? rest.filter((one) => isSpokenOf(one, context)) : [];
  yield* absent(leftOut, "warn", context);
  const unjudged = rest.filter((one) => !leftOut.includes(one));
  yield* absent([...unjudged, ...commonTables(context, found)], "unresolved", context);
};

/** Tables that the ministry's common form has and the form of this place and year does not. */
function commonTables(
  { disclosure, profile }: CheckContext,
  found: ReadonlySet<string>,
): readonly ProfileTable[] {
  const common = loadProfiles().find(({ id }) => id === `core-${disclosure.kind}`);
  const own = new Set(profile.tables.map(({ topic }) => topic));
  return (common?.tables ?? []).filter(({ obligatory, topic }) => {
    return obligatory && !own.has(topic) && !found.has(topic);
  });
}

/** A table whose title stands there and whose figures were not read is not absent. */
function isThereUnread({ title }: ProfileTable, { reading }: CheckContext): boolean {
  const words = bare(plain(title));
  return reading.unread.some(({ what, place }) => {
    return what === "table" && bare(place.table).endsWith(words);
  });
}

function bare(text: string): string {
  return text.replace(/[\s“”"（）()]/g, "");
}

function* absent(
  tables: readonly ProfileTable[],
  severity: "warn" | "unresolved",
  { passages }: CheckContext,
): Generator<Defect> {
  if (tables.length === 0) return;
  const part = passages.find(isTablesPart);
  yield {
    rule: "TABLES-ABSENT",
    severity,
    place: part === undefined ? { ...NOWHERE, text: "全文" } : placeIn(part),
    printed: "",
    expected: tables.map(({ title }) => `《${plain(title)}》`).join(""),
    words: { evidence: "" },
  };
}

const TABLES_LEAST = 3;
const PRINTED_SHARE = 0.6;

/** Whether the rest of the set stands in the document, read whole, so that these were left out. */
function isLeftOut(missing: readonly ProfileTable[], context: CheckContext): boolean {
  const { profile, document, reading, disclosure } = context;
  const all = profile.tables.filter(({ obligatory }) => obligatory).length;
  const isUnread = reading.unread.some(({ what }) => what === "table");
  const isTorn = document.notes.some(({ kind }) => kind === "image-page" || kind === "damaged");
  const isKnown = disclosure.tables.every(({ topic }) => topic !== "");
  const isNamed = missing.some((table) => isNamedInText(table, context));
  if (isUnread || isTorn || !isKnown || isNamed) return false;
  return all - missing.length >= all * PRINTED_SHARE;
}

/** Sets without a table of state capital were published; where it is spoken of, it belongs. */
const SPOKEN: Readonly<Record<string, RegExp>> = {
  fund: /政府性基金预算?(?:财政拨款)?(?:收入|支出|收支)/,
  capital: /国有资本经营预算?(?:财政拨款)?(?:收入|支出|收支)/,
};

function isSpokenOf({ topic }: ProfileTable, { passages }: CheckContext): boolean {
  const words = SPOKEN[topic];
  return (
    words === undefined ||
    passages.some(({ text, kind, area }) => {
      return kind !== "contents" && kind !== "title" && area !== "glossary" && words.test(text);
    })
  );
}

function isNamedInText({ topic }: ProfileTable, { passages }: CheckContext): boolean {
  const words = ENTRIES[topic];
  return passages.some(
    ({ text, kind }) =>
      kind !== "contents" && words?.test(text.replace(/\s+/g, "")) && isTitleLike(text),
  );
}

const NOWHERE = { page: 0, line: 0, table: "", row: "", column: "", text: "" };

function plain(title: string): string {
  return title.replace(/\{[^{}]*\}/g, "");
}

function isTablesPart({ text, kind }: Passage): boolean {
  return kind !== "contents" && isTitleLike(text) && /(?:预算|决算)(?:公开)?表/.test(text);
}

/** How the tables are called in a table of contents. */
const ENTRIES: Readonly<Record<string, RegExp>> = {
  overview: /收(?:入)?[、]?支(?:出)?(?:预算|决算)?总(?:体情况)?表/,
  appropriation: /财政拨款收(?:入)?支(?:出)?(?:预算|决算)?总(?:体情况)?表/,
  general: /一般公共预算(?:财政拨款)?支出[^基]{0,10}表/,
  basic: /基本支出[^。]{0,16}表/,
  fund: /政府性基金[^。]{0,20}表/,
  capital: /国有资本经营[^。]{0,20}表/,
  "three-public": /三公[^。]{0,20}表/,
};

/** The entry of the contents that lists a table whose title stands nowhere else. */
function promisedBy({ topic }: ProfileTable, { passages, document }: CheckContext): Passage | null {
  const words = ENTRIES[topic];
  if (words === undefined || document.notes.some(({ kind }) => kind === "image-page")) return null;
  const isNamed = ({ text }: Passage) => {
    const title = text.replace(/\s+/g, "");
    return words.test(title) && (topic !== "overview" || !/财政拨款/.test(title));
  };
  const entry = passages.find((one) => one.kind === "contents" && isNamed(one));
  const elsewhere = passages.some((one) => one.kind !== "contents" && isNamed(one));
  const isAttached = passages.some(({ text }) =>
    /(?:详见|见)[^。]{0,6}附[件表]|另附|附后/.test(text),
  );
  return entry === undefined || elsewhere || isAttached ? null : entry;
}
