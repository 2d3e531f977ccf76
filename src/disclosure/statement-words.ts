import { type Constraint, logical, type Verdict } from "./constraint.ts";
import type { Comparison, Direction, Place, Reason } from "./disclosure.ts";
import type { Figure, Values } from "./figure.ts";
import type { Instance } from "./instance.ts";
import type { StatementRelation, StatementRule } from "./rule.ts";
import type { Told, ToldFigure } from "./statement-figures.ts";
import {
  addressOf,
  budgetsOf,
  changeOfRate,
  currentOf,
  figuresOf,
  priorOf,
  type TellingContext,
  turned,
  wholeOf,
} from "./telling.ts";

/** Rules on what is said beside the figures: directions, reasons, percentages of nothing. */
export function saidConstraints(
  relation: StatementRelation,
  rule: StatementRule,
  told: Told,
  context: TellingContext,
): readonly Instance[] {
  const judged: Partial<Record<StatementRelation, () => readonly Constraint[]>> = {
    direction: () => directions(rule, told, context),
    "zero-base": () => zeroBases(rule, told, context),
    "reason-missing": () => reasonMissing(rule, told, context),
    "reason-missing-prior": () => reasonMissingPrior(rule, told, context),
    "reason-direction": () => reasonDirections(rule, told, context),
    "one-base": () => oneBase(rule, told),
  };
  return (judged[relation]?.() ?? []).map((constraint) => ({ constraint }));
}

const SIGNS: Readonly<Record<Direction, number>> = { up: 1, down: -1, same: 0 };

type Sign = (values: Values) => number | null;

function at(figure: Figure, values: Values): number {
  return values[figure.at] as number;
}

/** The sign that the figures themselves have: of a difference, or of what a change leaves open. */
function difference(a: Figure, b: Figure): Sign {
  return (values) => Math.sign(at(a, values) - at(b, values));
}

/** What is said beside the figures themselves: up, down, 持平. */
function directions(
  rule: StatementRule,
  told: Told,
  context: TellingContext,
): readonly Constraint[] {
  const base = { rule, address: addressOf(told, "direction") };
  const current = currentOf(told, context);
  const changes = [...figuresOf(told, "change"), ...figuresOf(told, "change-rate")];
  const ofChanges = changes.flatMap((one) => changeDirection(base, told, one, context));
  const ofWords = told.comparisons.flatMap((comparison) => {
    const actual = actualSign(told, comparison.of, current);
    if (actual === null) return [];
    const said = SIGNS[comparison.direction];
    const judge = (values: Values): Verdict => agree(said, actual.sign(values));
    return [logical(base, actual.figures, judge, comparison.place)];
  });
  return [...ofChanges, ...ofWords, ...contradictions(base, told, context)];
}

const SUMMARIES = ["overview", "appropriation"];

/** 持平 in one sentence, and less or more than last year in another on the same total. */
function contradictions(
  base: Pick<Constraint, "rule" | "address">,
  told: Told,
  { index }: TellingContext,
): readonly Constraint[] {
  const { topic, row } = told.subject;
  if (!SUMMARIES.includes(topic)) return [];
  const same = told.comparisons.find(
    ({ of, direction }) => of === "to-prior" && direction === "same",
  );
  if (same === undefined) return [];
  const others = index.told.filter(({ subject }) => subject.topic === topic && subject.row === row);
  const isOther = others.some(({ comparisons }) =>
    comparisons.some(({ of, direction }) => of === "to-prior" && direction !== "same"),
  );
  const isRefuted = isOther || isTooSmall(told, same, index);
  return [logical(base, [], () => (isRefuted ? "fail" : "pass"), same.place)];
}

/**
 * 持平 of all money of the treasury, of which more was spent last year by the general budget alone:
 * the total was more, then, than it is now.
 */
function isTooSmall(told: Told, { place }: Comparison, index: TellingContext["index"]): boolean {
  const { topic, row } = told.subject;
  if (topic !== "appropriation" || /基本|大致|大体|略/.test(place.text)) return false;
  if (figuresOf(told, "change").length > 0) return false;
  const cell = index.cell(topic, row, "current");
  const total = cell.state === "printed" ? (cell.figures[0] ?? null) : null;
  const spent = index.text("general", "total", "current")[0] ?? null;
  const changed = index.told
    .filter(({ subject }) => subject.topic === "general" && subject.row === "total")
    .flatMap((one) => figuresOf(one, "change"))
    .find(({ figure }) => figure.base === "prior-final")?.figure;
  if (total === null || spent === null || changed === undefined) return false;
  const slack = total.printed.step + spent.printed.step + changed.printed.step;
  return spent.printed.value - changed.printed.value > total.printed.value + slack;
}

/** Up said of nothing, or nothing said of something, weighs less than the contrary. */
function agree(said: number, actual: number | null): Verdict {
  if (actual === null || said === actual) return "pass";
  return actual === 0 ? "slip" : "fail";
}

function changeDirection(
  base: Pick<Constraint, "rule" | "address">,
  told: Told,
  one: ToldFigure,
  context: TellingContext,
): readonly Constraint[] {
  const { direction } = one.figure;
  if (direction === null) return [];
  const current = currentOf(told, context);
  const said = SIGNS[direction];
  const prior = priorOf(told, one, context);
  const isRate = one.role === "change-rate";
  const changed = isRate ? changeOfRate(told, one) : null;
  const figures = [one.figure, current, prior, changed].filter((figure) => figure !== null);
  const judge = (values: Values): Verdict => {
    const own = at(one.figure, values);
    if (own === 0 && said !== 0) return isNegligible(one.figure, changed, values) ? "pass" : "slip";
    if (own !== 0 && said === 0) return "fail";
    if (prior !== null && current !== null) {
      return agree(said, difference(current, prior)(values));
    }
    if (changed === null || changed.direction === null) return "pass";
    const [a, b] = [Math.sign(at(changed, values)), Math.sign(own)];
    if (a !== 0 && b !== 0 && a !== b) return "fail";
    return current !== null && fitsTurned(one.figure, changed, current, values) ? "fail" : "pass";
  };
  return [logical(base, figures, judge, one.figure.place)];
}

/** A rate of 0.00% of a change that is not nothing: it was rounded away. */
function isNegligible(rate: Figure, changed: Figure | null, values: Values): boolean {
  return rate.column === "change-rate" && changed !== null && at(changed, values) !== 0;
}

/** Whether rate and change fit only with both directions turned round. */
function fitsTurned(rate: Figure, changed: Figure, current: Figure, values: Values): boolean {
  const misses = (tried: Values) => {
    const prior = at(current, tried) - at(changed, tried);
    if (prior === 0) return Number.POSITIVE_INFINITY;
    return Math.abs((at(changed, tried) / prior) * 1_000_000 - at(rate, tried));
  };
  const tolerance = rate.printed.step;
  return misses(values) > tolerance * 2 && misses(turned(values, [rate, changed])) <= tolerance;
}

const BUDGETS = new Set(["initial-budget", "full-budget"]);
const WHOLE_PPM = 1_000_000;

/** Against a budget that is not printed: by the change against it, or by its completion. */
function budgetSign(told: Told): ActualSign | null {
  const changed = figuresOf(told, "change").find(({ figure }) => BUDGETS.has(figure.base ?? ""));
  if (changed !== undefined && changed.figure.direction !== null) {
    const { figure } = changed;
    return { sign: (values) => Math.sign(at(figure, values)), figures: [figure] };
  }
  const completed = figuresOf(told, "completion")[0]?.figure;
  if (completed === undefined) return null;
  // 100% may be a little more or less.
  const sign: Sign = (values) => Math.sign(at(completed, values) - WHOLE_PPM) || null;
  return { sign, figures: [completed] };
}

interface ActualSign {
  readonly sign: Sign;
  readonly figures: readonly Figure[];
}

/** Which way the figures go: actual against budget, or against last year; null: not said. */
function actualSign(told: Told, of: Comparison["of"], current: Figure | null): ActualSign | null {
  if (of === "actual-to-budget") {
    const budget = figuresOf(told, "budget")[0]?.figure;
    if (budget === undefined) return budgetSign(told);
    if (current === null || budget === current) return null;
    return { sign: difference(current, budget), figures: [current, budget] };
  }
  const isPrior = ({ figure: { base } }: ToldFigure) =>
    base !== "initial-budget" && base !== "full-budget";
  const changed = figuresOf(told, "change").find(isPrior)?.figure;
  if (changed !== undefined) {
    const isOpen = changed.direction === null;
    const sign: Sign = (values) =>
      isOpen && at(changed, values) !== 0 ? null : Math.sign(at(changed, values));
    return { sign, figures: [changed] };
  }
  const prior = figuresOf(told, "prior").find(isPrior)?.figure;
  if (prior === undefined || current === null) return null;
  return { sign: difference(current, prior), figures: [current, prior] };
}

/** A percentage of nothing. Of nothing itself it is a matter of form; of something it is wrong. */
function zeroBases(
  rule: StatementRule,
  told: Told,
  context: TellingContext,
): readonly Constraint[] {
  const current = currentOf(told, context);
  const shares = figuresOf(told, "share").map((one) => {
    return [one, wholeOf(told, one, context), current, null] as const;
  });
  const completions = figuresOf(told, "completion").map((one) => {
    const budgets = budgetsOf(told, one, context);
    return [one, budgets.length === 1 ? (budgets[0] ?? null) : null, current, null] as const;
  });
  const rates = figuresOf(told, "change-rate").map((one) => {
    return [one, priorOf(told, one, context), current, changeOfRate(told, one)] as const;
  });
  const address = (one: ToldFigure) => ({ rule, address: addressOf(told, one.role) });
  return [...shares, ...completions, ...rates].flatMap(([one, base, part, changed]) => {
    const isOpen = base === null && (changed === null || part === null);
    if (isOpen) return [];
    const figures = [one.figure, base, part, changed].filter((figure) => figure !== null);
    const judge = (values: Values): Verdict => {
      const below =
        base !== null
          ? at(base, values)
          : at(part as Figure, values) - at(changed as Figure, values);
      if (below !== 0) return "pass";
      return part !== null && at(part, values) !== 0 ? "fail" : "slip";
    };
    return [logical(address(one), figures, judge, one.figure.place)];
  });
}

/** Reasons given anywhere for the subject: they may stand in a sentence of their own. */
function reasonsFor(told: Told, context: TellingContext): readonly Reason[] {
  const { topic, row } = told.subject;
  return context.index.told
    .filter(({ subject }) => subject.topic === topic && subject.row === row)
    .flatMap(({ reasons, parent }) => [...reasons, ...reasonsAbove(parent, context)]);
}

/** One reason for the whole may serve all that is told below it; an item needs its own. */
function reasonsAbove(whole: Told | null, context: TellingContext): readonly Reason[] {
  return whole?.subject.topic === "three-public" ? reasonsFor(whole, context) : [];
}

/** Whether parts that are told give reasons of their own: they are the reasons of the whole. */
function isGivenBelow({ parts }: Told): boolean {
  return parts.some((part) => part.reasons.length > 0 || isGivenBelow(part));
}

/** Of what only adds up items, each of which gives its reason, none is asked. */
function isAddedUp({ subject, parts }: Told): boolean {
  return parts.length > 0 && subject.topic !== "three-public";
}

function reasonMissing(
  rule: StatementRule,
  told: Told,
  context: TellingContext,
): readonly Constraint[] {
  const current = currentOf(told, context);
  const budget = figuresOf(told, "budget")[0]?.figure;
  if (current === null || budget === undefined || budget === current) return [];
  const all = [told, ...told.parts].flatMap((one) => reasonsFor(one, context));
  const isGiven = all.some(({ of }) => of !== "to-prior") || isAddedUp(told);
  const base = { rule, address: addressOf(told, "reason") };
  const judge = (values: Values): Verdict =>
    isGiven || at(current, values) === at(budget, values) ? "pass" : "fail";
  return [logical(base, [current, budget], judge, told.statement.place)];
}

function reasonMissingPrior(
  rule: StatementRule,
  told: Told,
  { index }: TellingContext,
): readonly Constraint[] {
  const { topic, row } = told.subject;
  const changed = figuresOf(told, "change")[0]?.figure;
  if (changed === undefined) return [];
  const same = index.told.filter(({ subject }) => subject.topic === topic && subject.row === row);
  const isGiven = told.reasons.length > 0 || same.some(isGivenBelow);
  const base = { rule, address: addressOf(told, "reason") };
  const judge = (values: Values): Verdict =>
    isGiven || at(changed, values) === 0 ? "pass" : "fail";
  return [logical(base, [changed], judge, changed.place)];
}

/** A reason for less where there is more. */
function reasonDirections(
  rule: StatementRule,
  told: Told,
  context: TellingContext,
): readonly Constraint[] {
  const current = currentOf(told, context);
  const base = { rule, address: addressOf(told, "reason") };
  return told.reasons.flatMap((reason) => {
    if (reason.direction === null || reason.direction === "same") return [];
    const actual = reasonSign(told, reason, current);
    if (actual === null) return [];
    const said = SIGNS[reason.direction];
    const judge = (values: Values): Verdict => agreeReason(said, actual.sign(values));
    return [logical(base, actual.figures, judge, reason.place)];
  });
}

function agreeReason(said: number, actual: number | null): Verdict {
  return actual === null || said === actual ? "pass" : "fail";
}

/** Of a reason that does not say what it is for, both comparisons must contradict it. */
function reasonSign(told: Told, { of }: Reason, current: Figure | null): ActualSign | null {
  const words = (kind: Comparison["of"]): ActualSign | null => {
    const word = told.comparisons.find((one) => one.of === kind);
    const actual = actualSign(told, kind, current);
    if (actual !== null || word === undefined) return actual;
    return { sign: () => SIGNS[word.direction], figures: [] };
  };
  if (of !== "unknown") return words(of);
  const both = [words("actual-to-budget"), words("to-prior")].filter((one) => one !== null);
  if (both.length === 0) return null;
  const sign: Sign = (values) => {
    const signs = new Set(both.map((one) => one.sign(values)));
    return signs.size === 1 ? ([...signs][0] ?? null) : null;
  };
  return { sign, figures: both.flatMap(({ figures }) => figures) };
}

/** 年初预算 or 全年预算: one of them all through the items. */
function oneBase(rule: StatementRule, told: Told): readonly Constraint[] {
  const parts = told.parts.filter(({ subject }) => /^\d+$/.test(subject.row));
  const bases = parts.map((part) => figuresOf(part, "budget")[0]?.figure ?? null);
  const known = bases.filter((figure) => figure !== null && figure.base !== null);
  const initial = known.filter((figure) => figure?.base === "initial-budget");
  const isMixed = initial.length > 0 && initial.length < known.length;
  if (known.length < 2) return [];
  const odd =
    initial.length * 2 < known.length ? initial[0] : known.find((f) => !initial.includes(f));
  const place: Place | null = odd?.place ?? null;
  const base = { rule, address: addressOf(told, "base") };
  return [logical(base, [], () => (isMixed ? "fail" : "pass"), place)];
}
