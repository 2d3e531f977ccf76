import {
  departmentOn,
  type LineExecution,
  projectNames,
  readExecution,
  UNIT_KINDS,
  type Unit,
} from "../../department/index.ts";
import type { DisclosureKind, Fact } from "../../disclosure/index.ts";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import type { Runner } from "../../store/index.ts";
import { at } from "../facts/address.ts";
import { agreed } from "../facts/agreed.ts";
import type { Materials } from "../materials.ts";
import { bookFacts } from "./book-facts.ts";
import { BookSums } from "./book-sums.ts";
import { amountsOf } from "./line-amounts.ts";

export interface BooksOf {
  readonly unit_code: string;
  readonly year: number;
  readonly kind: DisclosureKind;
}

/**
 * What a disclosure is made of, out of the books of a unit and those right below it. `beside` is a
 * data folder with what the books do not know: words, numbers of people and things, contracts with
 * small firms. What it repeats must be what the books say.
 * @throws YibaoError PUBLICATION-BOOKS-EMPTY | PUBLICATION-DISAGREES | DEPARTMENT-UNIT-UNKNOWN
 */
export async function materialsFromBooks(
  runner: Runner,
  { unit_code, year, kind }: BooksOf,
  beside: Materials,
): Promise<Materials> {
  const units = await departmentOn(runner, unit_code, `${year}-12-31` as CivilDate);
  const rows = await executionOfAll(runner, units, year);
  if (rows.length === 0) throw new YibaoError("PUBLICATION-BOOKS-EMPTY", { unit_code, year });
  const prior = await executionOfAll(runner, units, year - 1);
  const names = await projectNames(
    runner,
    units.map((unit) => unit.unit_code),
  );
  const projects = projectRows(rows, kind, names);
  const facts = [...bookFacts({ kind, rows, prior }), ...projects.facts];
  return {
    ...beside,
    kind,
    year,
    unit: {
      ...beside.unit,
      name: units[0]?.name ?? beside.unit.name,
      members: units.map((unit) => ({ name: unit.name, nature: UNIT_KINDS[unit.kind] })),
    },
    given: agreed(facts, beside.given),
    registers: { ...beside.registers, projects: namedProjects(projects.names, beside) },
    source: beside.source || `单位账 ${unit_code} ${year} 年度`,
  };
}

async function executionOfAll(
  runner: Runner,
  units: readonly Unit[],
  year: number,
): Promise<readonly LineExecution[]> {
  const all: LineExecution[] = [];
  for (const { unit_code } of units) all.push(...(await readExecution(runner, unit_code, year)));
  return all;
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  general: "general",
  "government-fund": "fund",
  "state-capital": "capital",
  "special-account": "special-account",
  own: "unit",
};

/** 项目支出表: a row for each project, in the order of the units and their codes. */
function projectRows(
  rows: readonly LineExecution[],
  kind: DisclosureKind,
  names: ReadonlyMap<string, string>,
): { readonly facts: readonly Fact[]; readonly names: readonly string[] } {
  const keys = [...new Set(rows.flatMap(({ line }) => projectKey(line)))].sort();
  const sums = new BookSums();
  for (const row of rows) {
    const [key] = projectKey(row.line);
    if (key === undefined) continue;
    const id = `project-${keys.indexOf(key) + 1}`;
    const own = row.line.source === "carried" ? "opening" : (COLUMN_OF[row.line.fund] ?? "unit");
    for (const column of [...Object.values(COLUMN_OF), "opening"]) {
      const isOwn = column === own;
      sums.add(at("projects", id, column), isOwn ? amountsOf(row, kind).spent : 0);
    }
  }
  return { facts: sums.facts(), names: keys.map((key) => names.get(key) ?? key) };
}

function projectKey(line: LineExecution["line"]): readonly string[] {
  return line.project_code === "" ? [] : [`${line.unit_code}/${line.project_code}`];
}

/** The projects of the books, with what the register beside says of those of the same name. */
function namedProjects(
  names: readonly string[],
  { registers }: Materials,
): readonly Readonly<Record<string, string>>[] {
  const known = new Map((registers.projects ?? []).map((row) => [row.name, row]));
  return names.map((name) => ({ ...known.get(name), name }));
}
