import type { Disclosure, Stub } from "../../disclosure/index.ts";

export const PACKAGE_FILE = "datapackage.json";

/** What the package says of itself beside the figures. */
export interface OpenDataAbout {
  readonly title: string;
  /** Where the figures come from, in words. */
  readonly source: string;
  /** Under which terms the data may be used again; null where the unit has not said. */
  readonly licence: { readonly name: string; readonly title: string; readonly path: string } | null;
}

/** A topic that has a file. */
export interface DataTopic {
  readonly id: string;
  readonly title: string;
  readonly stub: Stub;
  readonly path: string;
  readonly hasMoney: boolean;
}

/**
 * The description of the files as a Fiscal Data Package: measures and dimensions in its `model`
 * (version 0.3, as OpenSpending reads it), and the kind of each column beside it (version 1).
 * Source: Fiscal Data Package, specification and JSON profile, fiscal.datapackage.org.
 */
export function fiscalPackage(
  { kind, year, unit_name }: Disclosure,
  topics: readonly DataTopic[],
  { title, source, licence }: OpenDataAbout,
): object {
  return {
    profile: "fiscal-data-package",
    name: `department-${kind}-${year}`,
    title,
    description: `${unit_name}${year}年度部门${kind === "budget" ? "预算" : "决算"}公开数据`,
    ...(licence === null ? {} : { licenses: [licence] }),
    sources: [{ title: source }],
    contributors: [{ title: unit_name, role: "publisher" }],
    countryCode: "CN",
    granularity: "aggregated",
    fiscalPeriod: { start: `${year}-01-01`, end: `${year}-12-31` },
    resources: topics.map(resource),
    model: {
      measures: Object.fromEntries(
        topics.filter(({ hasMoney }) => hasMoney).map((topic) => measure(topic, kind)),
      ),
      dimensions: Object.fromEntries(topics.flatMap(dimensions)),
    },
  };
}

function resource(topic: DataTopic): object {
  const { id, title, path } = topic;
  return {
    profile: "tabular-data-resource",
    ...{ name: id, title, path },
    ...{ format: "csv", mediatype: "text/csv", encoding: "utf-8" },
    schema: { fields: fieldsOf(topic), primaryKey: ["row", "column"], missingValues: [""] },
  };
}

function fieldsOf({ stub }: DataTopic): readonly object[] {
  const classified = CLASSIFICATION[stub];
  const typed = (columnType: string | null) => (columnType === null ? {} : { columnType });
  const string = (name: string, title: string, columnType: string | null = null) => {
    return { name, type: "string", title, ...typed(columnType) };
  };
  return [
    { name: "year", type: "integer", title: "年度", columnType: "date:fiscal-year" },
    string("unit", "单位名称", "administrative-classification:generic:code"),
    string("row", "行"),
    string("code", "科目编码", classified && `${classified}-classification:generic:code`),
    string("name", "名称", classified && `${classified}-classification:generic:label`),
    string("column", "列"),
    string("column_title", "列名"),
    string("quantity", "金额、比率或数量"),
    { name: "amount_yuan", type: "number", title: "金额（元）", columnType: "value" },
    { name: "number", type: "number", title: "比率（%）或数量" },
    string("printed", "公开文本"),
  ];
}

const CLASSIFICATION: Readonly<Record<Stub, "functional" | "economic" | null>> = {
  functional: "functional",
  departmental: "economic",
  governmental: "economic",
  sides: null,
  named: null,
  listed: null,
};

/** Names in the model have no hyphens. */
function key(topic: DataTopic, what: string): string {
  return `${topic.id.replaceAll("-", "_")}_${what}`;
}

function measure(topic: DataTopic, kind: Disclosure["kind"]): readonly [string, object] {
  const phase = kind === "budget" ? "approved" : "executed";
  const direction = topic.id === "income" ? "revenue" : "expenditure";
  const isBoth = topic.stub === "sides" || topic.id === "fund" || topic.id === "capital";
  const described = {
    ...{ source: "amount_yuan", resource: topic.id, currency: "CNY", factor: 1, phase },
    ...(isBoth ? {} : { direction }),
  };
  return [key(topic, "amount"), described];
}

function dimensions(topic: DataTopic): readonly (readonly [string, object])[] {
  const from = (source: string, more: object = {}) => ({ source, resource: topic.id, ...more });
  const classificationType = CLASSIFICATION[topic.stub];
  return [
    [
      key(topic, "year"),
      { dimensionType: "datetime", primaryKey: "year", attributes: { year: from("year") } },
    ],
    [
      key(topic, "unit"),
      { dimensionType: "entity", primaryKey: "unit", attributes: { unit: from("unit") } },
    ],
    [
      key(topic, "item"),
      {
        dimensionType: classificationType === null ? "other" : "classification",
        ...(classificationType === null ? {} : { classificationType }),
        primaryKey: "row",
        attributes: {
          row: from("row"),
          code: from("code"),
          name: from("name", { labelfor: "row" }),
        },
      },
    ],
    [
      key(topic, "column"),
      {
        dimensionType: "other",
        primaryKey: "column",
        attributes: {
          column: from("column"),
          column_title: from("column_title", { labelfor: "column" }),
        },
      },
    ],
  ];
}
