import type { Finding, Severity } from "../disclosure/index.ts";
import type { CheckContext } from "./defect.ts";
import { isListedRow, withListed } from "./listed-row.ts";
import type { Passage } from "./passages.ts";

/**
 * One defect, one finding: what a defect of the text explains is put under it, and two findings at
 * the same place with the same words are one.
 */
export function mergeFindings(
  findings: readonly Finding[],
  { passages, departmental }: CheckContext,
): readonly Finding[] {
  const kept: Finding[] = [];
  const standsIn = passagesByLine(passages);
  for (const finding of findings.toSorted((a, b) => rank(a) - rank(b))) {
    const listed = kept.findIndex((one) => isListedRow(one, finding, departmental));
    const isOne = (one: Finding) => isOneDefect(one, finding, standsIn);
    const at = listed < 0 ? kept.findIndex(isOne) : listed;
    const owner = kept[at];
    if (owner === undefined) kept.push(finding);
    else kept[at] = listed < 0 ? merged(owner, finding) : withListed(owner, finding);
  }
  return kept;
}

/** Causes go before what they cause. */
const CAUSES = ["RESIDUE-FILL", "RESIDUE-ALT", "TEXT-TORN", "TABLE-TORN", "CODE-", "EMPTY-NOTE"];
/** What the table alone tells goes before what the text says of it. */
const EFFECT = "LIST-NAMES";

function rank({ rule }: Finding): number {
  const at = CAUSES.findIndex((cause) => rule.startsWith(cause));
  if (rule === EFFECT) return CAUSES.length + 1;
  return at < 0 ? CAUSES.length : at;
}

function merged(owner: Finding, other: Finding): Finding {
  const rules = new Set([...owner.merged, other.rule, ...other.merged]);
  rules.delete(owner.rule);
  // Of several cells, the one that the message speaks of.
  const isNamed = (one: Finding) => one.printed !== "" && one.message.includes(one.printed);
  const told = isOtherCulprit(owner, other) && !isNamed(owner) && isNamed(other) ? other : owner;
  const isFilled = told === owner && owner.expected === "" && owner.rule === other.rule;
  return {
    ...told,
    outcome: weightier(owner.outcome, other.outcome),
    // What the one cell should be says nothing of another.
    expected: isFilled ? other.expected : told.expected,
    merged: [...rules],
  };
}

const WEIGHTS: readonly Severity[] = ["unresolved", "hint", "warn", "error"];

function weightier(a: Severity, b: Severity): Severity {
  return WEIGHTS.indexOf(a) < WEIGHTS.indexOf(b) ? b : a;
}

function isOneDefect(owner: Finding, other: Finding, standsIn: StandsIn): boolean {
  if (isSame(owner, other) || isOtherCulprit(owner, other)) return true;
  return EXPLAINS.some(
    ({ cause, effect, reach }) =>
      cause.test(owner.rule) && effect.test(other.rule) && REACHES[reach](owner, other, standsIn),
  );
}

function isSame(a: Finding, b: Finding): boolean {
  const [one, two] = [a.where, b.where];
  return (
    one.page === two.page &&
    one.line === two.line &&
    one.row === two.row &&
    one.column === two.column &&
    a.printed !== "" &&
    a.printed === b.printed &&
    (a.rule === b.rule || (a.expected !== "" && a.expected === b.expected)) &&
    a.rule !== "NOT-READ"
  );
}

/** One broken rule told at each cell that may be wrong: words and figures are the same. */
function isOtherCulprit(a: Finding, b: Finding): boolean {
  const [one, two] = [a.where, b.where];
  const isOneTable = one.table !== "" && one.table === two.table && one.row !== two.row;
  return isOneTable && a.rule === b.rule && a.message === b.message && /\d/.test(a.message);
}

type Reach = "passage" | "line" | "table" | "words";

/** Which defects explain which others, and how near these must be. */
const EXPLAINS: readonly { cause: RegExp; effect: RegExp; reach: Reach }[] = [
  { cause: /^RESIDUE-FILL$/, effect: /^(?!RESIDUE|YEAR|NAME)/, reach: "passage" },
  { cause: /^RESIDUE-FILL$/, effect: /^(?:NAME|YEAR|PUNCT-PAIR|TERM-MIX)$/, reach: "passage" },
  { cause: /^RESIDUE-ALT$/, effect: /^(?:SIGN|DIRECTION|ONE-BASE|PUNCT-PAIR)/, reach: "passage" },
  { cause: /^UNIT-ODD$/, effect: /^(?:[ABNR]-|REPEAT|SIGN|FORMAT)/, reach: "words" },
  { cause: /^DUP-PHRASE$/, effect: /^DUP-WORD$/, reach: "words" },
  { cause: /^TEXT-TORN$/, effect: /^(?:TRUNC|PUNCT-PAIR|DUP-WORD)$/, reach: "passage" },
  { cause: /^TRUNC$/, effect: /^REASON-MISSING$/, reach: "passage" },
  { cause: /^CODE-(?:NAME|LENGTH|PARENT|SPLIT)$/, effect: /^CODE-/, reach: "line" },
  { cause: /^TABLE-TORN$/, effect: /^(?:CODE-(?:MISSING|ORDER)|TABLE-)/, reach: "table" },
  { cause: /^EMPTY-NOTE$/, effect: /^(?:NONE-SAID|A-0[789]-0\d|B-0[89]-0\d)$/, reach: "table" },
];

type StandsIn = ReadonlyMap<number, Passage>;

/** Which passage each line of the document belongs to. */
function passagesByLine(passages: readonly Passage[]): StandsIn {
  const found = new Map<number, Passage>();
  for (const passage of passages) {
    const last = passage.breaks.at(-1)?.line ?? passage.line;
    for (let line = passage.line; line <= last; line += 1) {
      if (!found.has(line)) found.set(line, passage);
    }
  }
  return found;
}

const REACHES: Readonly<Record<Reach, (a: Finding, b: Finding, standsIn: StandsIn) => boolean>> = {
  line: (a, b) => a.where.page === b.where.page && a.where.line === b.where.line,
  table: (a, b) => a.where.table !== "" && a.where.table === b.where.table,
  words: (a, b) => a.where.line === b.where.line && a.printed.includes(b.printed),
  passage: (a, b, standsIn) => {
    const one = standsIn.get(a.where.line);
    return one !== undefined && one === standsIn.get(b.where.line);
  },
};
