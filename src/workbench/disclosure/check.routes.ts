import { Type } from "typebox";
import { loadRules } from "../../disclosure/index.ts";
import type { CheckedRule } from "../../disclosure-check/index.ts";
import {
  countsOf,
  htmlReport,
  keepWaiver,
  placeWords,
  readCheck,
  readCheckPage,
  readCheckPages,
  reviewSheet,
  withdrawWaiver,
  withWaivers,
} from "../../disclosure-report/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { listRoute } from "../list-route.ts";
import { type Context, download, route } from "../route.ts";
import { CHECK_ROW, checkRow, nameOf } from "./checks.routes.ts";

/** One check: its findings with their places on the page, coverage, waivers, and its papers. */

const Text = Type.String();
const Count = Type.Integer();
const CheckParams = Type.Object({ check_no: Type.Integer({ minimum: 1 }) });
const SEVERITIES = ["error", "warn", "hint", "unresolved"] as const;

const Box = Type.Object({
  ...{ x: Type.Number(), y: Type.Number(), width: Type.Number(), height: Type.Number() },
});
const Place = Type.Union([
  Type.Object({
    kind: Type.Literal("page"),
    page: Count,
    box: Type.Union([Box, Type.Null()]),
  }),
  Type.Object({
    kind: Type.Literal("lines"),
    line: Count,
    lines: Type.Array(
      Type.Object({
        number: Count,
        is_here: Type.Boolean(),
        ...{ before: Text, marked: Text, after: Text },
      }),
    ),
  }),
  Type.Object({
    kind: Type.Literal("table"),
    title: Text,
    rows: Type.Array(
      Type.Object({
        is_here: Type.Boolean(),
        cells: Type.Array(Type.Object({ text: Text, is_marked: Type.Boolean() })),
      }),
    ),
  }),
]);

const Finding = Type.Object({
  ...{ id: Text, rule: Text, title: Text },
  /** Where the rule comes from. */
  basis: Text,
  outcome: Type.Enum([...SEVERITIES]),
  place: Text,
  page: Count,
  /** The sentence or cell as it stands there. */
  text: Text,
  ...{ printed: Text, expected: Text, difference: Text, message: Text, suggestion: Text },
  /** How the figures stand, by each rule that this place breaks. */
  computations: Type.Array(Text),
  merged: Type.Array(Type.Object({ rule: Text, title: Text })),
  view: Type.Union([Place, Type.Null()]),
  /** Null while nobody lets it stand. */
  waiver: Type.Union([Type.Object({ author: Text, reason: Text, date: Text }), Type.Null()]),
});

const TableName = Type.Object({ topic: Text, title: Text });

const opened = route({
  method: "GET",
  path: "/api/v1/disclosures/checks/:check_no",
  title: "公开文本核对结果",
  right: "disclosure.use",
  params: CheckParams,
  answer: Type.Object({
    ...CHECK_ROW,
    profile: Text,
    tables_found: Type.Array(TableName),
    tables_missing: Type.Array(TableName),
    coverage: Type.Object({
      ...{ pass: Count, hint: Count, fail: Count, not_applicable: Count, unresolved: Count },
    }),
    findings: Type.Array(Finding),
  }),
  handle: async ({ read }, { params }) => {
    const { report, places, waivers, ...row } = await read((runner) =>
      readCheck(runner, params.check_no),
    );
    const waived = new Map(waivers.map((one) => [one.finding_id, one]));
    const rules = ruleWords();
    const { checks, ...coverage } = report.coverage;
    const { tables, profile } = report.document;
    return {
      ...checkRow(row),
      ...{ profile, tables_found: [...tables.found], tables_missing: [...tables.missing] },
      coverage,
      findings: report.findings.map(({ where, merged, ...finding }) => {
        const waiver = waived.get(finding.id);
        return {
          ...finding,
          computations: computationsOf([finding.rule, ...merged], where, checks),
          basis: basisOf(rules, finding),
          ...{ place: placeWords(where), page: where.page, text: where.text },
          merged: merged.map((rule) => ({ rule, title: rules.get(rule)?.title ?? "" })),
          // The shapes are the same; the schema's lists may be written to.
          view: (places[finding.id] ?? null) as never,
          waiver:
            waiver === undefined
              ? null
              : {
                  ...{ author: waiver.author_name, reason: waiver.reason },
                  date: waiver.made_at.toISOString(),
                },
        };
      }),
    };
  },
});

interface RuleWords {
  readonly title: string;
  readonly basis: string;
}

/** By id, and by id and title: some rules of one number are judged in several ways. */
function ruleWords(): ReadonlyMap<string, RuleWords> {
  return new Map(
    loadRules().flatMap(({ id, title, basis }) => [
      [id, { title, basis }] as const,
      [`${id} ${title}`, { title, basis }] as const,
    ]),
  );
}

/** What was said of each rule at the same line: “印为 60.00%，算得 66.67%（10.00 ÷ 15.00）”. */
function computationsOf(
  rules: readonly string[],
  { page, line }: { readonly page: number; readonly line: number },
  checks: readonly CheckedRule[],
): string[] {
  const found = checks.filter(
    ({ rule, outcome, place, note }) =>
      (outcome === "fail" || outcome === "hint") &&
      note !== "" &&
      rules.includes(rule) &&
      place?.page === page &&
      place.line === line,
  );
  return [...new Set(found.map(({ note }) => note))];
}

function basisOf(
  rules: ReadonlyMap<string, RuleWords>,
  { rule, title }: { readonly rule: string; readonly title: string },
): string {
  return (rules.get(`${rule} ${title}`) ?? rules.get(rule))?.basis ?? "";
}

const page = route({
  method: "GET",
  path: "/api/v1/disclosures/checks/:check_no/pages/:page",
  title: "核对文本的一页",
  right: "disclosure.use",
  params: Type.Object({ check_no: Type.Integer({ minimum: 1 }), page: Type.Integer() }),
  answer: Type.Object({
    page: Count,
    ...{ width: Type.Number(), height: Type.Number() },
    runs: Type.Array(
      Type.Object({
        ...{ x: Type.Number(), y: Type.Number(), size: Type.Number(), width: Type.Number() },
        text: Text,
      }),
    ),
  }),
  handle: async ({ read }, { params }) => {
    const { runs, ...drawn } = await read((runner) =>
      readCheckPage(runner, params.check_no, params.page),
    );
    return { ...drawn, runs: [...runs] };
  },
});

const OUTCOMES = ["fail", "hint", "unresolved", "pass", "not-applicable"] as const;

const coverage = listRoute({
  path: "/api/v1/disclosures/checks/:check_no/rules",
  title: "核对了哪些规则",
  right: "disclosure.use",
  params: CheckParams,
  filters: {
    text: Type.Optional(Type.String({ maxLength: 100, description: "规则或内容" })),
    outcome: Type.Optional(Type.Enum([...OUTCOMES])),
  },
  row: {
    number: Count,
    ...{ rule: Text, title: Text, outcome: Type.Enum([...OUTCOMES]), place: Text, note: Text },
  },
  columns: [
    { key: "number", title: "序号", kind: "count" },
    { key: "rule", title: "规则", kind: "text" },
    { key: "title", title: "内容", kind: "text" },
    { key: "outcome", title: "结果", kind: "text" },
    { key: "place", title: "位置", kind: "text" },
    { key: "note", title: "说明", kind: "text" },
  ],
  rows: async ({ read }, { text = "", outcome }, { offset, limit }, { check_no }) => {
    const { report } = await read((runner) => readCheck(runner, Number(check_no)));
    const wanted = text.trim().toLowerCase();
    const rows = report.coverage.checks
      .map(({ rule, title, outcome: own, address, place, note }, index) => ({
        ...{ number: index + 1, rule, title, outcome: own, note },
        place: place === null ? address : placeWords(place),
      }))
      .filter(
        (one) =>
          one.outcome === (outcome ?? one.outcome) &&
          `${one.rule} ${one.title}`.toLowerCase().includes(wanted),
      )
      .sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome));
    return { rows: rows.slice(offset, offset + limit), total: rows.length };
  },
});

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const exported = route({
  method: "GET",
  path: "/api/v1/disclosures/checks/:check_no/report",
  title: "下载核对报告",
  right: "disclosure.use",
  params: CheckParams,
  query: Type.Object({ format: Type.Enum(["html", "xlsx", "json"]) }),
  answer: Type.Object({}),
  handle: async ({ read }, { params, query }) => {
    const { kept, pages } = await read(async (runner) => ({
      kept: await readCheck(runner, params.check_no),
      pages: query.format === "html" ? await readCheckPages(runner, params.check_no) : [],
    }));
    const report = withWaivers(kept);
    const name = `核对报告-${kept.file_name.replace(/[\\/]/g, "_")}`;
    switch (query.format) {
      case "html":
        return download(
          `${name}.html`,
          "text/html;charset=utf-8",
          htmlReport({ report, views: { pages, places: kept.places } }),
        );
      case "xlsx":
        return download(`${name}.xlsx`, XLSX, await reviewSheet([report]));
      default:
        return download(`${name}.json`, "application/json", JSON.stringify(report, null, 2));
    }
  },
});

const WaiverParams = Type.Object({
  check_no: Type.Integer({ minimum: 1 }),
  finding_id: Type.String({ maxLength: 20 }),
});

const waived = route({
  method: "PUT",
  path: "/api/v1/disclosures/checks/:check_no/findings/:finding_id/waiver",
  title: "豁免核对发现的问题",
  right: "disclosure.use",
  params: WaiverParams,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  answer: Type.Object({ left: Count }),
  handle: async (context, { params, body }) => {
    await seenFinding(context, params);
    const { house, caller, now } = context;
    await keepWaiver(house.store, {
      ...params,
      ...{ author: nameOf(caller), author_name: caller.name },
      ...{ reason: body.reason.trim(), made_at: now },
    });
    return { left: await leftOf(context, params.check_no) };
  },
});

const withdrawn = route({
  method: "DELETE",
  path: "/api/v1/disclosures/checks/:check_no/findings/:finding_id/waiver",
  title: "撤销豁免",
  right: "disclosure.use",
  params: WaiverParams,
  answer: Type.Object({ left: Count }),
  handle: async (context, { params }) => {
    await seenFinding(context, params);
    const { house, caller, now } = context;
    const by = { withdrawn_by: nameOf(caller), withdrawn_at: now };
    await withdrawWaiver(house.store, { ...params, ...by });
    return { left: await leftOf(context, params.check_no) };
  },
});

/** The caller may see the check, and it has the finding. @throws YibaoError CHECK-…-UNKNOWN */
async function seenFinding(
  { read }: Context,
  { check_no, finding_id }: { readonly check_no: number; readonly finding_id: string },
): Promise<void> {
  const { report } = await read((runner) => readCheck(runner, check_no));
  if (report.findings.some(({ id }) => id === finding_id)) return;
  throw new YibaoError("CHECK-FINDING-UNKNOWN", { finding_id });
}

/** Errors and warnings that nobody lets stand. */
async function leftOf({ read }: Context, check_no: number): Promise<number> {
  const kept = await read((runner) => readCheck(runner, check_no));
  const { error, warn } = countsOf(withWaivers(kept).findings);
  return error + warn;
}

export const CHECK_ROUTES = [opened, page, coverage, exported, waived, withdrawn];
