import type { PlanTable } from "./plan-table.ts";
import { PRODUCTS } from "./plan-writer.ts";

/** Plans of one text: their function, and where each finds its own numbers. */
export interface BulkSource {
  readonly source: string;
  /** For each plan: its function, and where its numbers and slots begin. */
  readonly function_of: Int32Array;
  readonly values_from: Int32Array;
  readonly slots_from: Int32Array;
  readonly values: Float64Array;
  readonly slots: Int32Array;
}

/**
 * The program that settles: one function for each text that plans have, and the loop over rows.
 * A number that all plans of a function share stands in it; others are read from `values` and
 * `slots`, from where the plan's begin.
 *
 * What is put together here are our own words, numbers and indexes. Nothing a pack says in words
 * (names, titles, funds) reaches the text, so nothing in a pack can become code.
 */
export function bulkSourceOf(table: PlanTable, fundCount: number): BulkSource {
  const groups = groupsOf(table);
  const functionOf = new Int32Array(table.plans.length);
  const valuesFrom = new Int32Array(table.plans.length);
  const slotsFrom = new Int32Array(table.plans.length);
  const values: number[] = [];
  const slots: number[] = [];
  const functions = groups.map((members, index) => {
    const plans = members.map((plan) => table.plans[plan] as PlanTable["plans"][number]);
    const ownValues = varying(plans.map((plan) => plan.values));
    const ownSlots = varying(plans.map((plan) => plan.slots));
    members.forEach((plan, at) => {
      functionOf[plan] = index;
      valuesFrom[plan] = values.length;
      slotsFrom[plan] = slots.length;
      for (const place of ownValues) values.push(plans[at]?.values[place] as number);
      for (const place of ownSlots) slots.push(plans[at]?.slots[place] as number);
    });
    const [first] = plans;
    const text = (first?.text ?? "")
      .replace(/‹v(\d+)›/g, (_, place) => numberAt(Number(place), ownValues, first?.values, "v"))
      .replace(/‹s(\d+)›/g, (_, place) => numberAt(Number(place), ownSlots, first?.slots, "s"));
    return `function plan${index}(row, year, v, s) {\n${text}\n}`;
  });
  const numbers = Array.from({ length: fundCount }, (_, index) => index);
  const source = [
    HEAD,
    ...numbers.map((index) => `let fund${index};`),
    ...functions,
    dispatch(functions.length),
    loop(numbers),
  ].join("\n");
  return {
    source: indented(source),
    function_of: functionOf,
    values_from: valuesFrom,
    slots_from: slotsFrom,
    values: Float64Array.from(values),
    slots: Int32Array.from(slots),
  };
}

/** Indexes of the plans of each text, in order of the first of them. */
function groupsOf({ plans }: PlanTable): number[][] {
  const groups = new Map<string, number[]>();
  plans.forEach(({ text }, plan) => {
    const group = groups.get(text);
    if (group) group.push(plan);
    else groups.set(text, [plan]);
  });
  return [...groups.values()];
}

/** Places at which not all rows hold the same number. */
function varying(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return [...first.keys()].filter((place) => rows.some((row) => row[place] !== first[place]));
}

function numberAt(
  place: number,
  own: readonly number[],
  shared: readonly number[] | undefined,
  from: "v" | "s",
): string {
  const at = own.indexOf(place);
  if (at < 0) return String(shared?.[place]);
  return `${from === "v" ? "values" : "slots"}[${from} + ${at}]`;
}

const HEAD = `"use strict";
const { ${Object.keys(PRODUCTS).join(", ")}, divideFenByPpm, multiplyFenByRatio } = arithmetic;
const { values, slots, functionOf, valuesFrom, slotsFrom, planAt, stretchAt } = tables;
const { stretches, firstDay, width } = tables;
let totals, inScope, paidAlone, firstSelf, stays, firstOfStay;
let deductibles, persons, used, chargedIn, admittedAt;`;

function dispatch(count: number): string {
  const cases = Array.from({ length: count }, (_, index) => {
    return `case ${index}: plan${index}(row, year, v, s); break;`;
  });
  return `function run(plan, row, year) {
const v = valuesFrom[plan];
const s = slotsFrom[plan];
switch (functionOf[plan]) {
${cases.join("\n")}
}
}`;
}

/** The loop: a person begins from nothing, a cancellation takes back, a bill runs its plan. */
function loop(funds: readonly number[]): string {
  return `return function settle(bills, outcome, from, to, state) {
totals = bills.total_fen;
inScope = bills.in_scope_fen;
paidAlone = bills.paid_alone_fen;
firstSelf = bills.first_self_fen;
stays = bills.stay;
firstOfStay = bills.first_of_stay;
deductibles = outcome.deductible_fen;
persons = outcome.person_fen;
${funds.map((index) => `fund${index} = outcome.funds[${index}];`).join("\n")}
({ used, chargedIn, admittedAt } = state);
const { person, case: cases, care_day: careDay, year: years } = bills;
const { cancels_back: cancelsBack } = bills;
const { firstYear, kept, notesAdmissions } = state;
let first = from;
for (let row = from; row < to; row += 1) {
if (person[row] !== person[first]) {
state.leave(first, row);
first = row;
}
const back = cancelsBack[row];
if (back !== 0) {
state.cancel(row, first, back);
continue;
}
const plan = planAt[cases[row] * stretches + stretchAt[careDay[row] - firstDay]];
if (!(plan >= 0)) state.refuse(row);
const year = (years[row] - firstYear) * width;
if (notesAdmissions && firstOfStay[row] === 1) admittedAt[stays[row]] = year;
if (kept !== null && kept[row - from] === 1) {
state.keep(row, plan, year, run);
continue;
}
run(plan, row, year);
}
state.leave(first, to);
};`;
}

/** Two spaces for each open brace, so that people can read it. */
function indented(source: string): string {
  let depth = 0;
  const lines = source.split("\n").map((line) => {
    if (line.startsWith("}")) depth -= 1;
    const text = `${"  ".repeat(depth)}${line}`;
    if (line.endsWith("{")) depth += 1;
    return text;
  });
  return `${lines.join("\n")}\n`;
}
