import {
  addDays,
  type CivilDate,
  dateFromDayNumber,
  dayNumber,
  type Fen,
  yearOf,
} from "../../kernel/index.ts";
import type { BillCase } from "../../policy/index.ts";
import {
  changedCase,
  type PersonAttributes,
  type PersonRules,
  personKind,
} from "../change/index.ts";
import type { History, HistoryPeople } from "../history/history.ts";
import type { Recase } from "./job.ts";

export interface RecasedHistory {
  /** The history's cases, and after them those that the change makes of them. */
  readonly cases: readonly BillCase[];
  readonly recase: Recase | null;
}

/**
 * What the person rules of a change make of the cases of a history. People of whom the rules'
 * conditions say the same are of one kind; each kind is worked out once with one of them, on the
 * first day on which it occurs.
 */
export function recasedHistory(
  history: History,
  people: HistoryPeople,
  rules: PersonRules,
): RecasedHistory {
  const { from, end } = daysWithin(history, rules);
  if (rules.empty || from >= end) return { cases: history.cases, recase: null };
  const found = new Kinds(people, rules);
  const years = yearsOf(from, end);
  const kinds = years.map(({ first }) => found.on(first));
  const made = madeCases(history, rules, found.examples);
  const kinds_at = new Uint8Array(dayNumber(end) - dayNumber(from));
  years.forEach(({ first }, year) => {
    kinds_at.fill(year, dayNumber(first) - dayNumber(from));
  });
  const recase: Recase = {
    from_day: dayNumber(from),
    to_day: dayNumber(end),
    kinds_at,
    kinds,
    table: made.table,
    cases: history.cases.length,
    paid_from: made.paid_from,
  };
  return { cases: made.cases, recase };
}

/** Days of care on which the rules hold: bills are settled on the day of care or after it. */
function daysWithin({ manifest }: History, { period }: PersonRules) {
  const end = addDays(manifest.to, 1);
  return {
    from: period.from,
    end: period.to !== null && period.to < end ? period.to : end,
  };
}

/** The years of a stretch of days, each with its first day in it. */
function yearsOf(from: CivilDate, end: CivilDate): { readonly first: CivilDate }[] {
  const last = yearOf(dateFromDayNumber(dayNumber(end) - 1));
  const years = Array.from({ length: last - yearOf(from) + 1 }, (_, index) => yearOf(from) + index);
  return years.map((year, index) => ({
    first: index === 0 ? from : (`${year}-01-01` as CivilDate),
  }));
}

/** Somebody of a kind, and a day on which the rules hold for this kind. */
interface Example {
  readonly person: PersonAttributes;
  readonly day: CivilDate;
}

/** Kinds of people, numbered as they come; nobody of kind 0 is touched by any rule. */
class Kinds {
  readonly examples: (Example | null)[] = [null];
  readonly #numbers = new Map<string, number>([["", 0]]);
  readonly #people: HistoryPeople;
  readonly #rules: PersonRules;

  constructor(people: HistoryPeople, rules: PersonRules) {
    this.#people = people;
    this.#rules = rules;
  }

  /** The kind of each person in the year of a day. */
  on(day: CivilDate): Uint16Array {
    const ofPerson = new Uint16Array(this.#people.count);
    for (let index = 0; index < ofPerson.length; index += 1) {
      const person = attributesOf(this.#people, index);
      const text = personKind(this.#rules, person, yearOf(day));
      let kind = this.#numbers.get(text);
      if (kind === undefined) {
        kind = this.examples.length;
        this.#numbers.set(text, kind);
        this.examples.push({ person, day });
      }
      ofPerson[index] = kind;
    }
    return ofPerson;
  }
}

/** The cases that each kind's are made into, each once, after those of the history. */
function madeCases(history: History, rules: PersonRules, examples: readonly (Example | null)[]) {
  const cases: BillCase[] = [...history.cases];
  const paid_from: Recase["paid_from"][number][] = cases.map(() => null);
  const numbers = new Map<object, number>();
  const numberOf = (one: BillCase, index: number, { person, day }: Example): number => {
    const changed = changedCase(rules, person, one, day);
    if (changed.bill_case === one && changed.paid_from === null) return index;
    const known = numbers.get(changed);
    if (known !== undefined) return known;
    numbers.set(changed, cases.length);
    cases.push(changed.bill_case);
    paid_from.push(changed.paid_from);
    return cases.length - 1;
  };
  const table = new Int32Array(examples.length * history.cases.length);
  examples.forEach((example, kind) => {
    history.cases.forEach((one, index) => {
      const at = kind * history.cases.length + index;
      table[at] = example === null ? index : numberOf(one, index, example);
    });
  });
  return { cases, paid_from, table };
}

export function attributesOf({ columns, words }: HistoryPeople, person: number): PersonAttributes {
  const income = columns.income_fen[person] as number;
  const diseases = columns.diseases[person] ?? "";
  return {
    birth_year: columns.birth_year[person] as number,
    sex: words.sex?.[columns.sex[person] as number] as PersonAttributes["sex"],
    district: words.district?.[columns.district[person] as number] as string,
    income_fen: income < 0 ? null : (income as Fen),
    diseases: diseases === "" ? [] : diseases.split("+"),
  };
}
