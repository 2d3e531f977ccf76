import type { Disclosure, Fact, Forms, Profile } from "../../disclosure/index.ts";
import { type CsvCell, csvText, fen, yuanFromFen } from "../../kernel/index.ts";
import { type MoneyForm, moneyText } from "../printed-money.ts";
import {
  type DataTopic,
  fiscalPackage,
  type OpenDataAbout,
  PACKAGE_FILE,
} from "./fiscal-package.ts";

export type { OpenDataAbout } from "./fiscal-package.ts";

/** A file of the open data: its path inside the folder, and its bytes (UTF-8). */
export interface OpenDataFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The columns of each topic's file, in their order. */
export const DATA_COLUMNS = [
  ...["year", "unit", "row", "code", "name", "column", "column_title"],
  ...["quantity", "amount_yuan", "number", "printed"],
] as const;

/**
 * The figures of a disclosure for machines: one tidy CSV file a topic (one figure a line), and the
 * package file that says what they are. A figure that a table and a sentence tell is told once.
 */
export function writeOpenData(
  disclosure: Disclosure,
  forms: Forms,
  profile: Profile,
  about: OpenDataAbout,
): readonly OpenDataFile[] {
  const topics = dataTopics(disclosure, forms, profile);
  const files = topics.map(({ path, lines }) => ({ path, text: csvText(DATA_COLUMNS, lines) }));
  const description = fiscalPackage(disclosure, topics, about);
  return [{ path: PACKAGE_FILE, text: `${JSON.stringify(description, null, 2)}\n` }, ...files].map(
    ({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) }),
  );
}

interface FilledTopic extends DataTopic {
  readonly lines: readonly (readonly CsvCell[])[];
}

function dataTopics(
  disclosure: Disclosure,
  forms: Forms,
  profile: Profile,
): readonly FilledTopic[] {
  return [...forms.topics.values()].flatMap((topic): readonly FilledTopic[] => {
    const facts = toldOnce(disclosure.facts.filter((fact) => fact.topic === topic.id));
    if (facts.length === 0) return [];
    const names = namesOf(disclosure, topic.id);
    const title = topic.titles[disclosure.kind] ?? topic.titles.final ?? topic.titles.budget;
    return [
      {
        ...{ id: topic.id, title: title ?? topic.id, stub: topic.stub },
        path: `data/${topic.id}.csv`,
        hasMoney: facts.some(({ printed }) => printed.quantity === "money"),
        lines: facts.map((fact): CsvCell[] => {
          const { code, name } = names.get(fact.row) ?? { code: "", name: "" };
          return [
            ...[disclosure.year, disclosure.unit_name, fact.row],
            code || (/^\d{3,}$/.test(fact.row) ? fact.row : ""),
            name || (topic.rows.get(fact.row)?.title ?? ""),
            ...[fact.column, topic.columns.get(fact.column) ?? "", fact.printed.quantity],
            ...valuesOf(fact, formOf(profile, topic.id)),
          ];
        }),
      },
    ];
  });
}

/** What stands in a table counts; what only sentences tell is taken from them. */
function toldOnce(facts: readonly Fact[]): readonly Fact[] {
  const told = new Map<string, Fact>();
  for (const source of ["table", "text"] as const) {
    for (const fact of facts.filter((one) => one.source === source)) {
      const address = `${fact.row} ${fact.column}`;
      if (!told.has(address)) told.set(address, fact);
    }
  }
  return [...told.values()];
}

interface RowName {
  readonly code: string;
  readonly name: string;
}

/** The codes and names of rows, as the disclosure prints them. */
function namesOf(disclosure: Disclosure, topic: string): ReadonlyMap<string, RowName> {
  const tables = disclosure.tables.filter((table) => table.topic === topic);
  return new Map(
    tables.flatMap(({ rows }) => rows.map(({ id, code, name }) => [id || code, { code, name }])),
  );
}

/** The amount in yuan, any other number, and the figure as it is printed. */
function valuesOf({ printed }: Fact, form: MoneyForm): readonly CsvCell[] {
  const { quantity, value, text } = printed;
  if (quantity === "money") {
    return [yuanFromFen(fen(value)), null, text || moneyText(fen(value), form)];
  }
  if (quantity === "count") return [null, value, text || String(value)];
  return [null, exactPercent(value), text || `${exactPercent(value)}%`];
}

/** Parts per million as percent, in full: 98,760 is 9.876. */
function exactPercent(value: number): string {
  const digits = String(Math.abs(value)).padStart(PERCENT_DIGITS + 1, "0");
  const part = digits.slice(-PERCENT_DIGITS).replace(/0{1,2}$/, "");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -PERCENT_DIGITS)}.${part}`;
}

const PERCENT_DIGITS = 4;

/** A topic is printed in the unit of its table, or in the one of the whole. */
function formOf(profile: Profile, topic: string): MoneyForm {
  const unit = profile.tables.find((table) => table.topic === topic)?.unit ?? profile.unit;
  return { unit, decimals: profile.decimals, is_grouped: profile.fills.grouped !== "nowhere" };
}
