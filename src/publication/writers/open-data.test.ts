import { Ajv } from "ajv";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import {
  type Disclosure,
  type Fact,
  loadForms,
  loadProfiles,
  type Profile,
} from "../../disclosure/index.ts";
import { writeOpenData } from "./index.ts";

const PLACE = { page: 0, line: 0, table: "", row: "", column: "", text: "" };

function fact(
  topic: string,
  row: string,
  column: string,
  more: Partial<Fact["printed"]> = {},
): Fact {
  const printed = { quantity: "money", value: 123_456_789, step: 1, text: "", ...more } as const;
  return { source: "table", topic, row, column, printed, origin: "generated", place: PLACE };
}

const DISCLOSURE: Disclosure = {
  ...{ kind: "final", year: 2023, unit_name: "虚拟市医疗保障局", profile: "core-final" },
  facts: [
    fact("general", "2101501", "total"),
    fact("general", "2101501", "basic", { value: -5_000, text: "-0.01" }),
    { ...fact("general", "2101501", "total", { value: 1 }), source: "text" },
    fact("meetings", "meeting-people", "count", { quantity: "count", value: 30 }),
    fact("procurement", "small-micro", "share", { quantity: "percent", value: 923_456 }),
  ],
  tables: [
    {
      ...{ topic: "general", title: "", label: "", columns: [], notes: [], place: PLACE },
      ...{ is_empty: false, is_whole: true },
      rows: [
        { id: "2101501", code: "2101501", name: "行政运行", chart: "functional", place: PLACE },
      ],
    },
  ],
  statements: [],
  sections: [],
};

const ABOUT = {
  title: "虚拟市医疗保障局2023年度部门决算公开数据",
  source: "虚拟市医疗保障局账簿",
  licence: { name: "CC-BY-4.0", title: "署名 4.0", path: "https://example.org/licence" },
};

function opened(licence: typeof ABOUT.licence | null = ABOUT.licence) {
  const profile = loadProfiles().find(({ id }) => id === "core-final") as Profile;
  const files = writeOpenData(DISCLOSURE, loadForms(), profile, { ...ABOUT, licence });
  const text = (path: string) => {
    return new TextDecoder().decode(files.find((one) => one.path === path)?.bytes);
  };
  return { files, text, described: JSON.parse(text("datapackage.json")) };
}

/** What the profile of the Fiscal Data Package asks for, as far as these packages use it. */
const NAME = { type: "string", pattern: "^[a-z0-9._-]+$" };
const REQUIRED = {
  type: "object",
  required: ["name", "title", "profile", "resources", "model"],
  properties: {
    name: NAME,
    profile: { const: "fiscal-data-package" },
    countryCode: { type: "string", pattern: "^[A-Z]{2}$" },
    granularity: { enum: ["aggregated", "transactional"] },
    fiscalPeriod: { type: "object", required: ["start"] },
    licenses: {
      type: "array",
      minItems: 1,
      items: { anyOf: [{ required: ["name"] }, { required: ["path"] }] },
    },
    sources: { type: "array", items: { type: "object", required: ["title"] } },
    resources: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["name", "path", "profile", "schema"],
        properties: {
          name: NAME,
          path: { type: "string", pattern: "^data/[a-z-]+\\.csv$" },
          profile: { const: "tabular-data-resource" },
          schema: {
            type: "object",
            required: ["fields"],
            properties: { fields: { type: "array", items: { required: ["name", "type"] } } },
          },
        },
      },
    },
    model: {
      type: "object",
      required: ["measures", "dimensions"],
      properties: {
        measures: {
          type: "object",
          minProperties: 1,
          additionalProperties: {
            required: ["source", "currency"],
            properties: {
              currency: { type: "string", pattern: "^[A-Z]{3}$" },
              phase: { enum: ["proposed", "approved", "adjusted", "executed"] },
              direction: { enum: ["expenditure", "revenue"] },
            },
          },
        },
        dimensions: {
          type: "object",
          minProperties: 1,
          additionalProperties: {
            required: ["attributes", "primaryKey"],
            properties: {
              attributes: { type: "object", additionalProperties: { required: ["source"] } },
              dimensionType: {
                enum: [
                  ...["datetime", "entity", "classification", "activity"],
                  ...["fact", "location", "other"],
                ],
              },
              classificationType: { enum: ["functional", "administrative", "economic"] },
            },
          },
        },
      },
    },
  },
};

test("the package has what its specification requires", () => {
  const validate = new Ajv({ strict: false }).compile(REQUIRED);
  expect(validate(opened().described), JSON.stringify(validate.errors)).toBe(true);
  expect(opened(null).described).not.toHaveProperty("licenses");
  expect(validate({ ...opened().described, model: { measures: {} } })).toBe(false);
});

test("all of the model stands in the files, and the files are all described", () => {
  const { described, files, text } = opened();
  const columns = new Map<string, readonly string[]>();
  for (const { name, path, schema } of described.resources) {
    const [header] = parse(text(path)) as string[][];
    expect(header).toEqual(schema.fields.map((field: { name: string }) => field.name));
    columns.set(name, header as string[]);
  }
  const { measures, dimensions } = described.model;
  const attributes = Object.values<{ attributes: object }>(dimensions).flatMap((dimension) => {
    return Object.values(dimension.attributes);
  });
  for (const { source, resource } of [...Object.values<never>(measures), ...attributes]) {
    expect(columns.get(resource)).toContain(source);
  }
  const paths = described.resources.map(({ path }: { path: string }) => path);
  expect(files.map(({ path }) => path)).toEqual(["datapackage.json", ...paths]);
  expect(paths).toHaveLength(3);
  expect(Object.keys(measures)).toEqual(["general_amount"]);
  expect(measures.general_amount).toMatchObject({ currency: "CNY", phase: "executed" });
});

test("one figure a line, told once, in yuan and as printed", () => {
  const { text } = opened();
  const lines = (path: string) => parse(text(path), { columns: true }) as Record<string, string>[];
  expect(lines("data/general.csv")).toMatchObject([
    {
      ...{ year: "2023", unit: "虚拟市医疗保障局", row: "2101501", code: "2101501" },
      ...{ name: "行政运行", column: "total", quantity: "money", number: "" },
      ...{ amount_yuan: "1234567.89", printed: "123.46" },
    },
    { column: "basic", amount_yuan: "-50.00", printed: "-0.01" },
  ]);
  expect(lines("data/meetings.csv")).toMatchObject([
    { row: "meeting-people", name: "会议人数", amount_yuan: "", number: "30", printed: "30" },
  ]);
  expect(lines("data/procurement.csv")).toMatchObject([{ number: "92.3456", printed: "92.3456%" }]);
});
