import { type Chart, childrenOf, findCode, normaliseName } from "../../classification/index.ts";
import type { Fact } from "../../disclosure/index.ts";
import { type Check, type CheckContext, type Defect, isNarrative } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";
import { joined } from "../text/joined.ts";

/**
 * LIST-NAMES: “人员经费…，主要包括：基本工资、…”: each item named stands in the table of basic
 * spending with an amount; where the list does not end with 等, it names all that do.
 */
export const listedNames: Check = function* (context) {
  const rows = basicRows(context);
  if (rows === null) return;
  for (const passage of context.passages) {
    if (!isNarrative(passage) || passage.kind !== "paragraph" || passage.area === "performance")
      continue;
    for (const list of listsOf(passage.text)) yield* judgeList(passage, list, rows, context);
  }
};

type Rows = ReadonlyMap<string, Fact>;

/** The 款 of the table of basic spending; null where it was not wholly read. */
function basicRows({ disclosure }: CheckContext): Rows | null {
  const tables = disclosure.tables.filter(({ topic }) => topic === "basic");
  if (tables.length === 0 || tables.some(({ is_whole }) => !is_whole)) return null;
  const facts = disclosure.facts.filter(
    ({ source, topic, row, column }) =>
      source === "table" && topic === "basic" && column === "total" && /^3\d{4}$/.test(row),
  );
  return facts.some(({ printed }) => printed.value > 0)
    ? new Map(facts.map((one) => [one.row, one]))
    : null;
}

interface List {
  readonly what: "人员经费" | "公用经费";
  readonly items: readonly { readonly name: string; readonly at: number }[];
  readonly at: number;
  readonly is_open: boolean;
}

const LIST = joined(
  "g",
  /(人员经费|公用经费)[^。；（）()]{0,40}?/,
  /(?:主要包括|包括|主要用于|其中)[：:]?/,
  /([^。；：:]*?)(?=[。；]|公用经费|$)/,
);

function* listsOf(text: string): Generator<List> {
  for (const match of text.matchAll(LIST)) {
    // Without an amount it is a definition.
    if (!/\d/.test(match[0].slice(0, match[0].length - (match[2] as string).length))) continue;
    const from = match.index + match[0].length - (match[2] as string).length;
    const items = [...(match[2] as string).matchAll(/[^、，,]+/g)].map((one) => {
      const name = one[0].replace(/(?:等(?:支出|方面)?|以及|和)$/, "");
      return { name: name.trim(), at: from + one.index };
    });
    const is_open = /等[^、，]{0,8}$/.test(match[2] as string);
    yield { what: match[1] as List["what"], items, at: match.index, is_open };
  }
}

const GROUPS: Readonly<Record<List["what"], readonly string[]>> = {
  人员经费: ["301", "303"],
  公用经费: ["302", "307", "309", "310", "312", "399"],
};

/** A list that names nearly all was meant to name all. */
const FORGOTTEN_MOST = 3;
const NAMED_LEAST = 4;

/** Names of 款 to their codes; of a name in several classes, the code in those of the list. */
function codesByName(chart: Chart, what: List["what"]): ReadonlyMap<string, string> {
  const [one, other] =
    what === "人员经费" ? (["人员经费", "公用经费"] as const) : (["公用经费", "人员经费"] as const);
  const groups = [...GROUPS[other], ...GROUPS[one]];
  return new Map(
    groups
      .flatMap((group) => childrenOf(chart, group))
      .flatMap((row) =>
        [row.name, ...row.also].map((name) => [normaliseName(name), row.code] as const),
      ),
  );
}

function* judgeList(
  passage: Passage,
  list: List,
  rows: Rows,
  context: CheckContext,
): Generator<Defect> {
  const { departmental } = context;
  const codes = codesByName(departmental, list.what);
  const named = list.items.flatMap(({ name, at }) => {
    const code = codes.get(normaliseName(name));
    return code === undefined ? [] : [{ name, at, code }];
  });
  if (named.length < 2) return;
  const listed = new Set(named.map(({ code }) => code));
  const left = [...rows.values()].filter(
    ({ row, printed }) =>
      printed.value > 0 && GROUPS[list.what].includes(row.slice(0, 3)) && !listed.has(row),
  );
  const forgotten = left.map(({ row }) => findCode(departmental, row)?.name ?? row).join("、");
  const isOwn = (code: string) => GROUPS[list.what].includes(code.slice(0, 3));
  const wrong = named.filter(({ code }) => {
    return !isOwn(code) || (rows.get(code)?.printed.value ?? 0) === 0;
  });
  for (const { name, at, code } of wrong) {
    // A row that the form has and that holds nothing; one that is not printed at all holds nothing.
    const printed = rows.has(code) ? "没有数字" : "没有这一行";
    const figure = isOwn(code) ? printed : `不属于${list.what}`;
    const place = placeIn(passage, at, name.length);
    yield {
      rule: "LIST-NAMES",
      ...(!isOwn(code) && { severity: "warn" as const }),
      place,
      printed: name,
      expected: forgotten,
      words: { what: list.what, figure },
    };
  }
  const isWhole = named.length === list.items.length;
  if (wrong.length > 0 || list.is_open || !isWhole || left.length === 0) return;
  yield {
    rule: "LIST-SHORT",
    severity: left.length <= FORGOTTEN_MOST && named.length >= NAMED_LEAST ? "warn" : "hint",
    place: placeIn(passage, list.at, 8),
    printed: list.what,
    expected: forgotten,
  };
}
