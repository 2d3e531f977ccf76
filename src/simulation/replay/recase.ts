import { type CivilDate, dayNumber, type Fen } from "../../kernel/index.ts";
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
 * conditions say the same are of one kind; each kind is worked out once with one of them.
 */
export function recasedHistory(
  history: History,
  people: HistoryPeople,
  rules: PersonRules,
): RecasedHistory {
  if (rules.empty) return { cases: history.cases, recase: null };
  const { years } = history.manifest;
  const kinds = new Map<string, number>([["", 0]]);
  const examples: (Example | null)[] = [null];
  const byYear = years.map((year) => kindsIn(year, people, rules, kinds, examples));
  const cases: BillCase[] = [...history.cases];
  const paid_from: Recase["paid_from"][number][] = cases.map(() => null);
  const numbers = new Map<object, number>();
  const table = new Int32Array(examples.length * history.cases.length);
  examples.forEach((example, kind) => {
    history.cases.forEach((one, index) => {
      const at = kind * history.cases.length + index;
      table[at] = example === null ? index : caseNumber(one, index, example);
    });
  });
  function caseNumber(one: BillCase, index: number, { person, year }: Example): number {
    const changed = changedCase(rules, person, one, dayWithin(rules, year));
    if (changed.bill_case === one && changed.paid_from === null) return index;
    const known = numbers.get(changed);
    if (known !== undefined) return known;
    numbers.set(changed, cases.length);
    cases.push(changed.bill_case);
    paid_from.push(changed.paid_from);
    return cases.length - 1;
  }
  const { from, to } = rules.period;
  const first_year = Math.min(...years);
  const recase: Recase = {
    from_day: dayNumber(from),
    to_day: to === null ? null : dayNumber(to),
    first_year,
    kinds: Array.from({ length: Math.max(...years) - first_year + 1 }, (_, index) => {
      return byYear[years.indexOf(first_year + index)] ?? new Uint16Array(people.count);
    }),
    table,
    cases: history.cases.length,
    paid_from,
  };
  return { cases, recase };
}

/** Somebody of a kind, in the year for which the kind was found: age is counted by the year. */
interface Example {
  readonly person: PersonAttributes;
  readonly year: number;
}

function kindsIn(
  year: number,
  people: HistoryPeople,
  rules: PersonRules,
  kinds: Map<string, number>,
  examples: (Example | null)[],
): Uint16Array {
  const ofPerson = new Uint16Array(people.count);
  for (let index = 0; index < people.count; index += 1) {
    const person = attributesOf(people, index);
    const text = personKind(rules, person, year);
    let kind = kinds.get(text);
    if (kind === undefined) {
      kind = examples.length;
      kinds.set(text, kind);
      examples.push({ person, year });
    }
    ofPerson[index] = kind;
  }
  return ofPerson;
}

/** A day of the year on which the rules hold: the kind is worked out as of that day. */
function dayWithin(rules: PersonRules, year: number): CivilDate {
  const first = `${year}-01-01` as CivilDate;
  const last = `${year}-12-31` as CivilDate;
  if (rules.period.from <= first) return first;
  return rules.period.from <= last ? rules.period.from : last;
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
