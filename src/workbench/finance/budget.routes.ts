import { Type } from "typebox";
import {
  byEconomic,
  byFunction,
  expenditureKind,
  type LineExecution,
  lineByNo,
  listUnits,
  poolOf,
  projectNames,
  readExecution,
  summaryOf,
  UNIT_KINDS,
} from "../../department/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { poolAccounts } from "../../ledger/index.ts";
import { Fen, Text, TextOrNull } from "../agency/fields.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import { sortedBy } from "./books.routes.ts";
import { EXECUTION, executionOf, LINE } from "./budget-fields.ts";
import { codeName, lineWords } from "./department-books.ts";

/** The department's budget and its execution, read from the books. */

const units = route({
  method: "GET",
  path: "/api/v1/budget/units",
  title: "预算单位",
  right: "budget.read",
  answer: Type.Object({
    units: Type.Array(
      Type.Object({
        unit_code: Text,
        name: Text,
        kind: Text,
        parent_code: TextOrNull,
        valid_from: Text,
        years: Type.Array(Type.Integer()),
        closed_years: Type.Array(Type.Integer()),
      }),
    ),
  }),
  handle: async ({ read }) => {
    const found = await read(listUnits);
    return {
      units: found.map(({ region: _, years, closed_years, kind, ...unit }) => ({
        ...{ ...unit, kind: UNIT_KINDS[kind] },
        ...{ years: [...years], closed_years: [...closed_years] },
      })),
    };
  },
});

const YearParams = Type.Object({
  unit_code: Type.String({ maxLength: 20 }),
  year: Type.String({ pattern: "^\\d{4}$" }),
});

/** @throws YibaoError DEPARTMENT-UNIT-UNKNOWN */
async function seenYear({ read }: Context, unit_code: string, year: number) {
  return read(async (runner) => {
    const unit = (await listUnits(runner)).find((one) => one.unit_code === unit_code);
    if (unit === undefined) {
      throw new YibaoError("DEPARTMENT-UNIT-UNKNOWN", { unit_code, day: `${year} 年` });
    }
    const lines = await readExecution(runner, unit_code, year);
    return { unit, lines, projects: await projectNames(runner, [unit_code]) };
  });
}

const Rolled = Type.Array(
  Type.Object({ code: Text, name: Text, depth: Type.Integer(), ...EXECUTION }),
);

const yearOverview = route({
  method: "GET",
  path: "/api/v1/budget/units/:unit_code/years/:year",
  title: "单位年度预算执行",
  right: "budget.read",
  params: YearParams,
  answer: Type.Object({
    unit_code: Text,
    name: Text,
    year: Type.Integer(),
    is_closed: Type.Boolean(),
    lines: Type.Integer(),
    total: Type.Object(EXECUTION),
    /** 人员经费, 公用经费, 项目支出. */
    parts: Type.Array(Type.Object({ title: Text, title_en: Text, ...EXECUTION })),
    by_function: Rolled,
    by_economic: Rolled,
    paid_by_month_fen: Type.Array(Fen),
  }),
  handle: async (context, { params }) => {
    const year = Number(params.year);
    const { unit, lines } = await seenYear(context, params.unit_code, year);
    const summary = summaryOf(lines);
    return {
      ...{ unit_code: unit.unit_code, name: unit.name, year },
      is_closed: unit.closed_years.includes(year),
      lines: lines.length,
      total: executionOf(summary.total),
      parts: [
        { title: "人员经费", title_en: "Personnel", ...executionOf(summary.basic_personnel) },
        { title: "公用经费", title_en: "Operations", ...executionOf(summary.basic_public) },
        { title: "项目支出", title_en: "Projects", ...executionOf(summary.project) },
      ],
      by_function: rolled("functional", byFunction(lines), year),
      by_economic: rolled("departmental", byEconomic(lines), year),
      paid_by_month_fen: [...summary.total.paid_by_month_fen],
    };
  },
});

function rolled(
  kind: "functional" | "departmental",
  rows: ReturnType<typeof byFunction>,
  year: number,
) {
  return rows.map(({ code, depth, execution }) => ({
    ...{ code, depth, name: codeName(kind, code, year) },
    ...executionOf(execution),
  }));
}

const PARTS = ["personnel", "public", "project"] as const;

const lines = listRoute({
  path: "/api/v1/budget/units/:unit_code/years/:year/lines",
  title: "预算明细执行表",
  right: "budget.read",
  params: YearParams,
  filters: {
    part: Type.Optional(Type.Enum([...PARTS])),
    text: Type.Optional(Type.String({ maxLength: 60, description: "科目编码、名称或项目" })),
  },
  row: { ...LINE, ...EXECUTION },
  columns: [
    { key: "line_no", title: "明细编号", kind: "text" },
    { key: "functional_code", title: "功能分类", kind: "text" },
    { key: "functional", title: "功能分类名称", kind: "text" },
    { key: "economic_code", title: "部门经济分类", kind: "text" },
    { key: "economic", title: "部门经济分类名称", kind: "text" },
    { key: "government_code", title: "政府经济分类", kind: "text" },
    { key: "fund_title", title: "资金性质", kind: "text" },
    { key: "source_title", title: "资金来源", kind: "text" },
    { key: "project", title: "项目", kind: "text" },
    { key: "procurement", title: "政府采购", kind: "flag" },
    { key: "original_fen", title: "年初预算", kind: "amount" },
    { key: "adjusted_fen", title: "调整", kind: "amount" },
    { key: "carried_in_fen", title: "上年结转转入", kind: "amount" },
    { key: "budget_fen", title: "调整后预算", kind: "amount" },
    { key: "released_fen", title: "已下达", kind: "amount" },
    { key: "committed_fen", title: "已占用", kind: "amount" },
    { key: "paid_fen", title: "已支付", kind: "amount" },
    { key: "gone_fen", title: "结转与注销", kind: "amount" },
    { key: "available_fen", title: "余额", kind: "amount" },
  ],
  sortable: ["functional_code", "economic_code", "budget_fen", "paid_fen", "available_fen"],
  rows: async (context, { part, text }, { offset, limit, sort }, { unit_code = "", year = "" }) => {
    const found = await seenYear(context, unit_code, Number(year));
    const rows = found.lines
      .filter(({ line }) => part === undefined || expenditureKind(line) === part)
      .map((one) => lineRow(one, found.projects))
      .filter((row) => text === undefined || isAbout(row, text.trim()));
    const sorted = sort === null ? rows : sortedBy(rows, sort);
    return { rows: sorted.slice(offset, offset + limit), total: rows.length };
  },
});

function lineRow({ line, execution }: LineExecution, projects: ReadonlyMap<string, string>) {
  return { ...lineWords(line, projects), ...executionOf(execution) };
}

function isAbout(row: ReturnType<typeof lineRow>, text: string): boolean {
  const { functional_code, functional, economic_code, economic, project, project_code } = row;
  const texts = [functional_code, functional, economic_code, economic, project, project_code];
  return texts.some((one) => one.includes(text)) || String(row.line_no) === text;
}

/** The control accounts behind the figures of a line. */
const FIGURES = {
  original: "9001",
  adjusted: "9002",
  carried_in: "9003",
  released: "9004",
  available: "9101",
  committed: "9102",
  paid: "9103",
} as const;

const AccountNo = Type.Union([Type.Integer(), Type.Null()]);

const line = route({
  method: "GET",
  path: "/api/v1/budget/lines/:line_no",
  title: "预算明细",
  right: "budget.read",
  params: Type.Object({ line_no: Type.String({ pattern: "^\\d{1,15}$" }) }),
  answer: Type.Object({
    ...LINE,
    ...EXECUTION,
    unit_name: Text,
    is_closed: Type.Boolean(),
    paid_by_month_fen: Type.Array(Fen),
    /** Where each figure comes from. */
    accounts: Type.Object({
      original: AccountNo,
      adjusted: AccountNo,
      carried_in: AccountNo,
      released: AccountNo,
      available: AccountNo,
      committed: AccountNo,
      paid: AccountNo,
    }),
  }),
  handle: async (context, { params }) => {
    const found = await context.read((runner) => lineByNo(runner, Number(params.line_no)));
    const { unit_code, year, region, line_no } = found;
    const { unit, lines: all, projects } = await seenYear(context, unit_code, year);
    const own = all.find((one) => one.line.line_no === line_no);
    const pool = poolOf(found);
    const numbers = await context.read((runner) =>
      poolAccounts(runner, { book: "department", region, pools: [pool] }),
    );
    const number = (code: string) => numbers.get(pool)?.get(code) ?? null;
    const accounts = Object.fromEntries(
      Object.entries(FIGURES).map(([figure, code]) => [figure, number(code)]),
    ) as Record<keyof typeof FIGURES, number | null>;
    return {
      ...lineWords(found, projects),
      ...executionOf(own?.execution ?? NOTHING),
      unit_name: unit.name,
      is_closed: unit.closed_years.includes(year),
      paid_by_month_fen: [...(own?.execution ?? NOTHING).paid_by_month_fen],
      accounts,
    };
  },
});

/** Of a line that was proposed, and that nobody has approved. */
const NOTHING = summaryOf([]).total;

export const BUDGET_ROUTES = [units, yearOverview, lines, line];
