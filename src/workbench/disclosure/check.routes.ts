import { type Static, Type } from "typebox";
import { type Finding as FoundFinding, loadRules } from "../../disclosure/index.ts";
import type { CheckedRule } from "../../disclosure-check/index.ts";
import {
  countsOf,
  type FindingPlace,
  htmlReport,
  type KeptCheck,
  type KeptWaiver,
  keepWaivers,
  type OfferedWaiver,
  offeredWaivers,
  otherPlaceOf,
  placeWords,
  readCheck,
  readCheckPage,
  readCheckPages,
  reviewSheet,
  withdrawWaiver,
  withWaivers,
} from "../../disclosure-report/index.ts";
import { chinaTime, YibaoError } from "../../kernel/index.ts";
import { listRoute } from "../list-route.ts";
import { MEDIA_TYPES } from "../media-type.ts";
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

const FIRST = { author: Text, date: Text };
const GIVEN = { ...FIRST, reason: Text };

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
  /** Where the document that it was compared with says otherwise. */
  other: Type.Union([
    Type.Object({
      ...{ place: Text, page: Count, text: Text },
      view: Type.Union([Place, Type.Null()]),
    }),
    Type.Null(),
  ]),
  /** Null while nobody lets it stand. */
  waiver: Type.Union([
    Type.Object({ ...GIVEN, carried: Type.Union([Type.Object(FIRST), Type.Null()]) }),
    Type.Null(),
  ]),
  /** What was given for it in an earlier version of the document, and may be taken over. */
  offered: Type.Union([Type.Object(GIVEN), Type.Null()]),
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
    /** The document that it was compared with; its own name, and what it says that it is. */
    against: Type.Union([
      Type.Object({ name: Text, unit: Text, year: Count, kind: Type.Enum(["budget", "final"]) }),
      Type.Null(),
    ]),
    coverage: Type.Object({
      ...{ pass: Count, hint: Count, fail: Count, not_applicable: Count, unresolved: Count },
    }),
    findings: Type.Array(Finding),
  }),
  handle: async ({ read }, { params }) => {
    const { check, offers } = await read(async (runner) => {
      const found = await readCheck(runner, params.check_no);
      return { check: found, offers: await offeredWaivers(runner, found) };
    });
    const { report, places, other_places, waivers, ...row } = check;
    const rules = ruleWords();
    const { checks: _, ...coverage } = report.coverage;
    const { tables, profile } = report.document;
    return {
      ...checkRow(row),
      ...{ profile, tables_found: [...tables.found], tables_missing: [...tables.missing] },
      ...{ coverage, against: report.against ?? null },
      findings: report.findings.map((finding) => shownFinding(finding, check, offers, rules)),
    };
  },
});

function shownFinding(
  finding: FoundFinding,
  { report, places, other_places, waivers }: KeptCheck,
  offers: readonly OfferedWaiver[],
  rules: ReadonlyMap<string, RuleWords>,
): Static<typeof Finding> {
  const { where, merged, ...rest } = finding;
  const { id, rule } = rest;
  const other = otherPlaceOf(finding, report);
  const offer = offers.find(({ finding_id }) => finding_id === id);
  return {
    ...rest,
    computations: computationsOf([rule, ...merged], where, report.coverage.checks),
    basis: basisOf(rules, finding),
    ...{ place: placeWords(where), page: where.page, text: where.text },
    merged: merged.map((one) => ({ rule: one, title: rules.get(one)?.title ?? "" })),
    view: viewOf(places[id]),
    other:
      other === null
        ? null
        : {
            ...{ place: placeWords(other), page: other.page, text: other.text },
            view: viewOf(other_places[id]),
          },
    waiver: waiverOf(waivers.find(({ finding_id }) => finding_id === id)),
    offered:
      offer === undefined
        ? null
        : {
            ...{ author: offer.author_name, reason: offer.reason },
            date: dayOf(offer.made_at),
          },
  };
}

/** The shapes are the same; the schema's lists may be written to. */
function viewOf(place: FindingPlace | undefined): Static<typeof Place> | null {
  return (place ?? null) as Static<typeof Place> | null;
}

/** In China, where it may be tomorrow already. */
function dayOf(instant: Date): string {
  return chinaTime(instant).slice(0, 10);
}

function waiverOf(waiver: KeptWaiver | undefined): Static<typeof Finding>["waiver"] {
  if (waiver === undefined) return null;
  const { author_name, reason, made_at, carried_from, carried_at } = waiver;
  const isOwn = carried_from === null || carried_at === null;
  return {
    ...{ author: author_name, reason, date: dayOf(made_at) },
    carried: isOwn ? null : { author: carried_from, date: dayOf(carried_at) },
  };
}

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
  query: Type.Object({
    of: Type.Optional(Type.Enum(["other"], { description: "对照文件的一页" })),
  }),
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
  handle: async ({ read }, { params, query }) => {
    const { runs, ...drawn } = await read((runner) =>
      readCheckPage(runner, params.check_no, params.page, query.of === "other"),
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
        return download(`${name}.xlsx`, MEDIA_TYPES.xlsx, await reviewSheet([report]));
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
    const { check, finding } = await seenFinding(context, params);
    const { house, caller, now } = context;
    const waiver = {
      ...{ finding, author: nameOf(caller), author_name: caller.name },
      ...{ reason: body.reason.trim(), made_at: now, carried: null },
    };
    await keepWaivers(house.store, check, [waiver]);
    return { left: await leftOf(context, params.check_no) };
  },
});

const FINDINGS_MOST = 500;

/** Nothing is let stand by itself: somebody looks at what was said of an earlier version. */
const carried = route({
  method: "POST",
  path: "/api/v1/disclosures/checks/:check_no/waivers/carried",
  title: "沿用以前的豁免",
  right: "disclosure.use",
  params: CheckParams,
  body: Type.Object({
    finding_ids: Type.Array(Type.String({ maxLength: 20 }), {
      ...{ minItems: 1, maxItems: FINDINGS_MOST, uniqueItems: true },
    }),
  }),
  answer: Type.Object({ left: Count }),
  handle: async (context, { params, body }) => {
    const { house, caller, now, read } = context;
    const { check, offers } = await read(async (runner) => {
      const found = await readCheck(runner, params.check_no);
      return { check: found, offers: await offeredWaivers(runner, found) };
    });
    const waivers = body.finding_ids.map((finding_id) => {
      const finding = check.report.findings.find(({ id }) => id === finding_id);
      if (finding === undefined) throw new YibaoError("CHECK-FINDING-UNKNOWN", { finding_id });
      const offer = offers.find((one) => one.finding_id === finding_id);
      if (offer === undefined) throw new YibaoError("CHECK-WAIVER-NOT-OFFERED", { finding_id });
      return {
        ...{ finding, author: nameOf(caller), author_name: caller.name, made_at: now },
        ...{ reason: offer.reason, carried: { from: offer.author_name, at: offer.made_at } },
      };
    });
    await keepWaivers(house.store, check, waivers);
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
) {
  const check = await read((runner) => readCheck(runner, check_no));
  const finding = check.report.findings.find(({ id }) => id === finding_id);
  if (finding === undefined) throw new YibaoError("CHECK-FINDING-UNKNOWN", { finding_id });
  return { check, finding };
}

/** Errors and warnings that nobody lets stand. */
async function leftOf({ read }: Context, check_no: number): Promise<number> {
  const kept = await read((runner) => readCheck(runner, check_no));
  const { error, warn } = countsOf(withWaivers(kept).findings);
  return error + warn;
}

export const CHECK_ROUTES = [opened, page, coverage, exported, waived, carried, withdrawn];
