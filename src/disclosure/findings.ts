import type { Constraint, Verdict } from "./constraint.ts";
import type { Explanation, Repair } from "./culprits.ts";
import type { Doubt } from "./doubt.ts";
import { equation } from "./equation.ts";
import type { Figure, Values } from "./figure.ts";
import { figureName, printedText, valueText } from "./figure-text.ts";
import type { Finding, Severity } from "./finding.ts";
import { NO_PLACE } from "./instance.ts";
import { contradiction } from "./joint.ts";
import { lackingAbove, missingBelow } from "./lost-row.ts";

/** A constraint and what became of it with the figures as printed. */
export interface Judged {
  readonly constraint: Constraint;
  readonly verdict: Verdict;
}

export interface Outcomes {
  readonly judged: readonly Judged[];
  /** Constraints that culprits were searched with: explanations number these. */
  readonly sound: readonly Constraint[];
  readonly explanations: readonly Explanation[];
  readonly values: Values;
  readonly repaired: Values;
}

/** One finding for each defect: the culprits first, then what is broken without one. */
export function writeFindings(outcomes: Outcomes): readonly Finding[] {
  const { sound, explanations, judged, repaired, values } = outcomes;
  const claimed = new Map<Constraint, Explanation>();
  for (const explanation of explanations) {
    for (const at of explanation.broken) claimed.set(sound[at] as Constraint, explanation);
  }
  const mended = mendedBy(outcomes);
  const rest = judged.filter(({ constraint, verdict }) => {
    if (verdict === "pass" || claimed.has(constraint)) return false;
    const after = constraint.judge(repaired);
    return after !== "pass" && (after === verdict || !touches(constraint, values, repaired));
  });
  const found = explanations.flatMap((explanation) => {
    const broken = explanation.broken.map((at) => sound[at] as Constraint);
    const missing = isLack(explanation, broken) ? missingBelow(broken, rest, values) : [];
    for (const one of missing) rest.splice(rest.indexOf(one), 1);
    const [first, ...more] = explained(explanation, broken, mended, outcomes);
    return first === undefined ? [] : [withMissing(first, missing), ...more];
  });
  const findings = [...found, ...unexplained(rest, outcomes), ...jointFindings(outcomes)];
  return findings.toSorted((a, b) => a.where.page - b.where.page || a.where.line - b.where.line);
}

/** A row is missing, or a sum comes out larger than its parts and none of them is blamed. */
function isLack({ lost, repairs }: Explanation, broken: readonly Constraint[]): boolean {
  const [only] = repairs;
  if (lost !== null) return true;
  if (only === undefined || repairs.length > 1) return false;
  return only.doubtful !== null || broken.some(({ figures }) => figures[0] === only.figure);
}

function withMissing(finding: Finding, missing: readonly Judged[]): Finding {
  const [first] = missing;
  const [figure] = first?.constraint.figures ?? [];
  if (figure === undefined) return finding;
  const row = figure.place.row || figureName(figure);
  const ids = missing.map(({ constraint }) => constraint.rule.id);
  return {
    ...finding,
    message: `${finding.message}；别处印有“${row}” ${printedText(figure)}，这里没有这一行`,
    suggestion: `请补上“${row}”一行`,
    merged: distinct([...finding.merged, ...ids], finding.rule),
  };
}

function touches({ figures }: Constraint, values: Values, repaired: Values): boolean {
  return figures.some(({ at }) => values[at] !== repaired[at]);
}

/** Rules that were not searched with and that a repair mends too: by the figure repaired. */
function mendedBy({ judged, values, repaired }: Outcomes): ReadonlyMap<number, readonly string[]> {
  const mended = new Map<number, string[]>();
  for (const { constraint, verdict } of judged) {
    if (verdict !== "fail" && verdict !== "slip") continue;
    if (constraint.judge(repaired) === verdict) continue;
    for (const { at } of constraint.figures) {
      if (values[at] === repaired[at]) continue;
      mended.set(at, [...(mended.get(at) ?? []), constraint.rule.id]);
    }
  }
  return mended;
}

function explained(
  { repairs, lost }: Explanation,
  broken: readonly Constraint[],
  mended: ReadonlyMap<number, readonly string[]>,
  { values }: Outcomes,
): readonly Finding[] {
  if (lost !== null) return [lostFinding(lost, broken, values)];
  const groups = displaced(repairs);
  return groups.map((group) => {
    const figures = new Set(group.map(({ figure }) => figure));
    const own = broken.filter((constraint) => constraint.figures.some((one) => figures.has(one)));
    const others = group.flatMap(({ figure }) => mended.get(figure.at) ?? []);
    return repairFinding(group, own.length > 0 ? own : broken, others, values);
  });
}

/** Repairs in one row of a table, or that exchange two values, are one displacement. */
function displaced(repairs: readonly Repair[]): readonly (readonly Repair[])[] {
  const groups: Repair[][] = [];
  for (const repair of repairs) {
    const group = groups.find(([first]) => first !== undefined && isOneDefect(first, repair));
    if (group === undefined) groups.push([repair]);
    else group.push(repair);
  }
  return groups;
}

function isOneDefect(a: Repair, b: Repair): boolean {
  const [one, other] = [a.figure, b.figure];
  if (one.source !== "table" || other.source !== "table" || one.topic !== other.topic) return false;
  if (one.row === other.row) return true;
  return (
    one.column === other.column && a.value === other.printed.value && b.value === one.printed.value
  );
}

function repairFinding(
  group: readonly Repair[],
  broken: readonly Constraint[],
  others: readonly string[],
  values: Values,
): Finding {
  const [{ figure, value, alternatives, doubtful }] = group as [Repair];
  if (doubtful !== null) {
    return doubtFinding(doubtful, alternatives, distinctRules(broken, others), values);
  }
  const main = mostSpecific(figure, broken);
  const { rule } = main;
  const name = figureName(figure);
  const expected = expectedText(figure, value, main);
  const also = group.slice(1).map((one) => {
    const becomes = valueText(one.figure.printed, one.value);
    return `${figureName(one.figure)}由 ${printedText(one.figure)} 改为 ${becomes}`;
  });
  const doubt = alternatives.slice(0, DOUBTS_SHOWN).map((other) => suspectText(other, figure));
  const doubts = doubt.length === 0 ? "" : `；也可能是${doubt.join("、")} 印错`;
  const more = also.length === 0 ? "" : `，并把${also.join("、")}`;
  return {
    id: "",
    rule: rule.id,
    outcome: isPrinted(figure) ? severityOf(rule.severity, "fail") : "unresolved",
    title: rule.title,
    where: figure.place,
    printed: printedText(figure),
    expected,
    difference: valueText(figure.printed, figure.printed.value - value),
    message: `${rule.message}：${equation(main, values)}`,
    suggestion: rule.suggestion || `请核对${name}，似应为 ${expected}${more}${doubts}`,
    merged: distinct(distinctRules(broken, others), rule.id),
  };
}

function distinctRules(
  broken: readonly Constraint[],
  others: readonly string[],
): readonly string[] {
  return [...broken.map((one) => one.rule.id), ...others];
}

/** A sum with parts of which one is wrong, or it itself: said at the sum, and none is blamed. */
function doubtFinding(
  { sum, suspects }: Doubt,
  alternatives: readonly Figure[],
  rules: readonly string[],
  values: Values,
): Finding {
  const { rule } = sum;
  const [whole] = sum.figures as [Figure];
  const { left, right } = sum.sides(values);
  const likely = new Set([...suspects, ...alternatives]);
  likely.delete(whole);
  // What is printed goes before blanks, which mostly are nothing.
  const ordered = [...likely].toSorted((a, b) => Number(isBlank(a)) - Number(isBlank(b)));
  const named = ordered.map((one) => suspectText(one, whole));
  const more = named.length > DOUBTS_SHOWN ? "等" : "";
  const shown = `${named.slice(0, DOUBTS_SHOWN).join("、")}${more}`;
  const isPrintedWhole = [whole, ...likely].every(isPrinted);
  // Nothing stands in a cell that was left over: what is printed breaks the sum all the same.
  const isPrintedPart = isPrinted(whole) && [...likely].some(isPrinted);
  const doubted = isPrintedPart ? atMostWarn(severityOf(rule.severity, "fail")) : "unresolved";
  return {
    id: "",
    rule: rule.id,
    outcome: isPrintedWhole ? severityOf(rule.severity, "fail") : doubted,
    title: rule.title,
    where: whole.place,
    printed: printedText(whole),
    expected: valueText(whole.printed, right),
    difference: valueText(whole.printed, left - right),
    message: `${rule.message}：${equation(sum, values)}；合计或其中一个分项有误，可能是${shown}`,
    suggestion: `请逐项核对${figureName(whole)}及其分项`,
    merged: distinct(rules, rule.id),
  };
}

function atMostWarn(severity: Severity): Severity {
  return severity === "error" ? "warn" : severity;
}

function suspectText(figure: Figure, beside: Figure): string {
  const { printed } = figure;
  const text = isBlank(figure) ? "空白" : valueText(printed, printed.value, false);
  return `${shortName(figure, beside)} ${text}`;
}

function isBlank({ origin }: Figure): boolean {
  return origin === "blank";
}

/** A figure whose column was worked out is wrong where nothing fits; what was never read is not. */
function isPrinted({ origin, printed }: Figure): boolean {
  return origin !== "solved" || printed.text !== "";
}

/** 0.01 万元. */
const USUAL_STEP_FEN = 10_000;

/** As the other printing has it, where the figure is printed more coarsely than that. */
function expectedText(figure: Figure, value: number, { figures, rule }: Constraint): string {
  const other = figures.find((one) => one !== figure);
  const isCopy = rule.relation === "equal" && figures.length === 2 && other !== undefined;
  const isCoarse = figure.printed.step > USUAL_STEP_FEN;
  const shows = isCopy && isCoarse && other.printed.step <= USUAL_STEP_FEN;
  return shows ? valueText(other.printed, other.printed.value) : valueText(figure.printed, value);
}

const SEVERITIES: readonly Severity[] = ["error", "warn", "hint", "unresolved"];

const DOUBTS_SHOWN = 6;

/** Within one table the row and column say enough. */
function shortName(figure: Figure, beside: Figure): string {
  const isBeside = figure.source === "table" && figure.topic === beside.topic;
  if (!isBeside) return figureName(figure);
  const { row, column } = figure.place;
  if (row === "") return column;
  return figure.column === beside.column ? row : `${row}·${column}`;
}

/** The gravest rule, and of those the one on the figure itself, with the fewest other figures. */
function mostSpecific(figure: Figure, broken: readonly Constraint[]): Constraint {
  const rank = (constraint: Constraint) => {
    const grave = SEVERITIES.indexOf(constraint.rule.severity) * 10_000;
    const isOwn = constraint.figures[0] === figure ? 0 : 1000;
    const topics = new Set(constraint.figures.map(({ topic }) => topic)).size;
    return grave + isOwn + topics * 100 + constraint.figures.length;
  };
  return broken.toSorted((a, b) => rank(a) - rank(b))[0] as Constraint;
}

function lostFinding(figure: Figure, broken: readonly Constraint[], values: Values): Finding {
  const [main] = broken as [Constraint];
  const { rule } = main;
  const { left, right } = main.sides(values);
  return {
    id: "",
    rule: rule.id,
    outcome: severityOf(rule.severity, "fail"),
    title: rule.title,
    where: figure.place,
    printed: printedText(figure),
    expected: valueText(figure.printed, right),
    difference: valueText(figure.printed, left - right),
    message: `${rule.message}：${equation(main, values)}；各列同时不足，下面似漏印一行`,
    suggestion: `请核对${figureName(figure)}下面的各行，补上缺少的一行`,
    merged: distinct(
      broken.map((one) => one.rule.id),
      rule.id,
    ),
  };
}

const LOWER: Readonly<Record<Severity, Severity>> = {
  error: "warn",
  warn: "hint",
  hint: "hint",
  unresolved: "unresolved",
};

/** How grave a broken rule is told: one last digit in a copied figure is a step less. */
export function severityOf(severity: Severity, verdict: Verdict): Severity {
  if (verdict === "hint") return "hint";
  return verdict === "slip" ? LOWER[severity] : severity;
}

/** What no repair explains: each rule for itself, those on the same words together. */
function unexplained(rest: readonly Judged[], { judged, values }: Outcomes): readonly Finding[] {
  const groups = new Map<string, Judged[]>();
  for (const [at, one] of rest.entries()) {
    const key = familyOf(refuted(one, rest) ?? one) ?? String(at);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.toSorted((a, b) => weight(b) - weight(a)) as [Judged];
    const finding = plainFinding(first, values);
    if (finding === null) return [];
    const ids = others.map((one: Judged) => one.constraint.rule.id);
    const above = isAbsence(first) ? lackingAbove(first.constraint, judged) : null;
    const where = above?.place ?? finding.where;
    return [{ ...finding, where, merged: distinct(ids, finding.rule) }];
  });
}

/** Broken because a row is not printed that is printed in another table. */
function isAbsence({ constraint, verdict }: Judged): boolean {
  const { absent = [], is_numeric } = constraint;
  return is_numeric && verdict === "fail" && absent.length === 1;
}

/**
 * Two printings of one figure differ, and one of them is not what the table says, either: that one
 * is wrong, and this is the same defect.
 */
function refuted({ constraint, verdict }: Judged, rest: readonly Judged[]): Judged | null {
  if (!isRepeat(constraint) || verdict !== "fail") return null;
  const others = rest.filter((one) => one.verdict === "fail" && isByTable(one.constraint));
  const against = constraint.figures.map((figure) =>
    others.find((one) => one.constraint.figures.includes(figure)),
  );
  const [only, ...more] = against.filter((one) => one !== undefined);
  return more.length === 0 ? (only ?? null) : null;
}

function isRepeat({ rule }: Constraint): boolean {
  return rule.form === "statement" && rule.relation === "repeat";
}

function isByTable({ figures, is_numeric }: Constraint): boolean {
  const isText = figures.some(({ source }) => source === "text");
  return is_numeric && isText && figures.some(({ source }) => source === "table");
}

/**
 * What is one defect: the same figures held against each other by two rules; words on the direction
 * of one subject, 减少, 下降 and the reason for it.
 */
function familyOf({ constraint, verdict }: Judged): string | null {
  const { rule, address, figures, is_numeric, absent = [] } = constraint;
  const [lacking] = absent;
  if (lacking !== undefined && isAbsence({ constraint, verdict }))
    return `${lacking.topic}[${lacking.row}]`;
  if (is_numeric)
    return figures
      .map(({ at }) => at)
      .toSorted((a, b) => a - b)
      .join();
  const isDirection = rule.relation === "direction" || rule.relation === "reason-direction";
  if (!isDirection) return figures[0] === undefined ? null : `${rule.id} ${figures[0].at}`;
  return `direction ${address.slice(0, address.lastIndexOf("."))}`;
}

const WEIGHTS: Readonly<Record<Verdict, number>> = { pass: 0, hint: 1, slip: 2, fail: 3 };

function weight({ constraint, verdict }: Judged): number {
  const { rule } = constraint;
  const isReason = rule.form === "statement" && rule.relation === "reason-direction";
  return WEIGHTS[verdict] * 2 - (isReason || isRepeat(constraint) ? 1 : 0);
}

function plainFinding({ constraint, verdict }: Judged, values: Values): Finding | null {
  const { rule, figures } = constraint;
  const isHeuristic = rule.form === "relation" && rule.is_heuristic;
  if (isHeuristic && verdict !== "fail") return null;
  const [figure] = figures;
  const isRounding = verdict === "hint" && constraint.is_numeric && rule.relation !== "ratio";
  const isSum = isRounding && figures.length > 2;
  const { left, right } = constraint.sides(values);
  const hasSides = constraint.is_numeric && figure !== undefined && figure.printed.step > 0;
  return {
    id: "",
    rule: isSum ? "ROUND-SUM" : rule.id,
    outcome: severityOf(rule.severity, verdict),
    title: isSum ? "分项之和与合计差在四舍五入之内" : rule.title,
    where: constraint.place ?? figure?.place ?? NO_PLACE,
    printed: figure === undefined ? "" : printedText(figure),
    expected: hasSides ? valueText(figure.printed, right) : "",
    difference: hasSides ? valueText(figure.printed, left - right) : "",
    message: `${verdict === "hint" ? "差额在四舍五入之内" : rule.message}${said(constraint, values)}`,
    suggestion: rule.suggestion || (verdict === "hint" ? "" : "请核对有关的数"),
    merged: isSum ? [rule.id] : [],
  };
}

function said(constraint: Constraint, values: Values): string {
  const text = equation(constraint, values);
  return text === "" ? "" : `：${text}`;
}

function distinct(ids: readonly string[], without: string): readonly string[] {
  return [...new Set(ids)].filter((id) => id !== without).sort();
}

/** Sums of one table that hold one by one and not together. */
function jointFindings({ judged, sound, repaired }: Outcomes): readonly Finding[] {
  const tables = new Map<string, Constraint[]>();
  const own = new Set(sound);
  for (const { constraint } of judged) {
    const topic = own.has(constraint) ? tableOf(constraint) : null;
    if (topic !== null) tables.set(topic, [...(tables.get(topic) ?? []), constraint]);
  }
  return [...tables.values()].flatMap((sums) => {
    const verdicts = sums.map((sum) => sum.judge(repaired));
    if (verdicts.includes("fail") || !verdicts.includes("hint")) return [];
    const found = contradiction(sums, repaired);
    const finding = found && plainFinding({ constraint: found, verdict: "fail" }, repaired);
    if (!finding) return [];
    const message = "这张表里几处一分之差不能同时由四舍五入造成：没有一组真数能印成这样";
    return [{ ...finding, rule: "ROUND-JOINT", title: "四舍五入不能同时成立", message }];
  });
}

/** The table whose row or column a sum is; null for what goes across tables. */
function tableOf({ figures, parts }: Constraint): string | null {
  const isPlain = parts.length === figures.length && parts.every(({ factor }) => factor ** 2 === 1);
  if (parts.length < 2 || !isPlain) return null;
  const [first] = figures;
  const isOwn = figures.every(({ source, topic }) => source === "table" && topic === first?.topic);
  return isOwn ? (first?.topic ?? null) : null;
}
