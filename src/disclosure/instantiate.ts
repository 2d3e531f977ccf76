import { type Address, addressText, isCode, matchesPattern } from "./address.ts";
import {
  type AbsentRow,
  type Constraint,
  linear,
  logical,
  type Part,
  ratio,
  type Verdict,
  weighted,
} from "./constraint.ts";
import type { Values } from "./figure.ts";
import type { FigureIndex } from "./figure-index.ts";
import { type Instance, NO_PLACE, NO_SUCH_TABLE, NOT_PRINTED, NOT_READ } from "./instance.ts";
import type { RelationRule, Term } from "./rule.ts";
import { resolveSide, type Side } from "./terms.ts";

type Names = Readonly<Record<string, string>>;

/** Every instance of a rule between addresses. */
export function instantiate(rule: RelationRule, index: FigureIndex): readonly Instance[] {
  const { bound, missing } = bindings(rule, index);
  const instances = bound.flatMap((names) => instancesOf(rule, names, index));
  if (instances.length > 0 || missing === null) return instances;
  const written = rule.operands.left[0]?.address;
  return [absent(rule, written === undefined ? "" : addressText(written), missing)];
}

/** Each combination of the names that `each` binds; what is missing where there is none. */
function bindings(
  rule: RelationRule,
  index: FigureIndex,
): { bound: readonly Names[]; missing: Absence | null } {
  let bound: readonly Names[] = [{}];
  let missing: Absence | null = null;
  for (const [name, pattern] of rule.each) {
    bound = bound.flatMap((names) => {
      const words = wordsOf(fill(pattern, names), index);
      if (words.length === 0) missing ??= absenceOf(fill(pattern, names), index);
      return words.map((word) => ({ ...names, [name]: word }));
    });
  }
  return { bound, missing };
}

/**
 * `=a|b`: these words · `general[item]`: rows of a table · `text:general[item]`: what sentences
 * speak of · `general.*`: columns of a table.
 */
function wordsOf(pattern: string, index: FigureIndex): readonly string[] {
  if (pattern.startsWith("=")) return pattern.slice(1).split("|");
  const columns = /^([a-z-]+)\.(\S+)$/.exec(pattern);
  if (columns !== null) {
    const [, topic = "", wanted = ""] = columns;
    return index.columns(topic).filter((one) => one !== "" && matchesPattern(wanted, one));
  }
  const rows = /^(?:(text|against):)?([a-z-]+)\[([^\]]+)\]$/.exec(pattern);
  if (rows === null) return [];
  const [, source, topic = "", wanted = ""] = rows;
  const from = source === "against" ? "against" : "table";
  const found = source === "text" ? index.textRows(topic) : index.rows(topic, from);
  return found.filter((one) => matchesPattern(wanted, one));
}

type Absence = "unresolved" | "foreign" | "unprinted";

function absenceOf(pattern: string, index: FigureIndex): Absence | null {
  const match = /^(?:(text|against):)?([a-z-]+)[.[]/.exec(pattern);
  if (match === null || match[1] === "text") return null;
  const state = index.tableState(match[2] ?? "", match[1] === "against" ? "against" : "table");
  if (state === "foreign") return "foreign";
  return state === "whole" ? "unprinted" : "unresolved";
}

const NOTES: Readonly<Record<Absence, string>> = {
  unresolved: NOT_READ,
  foreign: NO_SUCH_TABLE,
  unprinted: NOT_PRINTED,
};

function absent(rule: RelationRule, address: string, absence: Absence): Instance {
  const outcome = absence === "unresolved" ? "unresolved" : "not-applicable";
  return { constraint: null, rule, address, outcome, place: NO_PLACE, note: NOTES[absence] };
}

function fillAddress(address: Address, names: Names): Address {
  const { source, topic, row, column } = address;
  const isOpen = topic.includes("{") || row.includes("{") || column.includes("{");
  if (!isOpen) return address;
  return {
    source,
    topic: fill(topic, names),
    row: fill(row, names),
    column: fill(column, names),
  };
}

function fill(pattern: string, names: Names): string {
  const open = pattern.indexOf("{");
  if (open < 0) return pattern;
  const whole = open === 0 && pattern.indexOf("}") === pattern.length - 1;
  if (whole) return names[pattern.slice(1, -1)] ?? pattern;
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? `{${name}}`);
}

function fillTerm(term: Term, names: Names): Term {
  const parts = term.parts.map((part) => fillTerm(part, names));
  return { factor: term.factor, address: fillAddress(term.address, names), parts };
}

function instancesOf(rule: RelationRule, names: Names, index: FigureIndex): readonly Instance[] {
  const fulfilled = preconditionHolds(rule, names, index);
  if (fulfilled === false) return [];
  const leftTerms = rule.operands.left.map((term) => fillTerm(term, names));
  const left = resolveSide(index, leftTerms);
  if (left.state === "untold") return [];
  const rightTerms = rule.operands.right.map((term) => fillTerm(term, names));
  const isPaired = rule.relation === "weighted";
  const right = resolveSide(index, isPaired ? toldPairs(index, rightTerms) : rightTerms);
  const [said] = rule.operands.left as [Term];
  const address = addressText(fillAddress(said.address, names));
  const absence = fulfilled === null ? "unresolved" : absenceBetween(rule, left, right);
  if (absence === "untold") return [];
  if (absence !== null) {
    const partial = absence === "unresolved" ? provenInPart(rule, address, left, right) : [];
    return partial.length > 0 ? partial : [absent(rule, address, absence)];
  }
  const isSingle = left.alternatives === null && right.alternatives === null;
  const missing = absentRows(index, [...leftTerms, ...rightTerms]);
  if (isSingle || rule.is_heuristic) {
    const constraint = constraintOf(rule, addressOf(left.parts, address), left.parts, right.parts);
    return [{ constraint: { ...constraint, absent: missing } }];
  }
  return (left.alternatives ?? [left.parts]).flatMap((leftParts) =>
    (right.alternatives ?? [right.parts]).map((rightParts) => ({
      constraint: {
        ...constraintOf(rule, addressOf(leftParts, address), leftParts, rightParts),
        absent: missing,
      },
    })),
  );
}

const NO_ROWS: readonly AbsentRow[] = [];

/** Rows spoken of by their code that a table does not list. */
function absentRows(index: FigureIndex, terms: readonly Term[]): readonly AbsentRow[] {
  const absent = terms.flatMap(({ address: { source, topic, row, column } }) => {
    if (source !== "table" || !isCode(row)) return NO_ROWS;
    const { state } = index.cell(topic, row, column);
    return state === "zero" && !index.rows(topic).includes(row) ? [{ topic, row }] : NO_ROWS;
  });
  return absent.length === 0 ? NO_ROWS : absent;
}

/** Pairs of share and whole, without those of which there is nothing and nothing is said. */
function toldPairs(index: FigureIndex, terms: readonly Term[]): readonly Term[] {
  return terms.filter((_, at) => {
    const [share, whole] = [terms[at - (at % 2)], terms[at - (at % 2) + 1]] as [Term, Term];
    const { parts } = resolveSide(index, [whole]);
    const isNothing = parts.every(({ figure }) => figure.printed.value === 0);
    return !isNothing || resolveSide(index, [share]).state === "printed";
  });
}

/** False: the rule does not hold here · null: that was not read. */
function preconditionHolds(rule: RelationRule, names: Names, index: FigureIndex): boolean | null {
  const { printed, not_printed, zero, same } = rule.precondition;
  if (printed.length + not_printed.length + zero.length + same.length === 0) return true;
  const side = (address: Address) =>
    resolveSide(index, [{ factor: 1, address: fillAddress(address, names), parts: [] }]);
  for (const one of not_printed) if (side(one).state === "printed") return false;
  let isRead = true;
  const [first, ...others] = same.map((one) => side(one).parts[0]?.figure.printed.value);
  if (others.some((value) => value === undefined || value !== first)) return false;
  for (const one of printed) {
    const { state } = side(one);
    if (state === "unresolved") isRead = false;
    else if (state !== "printed") return false;
  }
  for (const one of zero) {
    const { state, parts } = side(one);
    if (parts.some(({ figure }) => figure.printed.value !== 0)) return false;
    if (state === "unresolved") isRead = false;
  }
  return isRead ? true : null;
}

function absenceBetween(rule: RelationRule, left: Side, right: Side): Absence | "untold" | null {
  const needsRight = [
    "sum",
    "equal",
    "one-of",
    "at-most",
    "ratio",
    "weighted",
    "present-iff",
  ].includes(rule.relation);
  if (left.state === "unresolved") return "unresolved";
  if (left.state === "foreign" || left.state === "unprinted") return left.state;
  if (!needsRight) return left.state === "zero" ? "unprinted" : null;
  const isOpen = rule.relation === "one-of" && right.parts.length > 0;
  if (right.state === "unresolved" && isOpen) return null;
  if (right.state === "unresolved" || right.state === "untold") return right.state;
  if (right.state === "foreign" || right.state === "unprinted") return right.state;
  const isNothing = left.state === "zero" && right.state === "zero";
  if (rule.relation === "one-of" && right.parts.length === 0) return "unprinted";
  const isLeaf = rule.relation === "sum" && right.state === "zero";
  return isNothing || isLeaf ? "unprinted" : null;
}

/** Where the parts that were read make the whole already, nothing is missing. */
function provenInPart(
  rule: RelationRule,
  address: string,
  left: Side,
  right: Side,
): readonly Instance[] {
  const isSum = rule.relation === "sum" && rule.tolerance === "sum";
  if (!isSum || left.state !== "printed" || right.parts.length === 0) return [];
  const constraint = constraintOf(rule, addressOf(left.parts, address), left.parts, right.parts);
  const values = sparseValues(constraint);
  const isSomething = left.parts.some(({ figure }) => figure.printed.value !== 0);
  return isSomething && constraint.judge(values) === "pass" ? [{ constraint }] : [];
}

function sparseValues(constraint: Constraint): Values {
  const values: Values = [];
  for (const { at, printed } of constraint.figures) values[at] = printed.value;
  return values;
}

/** The address of what is judged: of the first printing, where there is one. */
function addressOf(parts: readonly Part[], written: string): string {
  const first = parts[0]?.figure;
  return first === undefined ? written : addressText(first);
}

function constraintOf(
  rule: RelationRule,
  address: string,
  left: readonly Part[],
  right: readonly Part[],
): Constraint {
  const base = { rule, address };
  const figures = [...left, ...right].map(({ figure }) => figure);
  switch (rule.relation) {
    case "ratio": {
      const [percent] = left;
      const whole = right.filter(({ factor }) => factor < 0);
      const part = right.filter(({ factor }) => factor > 0);
      const turned = whole.map(({ figure, factor }) => ({ figure, factor: -factor }));
      return ratio(base, (percent as Part).figure, part, turned);
    }
    case "one-of":
      return linear(base, rule.tolerance, left, nearest(left, right));
    case "weighted": {
      const pairs = right.filter((_, at) => at % 2 === 0);
      const terms = pairs.map(({ figure }, at) => {
        return { share: figure, whole: (right[at * 2 + 1] as Part).figure };
      });
      return weighted(base, (left[0] as Part).figure, terms);
    }
    case "present-iff":
      return logical(base, figures, (values) =>
        presence(isPresent(left, values), isPresent(right, values)),
      );
    case "zero":
      return linear(base, "exact", left, []);
    case "at-most":
      return linear(base, "at-most", left, right);
    default:
      return linear(base, rule.tolerance, left, right);
  }
}

/** People without money may be somebody else's guests; money without people is not spent. */
function presence(left: boolean, right: boolean): Verdict {
  if (left === right) return "pass";
  return left ? "slip" : "fail";
}

/** Of several printings the one that comes nearest. */
function nearest(left: readonly Part[], right: readonly Part[]): readonly Part[] {
  const said = left[0]?.figure.printed.value ?? 0;
  const miss = ({ figure }: Part) => Math.abs(figure.printed.value - said);
  return right.toSorted((a, b) => miss(a) - miss(b)).slice(0, 1);
}

function isPresent(parts: readonly Part[], values: Values): boolean {
  return parts.some(({ figure }) => (values[figure.at] as number) !== 0);
}
