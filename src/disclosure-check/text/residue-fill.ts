import { type Check, isBody } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";

/** RESIDUE-FILL: what was to be filled in still stands as XX, ××, 某某, {单位}, ____ or 。。。 */
export const residueFill: Check = function* ({ passages, document }) {
  for (const passage of passages.filter(isBody)) {
    const found = fillsOf(passage);
    const first = found[0];
    if (first === undefined) continue;
    const words = [...new Set(found.map(({ words }) => words))].slice(0, SHOWN_MOST).join("、");
    yield {
      rule: "RESIDUE-FILL",
      severity: found.some(({ sure }) => sure) ? "error" : "warn",
      place: placeIn(passage, first.at, first.words.length),
      printed: words,
      words: { count: String(found.length) },
    };
  }
  for (const table of document.tables) {
    const cells = table.cells.filter(({ text }) => !isStarred(text.trim()) && isUnfilled(text));
    const first = cells[0];
    if (first === undefined) continue;
    yield {
      rule: "RESIDUE-FILL",
      place: {
        ...{ page: first.page, line: first.line, table: table.title, row: "", column: "" },
        text: first.text.trim().slice(0, 80),
      },
      printed: first.text.trim().slice(0, 40),
      words: { count: String(cells.length) },
    };
  }
};

const SHOWN_MOST = 5;
const UNIT = "(?=\\s*(?:万?元|个|人|批|次|辆|台|套|项|%|％|年|月|日|分))";

/** Marks that stand for what is not filled in, none of them part of an address or a formula. */
const MARKS: readonly (readonly [RegExp, boolean])[] = [
  [/(?<![A-Za-z0-9./_=&?#-])[XxＸ×*＊]{2,}(?:\.[XxＸ×*＊]{1,2})?(?![A-Za-z0-9/_=&?#-])/g, true],
  [new RegExp(`(?<![A-Za-z0-9./_-])[XＸ×]${UNIT}`, "g"), true],
  [/某某|(?<=[\p{Script=Han}])某(?=[市县区省局委][\p{Script=Han}]{0,2}[局委厅办])/gu, true],
  [/\{[^{}]{1,20}\}|｛[^｛｝]{1,20}｝|<[\p{Script=Han}]{2,12}>/gu, true],
  [/[（(【[][\s　]*(?:填写|请填|待填|此处)[^（）()【】]{0,16}[）)】\]]/g, true],
  [/(?<=[\p{Script=Han}）)])[_＿]{2,}(?=\s*(?:万?元|个|人|批|次|辆|台|%|％|年|月|日))/gu, true],
  [/[_＿]{3,}/g, false],
  [/。{3,}/g, false],
  [/(?<=[\p{Script=Han}\dXx%％元])(?:…{1,2}|\.{3,6}|⋯{1,2})(?!\s*\d{1,3}\s*$)/gu, false],
];

function isUnfilled(text: string): boolean {
  return MARKS.some(([words]) => matches(words, text));
}

function matches(pattern: RegExp, text: string): boolean {
  return pattern !== DOTS && new RegExp(pattern.source, pattern.flags).test(text);
}

/** An ellipsis in a cell says “and so on”. */
const DOTS = (MARKS.at(-1) as (typeof MARKS)[number])[0];

interface Fill {
  readonly at: number;
  readonly words: string;
  readonly sure: boolean;
}

function fillsOf({ text, kind, area }: Passage): readonly Fill[] {
  const found = MARKS.flatMap(([pattern, sure]) => {
    // Outside the sentences of figures an ellipsis and a line to write on are mere style.
    if (!sure && (kind !== "paragraph" || area === "duties" || area === "annex")) return [];
    return [...text.matchAll(pattern)].map((match) => ({
      at: match.index,
      words: match[0],
      sure: sure && !isStarred(match[0]),
    }));
  });
  return found.toSorted((a, b) => a.at - b.at);
}

/** Stars also hide what may not be published, and head the columns of a form. */
function isStarred(words: string): boolean {
  return /^[*＊]+$/.test(words);
}
