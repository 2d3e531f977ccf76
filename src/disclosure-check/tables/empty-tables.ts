import type { FoundTable } from "../../disclosure/index.ts";
import type { Check, CheckContext, Defect } from "../defect.ts";
import { lineOf, type Passage } from "../passages.ts";
import { joined } from "../text/joined.ts";
import { somethingIn } from "./table-figures.ts";

/**
 * EMPTY-NOTE: a note says that a table is empty and it is not. A-07-06: a table is empty and
 * nothing says why.
 */
export const emptyTables: Check = function* (context) {
  for (const table of context.disclosure.tables) {
    const note = table.notes.find((text) => saysEmpty(text));
    if (note === undefined) yield* unexplained(table, context);
    else if (!table.is_empty) yield* contradicted(table, note, context);
  }
};

const SAYS_EMPTY = joined(
  "",
  /空表|无数据|没有数据|无数字|未发生|/,
  /(?:无|没有)[^。，；]{0,30}(?:预算|决算|支出|收入|收支|拨款|经费)/,
);
/** 此表如无数字则… holds of any table. */
const CONDITIONAL = /[如若](?:果)?(?:本表|此表)?(?:无|没有|为空)|(?:无|没有)[^。，；]{0,20}的[，,]/;

/** Whether a note says that the table is empty, not only what an empty one would mean. */
export function saysEmpty(text: string): boolean {
  return SAYS_EMPTY.test(text) && !CONDITIONAL.test(text);
}

function* contradicted(table: FoundTable, note: string, context: CheckContext): Generator<Defect> {
  const figure = somethingIn(context, table.topic);
  if (figure === null) return;
  // 无因公出国经费 says nothing of the other columns.
  if (!/空表|无数据|没有数据|无数字/.test(note) && !isOfWholeTable(table, note)) return;
  const passage = context.passages.find((one) => one.kind === "note" && one.text === note);
  yield {
    rule: "EMPTY-NOTE",
    place: {
      ...table.place,
      ...(passage && { page: passage.page, line: lineOf(passage, 0) }),
      text: note.slice(0, 120),
    },
    printed: note.trim(),
    words: { table: table.title, figure },
  };
}

const WHOLE: Readonly<Record<string, RegExp>> = {
  fund: /政府性基金/,
  capital: /国有资本/,
  "three-public": /三公/,
  "special-account": /专户/,
};

function isOfWholeTable({ topic }: FoundTable, note: string): boolean {
  return WHOLE[topic]?.test(note) ?? false;
}

const NOTED = new Set(["fund", "capital", "special-account"]);

function* unexplained(table: FoundTable, { passages }: CheckContext): Generator<Defect> {
  if (!table.is_empty || !table.is_whole || !NOTED.has(table.topic)) return;
  const about = WHOLE[table.topic] as RegExp;
  if (table.notes.some((note) => /[如若无空]|没有/.test(note))) return;
  if (passages.some((one) => isAbout(one, about))) return;
  yield {
    rule: "A-07-06",
    place: table.place,
    printed: table.title,
    words: { table: table.title },
  };
}

/** Said anywhere in the narrative it is said: the table itself should say it, too. */
function isAbout({ text, kind }: Passage, about: RegExp): boolean {
  return kind !== "contents" && about.test(text) && /空表|无数据|没有数据|故本表/.test(text);
}
