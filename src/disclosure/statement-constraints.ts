import { type Constraint, linear, type Part, ratio, type Verdict } from "./constraint.ts";
import type { Role } from "./disclosure.ts";
import type { Figure, Values } from "./figure.ts";
import { type Instance, NOT_READ } from "./instance.ts";
import type { StatementRule } from "./rule.ts";
import type { Told, ToldFigure } from "./statement-figures.ts";
import {
  addressOf,
  budgetsOf,
  changeOfRate,
  currentOf,
  currentOrTable,
  figuresOf,
  priorOf,
  type TellingContext,
  turned,
  wholeOf,
} from "./telling.ts";

function unresolved(rule: StatementRule, told: Told, one: ToldFigure): Instance {
  const { figure } = one;
  const address = addressOf(told, figure.column);
  const rest = { outcome: "unresolved", place: figure.place, note: NOT_READ } as const;
  return { constraint: null, rule, address, ...rest };
}

export function completion(
  rule: StatementRule,
  told: Told,
  one: ToldFigure,
  context: TellingContext,
): Instance {
  const actual = currentOrTable(told, context);
  const budgets = budgetsOf(told, one, context);
  const base = { rule, address: addressOf(told, "completion") };
  const changed = figuresOf(told, "change").find(({ figure }) => isOfBudget(figure))?.figure;
  if (actual !== null && budgets.length === 0 && changed !== undefined) {
    // 完成年初预算的 p%，比年初预算增加 …: the budget is what was spent less the change.
    const budget = [once(actual), once(changed, -1)];
    return { constraint: ratio(base, one.figure, [once(actual)], budget) };
  }
  if (actual === null || budgets.length === 0) return unresolved(rule, told, one);
  return {
    constraint: best(
      budgets.map((budget) => ratio(base, one.figure, [once(actual)], [once(budget)])),
    ),
  };
}

function isOfBudget({ base, direction }: Figure): boolean {
  return direction !== null && (base === "initial-budget" || base === "full-budget");
}

function once(figure: Figure, factor = 1): Part {
  return { figure, factor };
}

const WORST: readonly Verdict[] = ["pass", "hint", "slip", "fail"];

/** Where several readings are possible, the one that fits best is meant. */
function best(constraints: readonly Constraint[]): Constraint {
  const ranked = constraints.toSorted((a, b) => rank(a) - rank(b));
  return ranked[0] as Constraint;
}

function rank(constraint: Constraint): number {
  return WORST.indexOf(constraint.judge(printedValues(constraint.figures)));
}

export function printedValues(figures: readonly Figure[]): Values {
  const values: Values = [];
  for (const { at, printed } of figures) values[at] = printed.value;
  return values;
}

export function change(
  rule: StatementRule,
  told: Told,
  one: ToldFigure,
  context: TellingContext,
): readonly Instance[] {
  const prior = priorOf(told, one, context);
  const current = currentOf(told, context);
  if (prior === null || current === null) return [];
  const base = { rule, address: addressOf(told, "change") };
  const right = [once(current), once(prior, -1)];
  return [{ constraint: linear(base, "sum", [once(one.figure)], right) }];
}

export function changeRate(
  rule: StatementRule,
  told: Told,
  one: ToldFigure,
  context: TellingContext,
): Instance {
  const base = { rule, address: addressOf(told, "change-rate") };
  const changed = changeOfRate(told, one);
  const prior = priorOf(told, one, context);
  const current = currentOrTable(told, context);
  if (changed !== null && prior !== null) {
    return { constraint: ratio(base, one.figure, [once(changed)], [once(prior)]) };
  }
  if (current === null || (changed === null && prior === null)) return unresolved(rule, told, one);
  const constraint =
    changed !== null
      ? ratio(base, one.figure, [once(changed)], [once(current), once(changed, -1)])
      : ratio(
          base,
          one.figure,
          [once(current), once(prior as Figure, -1)],
          [once(prior as Figure)],
        );
  return { constraint: eitherWay(constraint, one.figure, changed) };
}

/**
 * A rate that is right once its direction is turned round is right as a rate: that the word of
 * direction is wrong is for the rule on directions to say.
 */
function eitherWay(constraint: Constraint, rate: Figure, changed: Figure | null): Constraint {
  const turnable = changed === null ? [rate] : [rate, changed];
  return {
    ...constraint,
    judge: (values) => {
      const verdict = constraint.judge(values);
      if (verdict !== "fail") return verdict;
      const turns = changed === null ? [[rate]] : [[rate], [changed], turnable];
      const isTurned = turns.some(
        (figures) => constraint.judge(turned(values, figures)) === "pass",
      );
      return isTurned ? "pass" : verdict;
    },
  };
}

export function shareOf(
  rule: StatementRule,
  told: Told,
  one: ToldFigure,
  context: TellingContext,
): Instance {
  const part = currentOrTable(told, context);
  const whole = wholeOf(told, one, context);
  if (part === null || whole === null) return unresolved(rule, told, one);
  const base = { rule, address: addressOf(told, "share") };
  const constraint = ratio(base, one.figure, [once(part)], [once(whole)]);
  return { constraint: closing(constraint, one.figure, siblingShares(told)) };
}

function siblingShares({ parent }: Told): readonly Figure[] {
  return (parent?.parts ?? []).flatMap((part) =>
    figuresOf(part, "share").map(({ figure }) => figure),
  );
}

const WHOLE_PPM = 1_000_000;

/** Some offices bend a share so that all of them make 100: rounding, not a fault. */
function closing(constraint: Constraint, own: Figure, siblings: readonly Figure[]): Constraint {
  if (siblings.length < 2) return constraint;
  const slack = (own.printed.step * (siblings.length + 1)) / 2;
  return {
    ...constraint,
    judge: (values) => {
      const verdict = constraint.judge(values);
      if (verdict !== "fail") return verdict;
      const sum = siblings.reduce((total, { at, printed }) => {
        return total + (values[at] ?? printed.value);
      }, 0);
      const right = constraint.sides(values).right;
      const miss = Math.abs((values[own.at] as number) - right);
      return sum === WHOLE_PPM && miss <= slack ? "hint" : "fail";
    },
  };
}

export function sharesClose(
  rule: StatementRule,
  told: Told,
  context: TellingContext,
): readonly Constraint[] {
  if (!told.statement.parts_are_whole) return [];
  const shares = told.parts.map((part) => figuresOf(part, "share")[0]);
  if (shares.length < 2 || shares.some((one) => one === undefined)) return [];
  const wholes = new Set(shares.map((one) => one?.mention.whole));
  if (wholes.size > 1) return [];
  const parts = shares.map((one) => once((one as ToldFigure).figure));
  const base = { rule, address: addressOf(told, "share") };
  const constraint = linear(base, "sum", parts, [], WHOLE_PPM);
  return [roundedAmounts(constraint, told, context)];
}

/** Shares of amounts that are small against their last digit make 100 only roughly. */
function roundedAmounts(constraint: Constraint, told: Told, context: TellingContext): Constraint {
  const whole = currentOf(told, context);
  const parts = told.parts.map((part) => currentOf(part, context));
  const steps = [whole, ...parts].reduce((sum, one) => sum + (one?.printed.step ?? 0), 0);
  const size = (one: Figure | null, values: Values) =>
    one === null ? 0 : Math.abs(values[one.at] ?? one.printed.value);
  return {
    ...constraint,
    judge: (values) => {
      const verdict = constraint.judge(values);
      // Where the whole is not told, it is what the parts come to.
      const all = parts.reduce((sum, one) => sum + size(one, values), 0);
      const below = whole === null ? all : size(whole, values);
      if (verdict !== "fail" || below === 0) return verdict;
      const { left, right } = constraint.sides(values);
      return Math.abs(left - right) * 2 * below <= steps * WHOLE_PPM ? "hint" : "fail";
    },
  };
}

const SUMMED: readonly Role[] = ["budget", "prior", "change"];

/** What follows 其中 adds up, figure by figure, where it is all there is. */
export function partSums(
  rule: StatementRule,
  told: Told,
  context: TellingContext,
): readonly Constraint[] {
  if (!told.statement.parts_are_whole) return [];
  const parts = told.parts.filter((part) => isPart(part) && !isInside(part, told.parts));
  if (parts.length === 0) return [];
  const sum = (role: string, whole: Figure | null, figures: readonly (Figure | null)[]) => {
    if (whole === null || figures.some((figure) => !isLike(figure, whole))) return [];
    const right = figures.map((figure) => once(figure as Figure));
    const base = { rule, address: addressOf(told, role) };
    return [linear(base, "sum", [once(whole)], right)];
  };
  const first = (one: Told, role: Role) => figuresOf(one, role)[0]?.figure ?? null;
  // Changes add up where all are against the same: a part may be held against the budget alone.
  const like = (one: Told, role: Role, whole: Figure | null) =>
    role === "change"
      ? (figuresOf(one, role).find(({ figure }) => figure.base === whole?.base)?.figure ?? null)
      : first(one, role);
  const roles = context.kind === "final" ? SUMMED : SUMMED.slice(1);
  return [
    ...sum(
      "current",
      currentOf(told, context),
      parts.map((part) => currentOf(part, context)),
    ),
    ...roles.flatMap((role) =>
      sum(
        role,
        first(told, role),
        parts.map((part) => like(part, role, first(told, role))),
      ),
    ),
  ];
}

function isLike(figure: Figure | null, whole: Figure): boolean {
  return figure !== null && figure.printed.quantity === whole.printed.quantity;
}

/** To whom contracts went says nothing of what was bought: it is another division of the same. */
function isPart({ subject }: Told): boolean {
  return subject.topic !== "procurement" || ["goods", "works", "services"].includes(subject.row);
}

/** Parts of parts that are told on the same level: purchase and running beside vehicles. */
function isInside(part: Told, all: readonly Told[]): boolean {
  const { row } = part.subject;
  return all.some(({ subject }) => {
    if (subject.row === row || subject.row === "") return false;
    if (/^\d+$/.test(row) && /^\d+$/.test(subject.row)) return row.startsWith(subject.row);
    return subject.row === "vehicles" && /^vehicle-(purchase|running)$/.test(row);
  });
}
