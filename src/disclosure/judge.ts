import { type Charts, comparePair } from "../classification/index.ts";
import type { Constraint, Verdict } from "./constraint.ts";
import { CulpritSearch } from "./culprits.ts";
import type { Disclosure } from "./disclosure.ts";
import { computation, equation } from "./equation.ts";
import type { Values } from "./figure.ts";
import { FigureIndex } from "./figure-index.ts";
import type { Finding, Outcome } from "./finding.ts";
import { type Judged, severityOf, writeFindings } from "./findings.ts";
import { flawFinding } from "./flaw-finding.ts";
import { gatherFindings } from "./gather-findings.ts";
import { type Instance, NO_PLACE } from "./instance.ts";
import { instantiate } from "./instantiate.ts";
import type { Judgement, RuleResult } from "./judgement.ts";
import { mappedInstances } from "./mapped.ts";
import { mendTable } from "./mend-table.ts";
import { Neighbours } from "./neighbours.ts";
import type { Profile } from "./profile.ts";
import type { RelationRule, Rule, StatementRule } from "./rule.ts";
import { statementInstances } from "./statement-instances.ts";
import { tableFlaw } from "./table-flaw.ts";

export interface JudgeOptions {
  readonly rules: readonly Rule[];
  readonly profile: Profile;
  readonly charts: Charts;
  /** Another disclosure of the same unit: last year's, or the budget of the same year. */
  readonly against?: Disclosure;
}

/**
 * Holds a disclosure against the rules. What was not read is unresolved; one defect is one finding,
 * at the figure that explains all the rules it breaks.
 */
export function judge(disclosure: Disclosure, options: JudgeOptions): Judgement {
  const first = heldAgainst(disclosure, options);
  const { instances, judged, values, rounded } = first;
  const { wide, rest } = withoutFlaws(disclosure, first, options);
  const findings = [...wide, ...findingsOf(rest)];
  const results = new Map(judged.map(({ constraint, verdict }) => [constraint, verdict]));
  const checks = instances.map((instance) => resultOf(instance, results, values, rounded));
  return { findings, checks: distinctResults(checks) };
}

/** Every rule at every place, and what became of it. */
interface Held {
  readonly index: FigureIndex;
  readonly instances: readonly Instance[];
  readonly judged: readonly Judged[];
  readonly values: Values;
  /** What is off by rounding, where the document says that it rounds. */
  readonly rounded: ReadonlySet<Constraint>;
}

function heldAgainst(disclosure: Disclosure, options: JudgeOptions): Held {
  const index = new FigureIndex(disclosure, options.profile, options.against ?? null);
  const instances = allInstances(disclosure, options, index);
  const constraints = instances.flatMap(({ constraint }) => (constraint ? [constraint] : []));
  const values: Values = index.figures.map(({ printed }) => printed.value);
  const isTold = saysRounding(disclosure);
  const rounded = new Set<Constraint>();
  const judged = constraints.map((constraint): Judged => {
    const verdict = constraint.judge(values);
    if (!isTold || verdict !== "hint" || !constraint.is_numeric) return { constraint, verdict };
    rounded.add(constraint);
    return { constraint, verdict: "pass" };
  });
  return { index, instances, judged, values, rounded };
}

/** More tables wrong as a whole than these say that the reading went wrong. */
const FLAWS_MAX = 4;

/** Tables wrong as a whole are told, and the rest is judged as if they were right. */
function withoutFlaws(
  disclosure: Disclosure,
  first: Held,
  options: JudgeOptions,
): { readonly wide: readonly Finding[]; readonly rest: Held } {
  const wide: Finding[] = [];
  let [mended, rest] = [disclosure, first];
  for (let round = 0; round < FLAWS_MAX; round++) {
    const { index, judged, values } = rest;
    const { sound, words } = soundOf(judged);
    const { tables } = mended;
    const flaw = tableFlaw({ figures: index.figures, tables, constraints: sound, words, values });
    if (flaw === null) break;
    const next = mendTable(mended, flaw);
    const held = heldAgainst(next, options);
    const fewer = failing(rest) - failing(held);
    if (fewer * 2 <= flaw.mended.length) break;
    wide.push(flawFinding(flaw, mended, values));
    [mended, rest] = [next, held];
  }
  return { wide, rest };
}

function failing({ judged }: Held): number {
  return judged.filter(({ constraint, verdict }) => verdict === "fail" && isSound(constraint))
    .length;
}

/** 四舍五入 said in the text or below a table: then it explains what it can explain. */
function saysRounding({ says_rounding, tables }: Disclosure): boolean {
  return (
    says_rounding === true || tables.some(({ notes }) => notes.some((one) => ROUNDED.test(one)))
  );
}

const ROUNDED = /四舍五入/;

function allInstances(
  disclosure: Disclosure,
  options: JudgeOptions,
  index: FigureIndex,
): readonly Instance[] {
  const { kind, year } = disclosure;
  const rules = options.rules.filter((rule) => isMeant(rule, disclosure, options));
  const relations = rules.filter((rule): rule is RelationRule => rule.form === "relation");
  const statements = rules.filter((rule): rule is StatementRule => rule.form === "statement");
  return [
    ...relations.flatMap((rule) =>
      rule.relation === "mapped"
        ? mappedInstances(rule, index, (pair) => comparePair(options.charts, pair, year))
        : instantiate(rule, index),
    ),
    ...statementInstances(statements, { index, kind, year }),
  ];
}

function isMeant(
  rule: Rule,
  { kind, year }: Disclosure,
  { profile, against }: JudgeOptions,
): boolean {
  if (!rule.kinds.includes(kind)) return false;
  if (rule.profile.length > 0 && !rule.profile.some((id) => profile.id.startsWith(id)))
    return false;
  if (rule.form !== "relation" || rule.against === null) return true;
  if (against === undefined) return false;
  const { kind: other, years_before } = rule.against;
  return against.kind === other && against.year === year - years_before;
}

/** What holds is searched for culprits together; rules of thumb and words are held against that. */
function findingsOf({ judged, values, index }: Held): readonly Finding[] {
  const neighbours = new Neighbours(index.figures);
  const { sound, words } = soundOf(judged);
  const search = new CulpritSearch(sound, words, values, neighbours);
  const { explanations, values: repaired } = search.explain();
  const findings = writeFindings({ judged, sound, explanations, values, repaired });
  return gatherFindings(findings, judged);
}

/** Words and rules of thumb prove nothing alone, and settle which of several culprits it is. */
function soundOf(judged: readonly Judged[]): {
  readonly sound: readonly Constraint[];
  readonly words: readonly Constraint[];
} {
  const constraints = judged.map(({ constraint }) => constraint);
  return {
    sound: constraints.filter(isSound),
    words: constraints.filter((one) => !isSound(one)),
  };
}

/** Whether a constraint must hold, so that a figure may be called wrong because of it. */
export function isSound({ rule, is_numeric }: Constraint): boolean {
  return is_numeric && !(rule.form === "relation" && rule.is_heuristic);
}

function resultOf(
  instance: Instance,
  results: ReadonlyMap<Constraint, Verdict>,
  values: Values,
  rounded: ReadonlySet<Constraint>,
): RuleResult {
  const { constraint } = instance;
  if (constraint === null) {
    const { rule, address, outcome, place, note } = instance;
    return { rule: rule.id, title: rule.title, outcome, address, place, note };
  }
  const { rule, address, figures } = constraint;
  const place = constraint.place ?? figures[0]?.place ?? NO_PLACE;
  const verdict = results.get(constraint) as Verdict;
  const outcome = provenOutcome(constraint, outcomeOf(verdict, constraint));
  const isShown = outcome === "pass" || outcome === "hint";
  const computed = isShown
    ? computation(constraint, values, verdict)
    : equation(constraint, values);
  const told = rounded.has(constraint) ? `${computed}（文中已说明四舍五入）` : computed;
  const note = outcome === "unresolved" ? "其中有由恒等式补出的数" : told;
  const other = figures.find(({ source }) => source === "against")?.place;
  const result = { rule: rule.id, title: rule.title, outcome, address, place, note };
  return other === undefined ? result : { ...result, other };
}

/** What is told as a hint is one; all that is graver fails. */
function outcomeOf(verdict: Verdict, { rule }: Constraint): Outcome {
  if (verdict === "pass") return "pass";
  return severityOf(rule.severity, verdict) === "hint" ? "hint" : "fail";
}

/** What is said several times in the same place is judged once. */
function distinctResults(checks: readonly RuleResult[]): readonly RuleResult[] {
  const seen = new Set<string>();
  return checks.filter(({ rule, title, outcome, address, place, note }) => {
    const { page, line, row, column } = place;
    const key = [rule, title, outcome, address, page, line, row, column, note].join("\n");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A figure that was worked out of identities proves none of those of its own table. */
function provenOutcome({ figures }: Constraint, outcome: Outcome): Outcome {
  if (!figures.some(({ origin }) => origin === "solved")) return outcome;
  const [first] = figures;
  const isOwn = figures.every(
    ({ source, topic }) => source === first?.source && topic === first.topic,
  );
  return isOwn ? "unresolved" : outcome;
}
