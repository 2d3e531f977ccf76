import { chartOf, loadCharts, nameOf } from "../../classification/index.ts";
import {
  type Act,
  type Books,
  type BudgetLine,
  chartKnowledge,
  FUNDS,
  openBooks,
  SOURCES,
} from "../../department/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import type { Store } from "../../store/index.ts";
import type { Context } from "../route.ts";

/** The department's books behind the routes, and the words of its codes. */

const opened = new WeakMap<Store, Books>();
let charts: ReturnType<typeof loadCharts> | undefined;

export function departmentBooks(store: Store): Books {
  const known = opened.get(store);
  if (known !== undefined) return known;
  charts ??= loadCharts();
  const books = openBooks(store, { knows: chartKnowledge(charts) });
  opened.set(store, books);
  return books;
}

/** Who acts is named by the account: names of people change and are not theirs alone. */
export function actOf(
  { caller, now }: Pick<Context, "caller" | "now">,
  { request_id, reason }: { readonly request_id: string; readonly reason: string },
): Act {
  return { request_id, reason, person: caller.account ?? caller.name, at: now };
}

const CHARTS = {
  functional: "functional_code",
  departmental: "economic_code",
  governmental: "government_code",
} as const;

const chartsOfYears = new Map<string, ReturnType<typeof chartOf>>();

/** 类 or 项 by its name of that year; empty where no chart knows it. */
export function codeName(kind: keyof typeof CHARTS, code: string, year: number): string {
  charts ??= loadCharts();
  const key = `${kind} ${year}`;
  const chart = chartsOfYears.get(key) ?? chartOf(charts, kind, year);
  chartsOfYears.set(key, chart);
  return nameOf(chart, code) ?? "";
}

/** A line as a list shows it. */
export function lineWords(line: BudgetLine, projects: ReadonlyMap<string, string>) {
  const { line_no, unit_code, year, functional_code, economic_code, government_code } = line;
  const { project_code, procurement, fund, source } = line;
  return {
    ...{ line_no, unit_code, year, functional_code, economic_code, government_code },
    functional: codeName("functional", functional_code, year),
    economic: codeName("departmental", economic_code, year),
    government: codeName("governmental", government_code, year),
    ...{ fund, fund_title: FUNDS[fund], source_title: SOURCES[source], project_code, procurement },
    project:
      project_code === ""
        ? "基本支出"
        : (projects.get(`${unit_code}/${project_code}`) ?? project_code),
  };
}

/** Runs an act; what the room refuses is told at the field of the form that it is about. */
export async function atFields<Answer>(
  fields: Readonly<Record<string, string>>,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    const field = fields[`${error.code} ${String(error.details.name ?? "")}`] ?? fields[error.code];
    throw field === undefined ? error : error.at(field);
  }
}
