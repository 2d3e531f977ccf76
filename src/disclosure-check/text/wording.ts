import { type Check, type CheckContext, type Defect, isBody } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";

/** WORDING: turns of speech that are wrong whatever the figures. */
export const wording: Check = function* ({ passages }) {
  for (const passage of passages.filter(isBody)) {
    for (const [pattern, expected, kinds] of TURNS) {
      if (kinds !== null && !kinds.includes(passage.kind)) continue;
      for (const match of passage.text.matchAll(pattern)) {
        yield {
          rule: "WORDING",
          place: placeIn(passage, match.index, match[0].length),
          printed: match[0],
          expected: expected.replace("$1", match[1] ?? ""),
        };
      }
    }
  }
};

const TURNS: readonly (readonly [RegExp, string, readonly Passage["kind"][] | null])[] = [
  [/截止(?=\s*(?:20\d\d\s*年|目前|年末|年底|\d{1,2}月))/g, "截至", null],
  [/等等(?=\p{Script=Han}{0,3}(?:支出|费用|经费|工作|方面))/gu, "等", null],
  [/(20\d\d)\s*(?=(?:部门|单位)(?:预算|决算))/g, "$1年", ["heading", "title", "paragraph"]],
];

/** TITLE-QUOTES: 三公 without its quotes in a document that otherwise sets them. */
export const threePublicQuotes: Check = function* ({ passages }) {
  const body = passages.filter(isBody);
  const quoted = body.filter(({ text }) => /[“"]三公[”“"]/.test(text)).length;
  if (quoted < 2) return;
  for (const passage of body) {
    const match = /(?<![“"‘\p{Script=Han}]{0}[“"‘])三公(?=经费|支出)/u.exec(passage.text);
    if (match === null) continue;
    yield {
      rule: "TITLE",
      place: placeIn(passage, match.index, 4),
      printed: match[0],
      expected: "“三公”",
    };
  }
};

/** TERM-MIX: the unit calls itself 部门 here and 单位 there. */
export const mixedTerms: Check = function* ({ passages }) {
  const body = passages.filter(
    (one) => isBody(one) && one.kind !== "note" && one.area !== "glossary",
  );
  const firsts = [/[本我]部门(?!的?职)/, /[本我]单位/].map((pattern) => {
    const found = body.filter(({ text }) => pattern.test(text));
    const passage = found[0];
    const match = passage === undefined ? null : pattern.exec(passage.text);
    return passage === undefined || match === null ? null : { passage, match, count: found.length };
  });
  const [department, unit] = firsts;
  if (department == null || unit == null) return;
  const [fewer, more] = unit.count <= department.count ? [unit, department] : [department, unit];
  yield {
    rule: "TERM-MIX",
    place: placeIn(fewer.passage, fewer.match.index, 3),
    printed: fewer.match[0],
    words: { other: more.match[0], line: String(more.passage.line) },
  };
};

/** NAME-MISMATCH: one thing under two names: attachments, and items of “三公”. */
export const mismatchedNames: Check = function* (context) {
  yield* mismatchedReports(context);
  const body = context.passages.filter(isBody);
  for (const [full, ...others] of ONE_THING) {
    const usual = body.find(({ text }) => text.includes(full as string));
    if (usual === undefined) continue;
    for (const other of others) {
      const passage = body.find(({ text }) => text.includes(other));
      if (passage === undefined) continue;
      const at = passage.text.indexOf(other);
      const words = { line: String(usual.line) };
      const place = placeIn(passage, at, other.length);
      yield { rule: "NAME-MISMATCH", place, printed: other, expected: full as string, words };
    }
  }
};

const ONE_THING: readonly (readonly string[])[] = [
  ["公务用车购置及运行维护费", "公务用车购置及运行费"],
  ["因公出国（境）费", "因公出国（境）支出费", "因公出境费"],
];

const REPORT = /(?:20\d\d\s*年度?)?(?:部门|单位|[（()）])*(整体支出绩效(?:评价|自评)(?:报告|表))/g;

function* mismatchedReports({ passages }: CheckContext): Generator<Defect> {
  const named = passages.filter(isBody).flatMap((passage) =>
    [...passage.text.matchAll(REPORT)].map((match) => ({
      passage,
      at: match.index,
      name: match[1] as string,
    })),
  );
  const isBook = ({ passage, at }: (typeof named)[number]) =>
    /《[^》]*$/.test(passage.text.slice(0, at));
  const book = named.find(isBook);
  const attached = named.find((one) => one.passage.area === "annex" && !isBook(one));
  if (book === undefined || attached === undefined || book.name === attached.name) return;
  if (book.name.slice(-1) !== attached.name.slice(-1)) return;
  yield {
    rule: "NAME-MISMATCH",
    place: placeIn(attached.passage, attached.at, attached.name.length),
    printed: attached.name,
    expected: book.name,
    words: { line: String(book.passage.line) },
  };
}
