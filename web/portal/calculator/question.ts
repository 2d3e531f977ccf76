import type { AnswerOf, BodyOf } from "../../shared/client.ts";

export type Options = AnswerOf<"GET /api/v1/calculator/options">;
export type Question = BodyOf<"POST /api/v1/calculator">;
export type Benefit = Options["benefits"][number];

/** What stands in the form; what is empty is not asked. */
export type QuestionValues = {
  readonly [K in keyof Question]?: Question[K] | null | undefined;
};

const EMPLOYEE = "310";
/** Statuses of the employees' insurance; a resident is just that. */
const RESIDENT = "resident";

/** The benefits of an insurance, and so the kinds of care that it decides on. */
export function visitTypesOf(options: Options, insutype: string): readonly Choice[] {
  const known = new Map<string, Choice>();
  for (const { insutype: own, visit_type } of options.benefits) {
    if (!own.includes(insutype)) continue;
    for (const one of visit_type) if (!known.has(one.value)) known.set(one.value, one);
  }
  return [...known.values()];
}

export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** What of the year so far matters: of every benefit that may decide. */
export function yearOf(
  options: Options,
  insutype: string,
  visit_type: string,
): Benefit["this_year"] {
  const deciding = options.benefits.find(
    (one) =>
      one.insutype.includes(insutype) && one.visit_type.some(({ value }) => value === visit_type),
  );
  return deciding?.this_year ?? [];
}

export function statusesOf(options: Options, insutype: string): readonly Choice[] {
  const isEmployee = insutype === EMPLOYEE;
  return options.status.filter(({ value }) => (value === RESIDENT) !== isEmployee);
}

/** The question as the platform takes it: without what was left empty. */
export function questionOf(values: QuestionValues): Question {
  const given = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== "" && !isEmpty(value),
  );
  const { this_year, compare = [], ...question } = Object.fromEntries(given) as unknown as Question;
  const year = Object.entries(this_year ?? {}).filter(([, value]) => value != null && value !== "");
  // Where it is asked about is no elsewhere.
  const elsewhere = compare.filter((one) => one !== question.level && one !== question.place);
  return {
    ...question,
    ...(elsewhere.length === 0 ? {} : { compare: elsewhere }),
    ...(year.length === 0 ? {} : { this_year: Object.fromEntries(year) }),
  };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
