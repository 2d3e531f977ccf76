import { type Charts, comparePair } from "../classification/index.ts";
import type { Constraint, Verdict } from "./constraint.ts";
import { CulpritSearch } from "./culprits.ts";
import type { Disclosure } from "./disclosure.ts";
import type { Values } from "./figure.ts";
import { FigureIndex } from "./figure-index.ts";
import type { Finding, Outcome } from "./finding.ts";
import { type Judged, writeFindings } from "./findings.ts";
import { type Instance, NO_PLACE } from "./instance.ts";
import { instantiate } from "./instantiate.ts";
import type { Judgement, RuleResult } from "./judgement.ts";
import { mappedInstances } from "./mapped.ts";
import { Neighbours } from "./neighbours.ts";
import type { Profile } from "./profile.ts";
import type { RelationRule, Rule, StatementRule } from "./rule.ts";
import { statementInstances } from "./statement-instances.ts";

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
  const index = new FigureIndex(disclosure, options.profile, options.against ?? null);
  const instances = allInstances(disclosure, options, index);
  const constraints = instances.flatMap(({ constraint }) => (constraint ? [constraint] : []));
  const values: Values = index.figures.map(({ printed }) => printed.value);
  const judged = constraints.map((constraint): Judged => {
    return { constraint, verdict: constraint.judge(values) };
  });
  const findings = findingsOf(judged, values, index);
  const results = new Map(judged.map(({ constraint, verdict }) => [constraint, verdict]));
  const checks = instances.map((instance) => resultOf(instance, results));
  return { findings, checks };
}

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
function findingsOf(
  judged: readonly Judged[],
  values: Values,
  index: FigureIndex,
): readonly Finding[] {
  const neighbours = new Neighbours(index.figures);
  const sound = judged.filter(({ constraint }) => isSound(constraint));
  const constraints = sound.map(({ constraint }) => constraint);
  // Words and rules of thumb prove nothing alone, and settle which of several culprits it is.
  const words = judged.map(({ constraint }) => constraint).filter((one) => !isSound(one));
  const search = new CulpritSearch(constraints, words, values, neighbours);
  const { explanations, values: repaired } = search.explain();
  return writeFindings({ judged, sound: constraints, explanations, values, repaired });
}

/** Whether a constraint must hold, so that a figure may be called wrong because of it. */
export function isSound({ rule, is_numeric }: Constraint): boolean {
  return is_numeric && !(rule.form === "relation" && rule.is_heuristic);
}

const OUTCOMES: Readonly<Record<Verdict, Outcome>> = {
  pass: "pass",
  hint: "hint",
  slip: "hint",
  fail: "fail",
};

function resultOf(instance: Instance, results: ReadonlyMap<Constraint, Verdict>): RuleResult {
  const { constraint } = instance;
  if (constraint === null) {
    const { rule, address, outcome, place, note } = instance;
    return { rule: rule.id, title: rule.title, outcome, address, place, note };
  }
  const { rule, address, figures } = constraint;
  const place = constraint.place ?? figures[0]?.place ?? NO_PLACE;
  const judged = OUTCOMES[results.get(constraint) as Verdict];
  const isSoft = judged === "fail" && rule.severity === "hint";
  const outcome = provenOutcome(constraint, isSoft ? "hint" : judged);
  const note = outcome === "unresolved" ? "其中有由恒等式补出的数" : "";
  return { rule: rule.id, title: rule.title, outcome, address, place, note };
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
