import {
  type Chart,
  type ChartRow,
  type Charts,
  chartOf,
  normaliseName,
} from "../classification/index.ts";
import type { Forms, Topic } from "../disclosure/index.ts";
import { idOf, type ReadingWords } from "./reading-words.ts";
import { bare, plainName } from "./words.ts";

/** Everything that words of rows are held against, for one year. */
export interface FormWords {
  readonly forms: Forms;
  readonly words: ReadingWords;
  readonly charts: Readonly<Record<"functional" | "departmental" | "governmental", Chart>>;
  /** Codes of the functional classes by their names, of this year and of others. */
  readonly classes: ReadonlyMap<string, string>;
  /** Codes by name, for rows that are printed without one. */
  readonly byName: Readonly<Record<"functional" | "departmental" | "governmental", ByName>>;
}

export type ByName = ReadonlyMap<string, readonly string[]>;

/** @param year 0 where it is not known: the newest chart then */
export function formWords(
  forms: Forms,
  words: ReadingWords,
  charts: Charts,
  year: number,
): FormWords {
  const own = (kind: "functional" | "departmental" | "governmental") =>
    chartOf(charts, kind, year === 0 ? 2024 : year);
  const all = {
    functional: own("functional"),
    departmental: own("departmental"),
    governmental: own("governmental"),
  };
  const classes = new Map<string, string>();
  const functional = all.functional;
  for (const row of [...functional.otherYears, ...functional.rows.values()]) {
    if (row.code.length !== 3) continue;
    for (const name of [row.name, ...row.also]) classes.set(bare(name), row.code);
  }
  const byName = {
    functional: namesOf(all.functional),
    departmental: namesOf(all.departmental),
    governmental: namesOf(all.governmental),
  };
  return { forms, words, charts: all, classes, byName };
}

function namesOf(chart: Chart): ByName {
  const names = new Map<string, string[]>();
  for (const row of chart.rows.values()) {
    for (const name of [row.name, ...row.also]) {
      const key = normaliseName(name);
      const codes = names.get(key);
      if (codes === undefined) names.set(key, [row.code]);
      else codes.push(row.code);
    }
  }
  return names;
}

/** The functional class that a row of a table with sides names; null for none. */
export function classCode(name: string, { classes }: FormWords): string | null {
  const plain = plainName(name);
  const whole = plain.endsWith("支出") ? plain : `${plain}支出`;
  return classes.get(plain) ?? classes.get(whole) ?? null;
}

/** Ids of a topic's rows whose words are these. */
export function rowIds(topic: Topic, name: string, { words }: FormWords): readonly string[] {
  const plain = plainName(name);
  const titled = [...topic.rows.values()].filter(({ title, also }) => {
    return [title, ...also].some((one) => bare(one) === plain);
  });
  const ids = titled.map(({ id }) => id);
  const patterned = words.rows.filter(({ id }) => topic.rows.has(id));
  for (const one of patterned) {
    const id = idOf([one], plain);
    if (id !== null && !ids.includes(id)) ids.push(id);
  }
  return ids;
}

export type { ChartRow };
