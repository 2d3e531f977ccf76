import { type Static, Type } from "typebox";
import {
  type CivilDate,
  civilDate,
  contains,
  decimalFromPpm,
  type Fen,
  type Ppm,
  YibaoError,
  yuanFromFen,
} from "../../kernel/index.ts";
import {
  BASIS_WORDS,
  type ParameterTimeline,
  parameterTimelines,
  type TimelineRow,
  type TimelineVersion,
} from "../../policy/index.ts";
import { readTexts } from "../../policy-library/index.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import { deskOf, regionWith, versionSeen } from "./desk.ts";
import { HashParams } from "./version-answer.ts";

/** The values of one version, laid over its parents': as rows to search, and one over time. */

const PATH = "/api/v1/policy-library/versions/:content_hash";
const Text = Type.String();
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

const SOURCE = {
  document: Text,
  clause: Text,
  basis: Text,
  basis_name: Text,
  confidence: Text,
  unverified: Type.Boolean(),
};

const VALUE_ROW = {
  key: Text,
  parameter: Text,
  title: Text,
  purpose: Text,
  row: Text,
  value: Text,
  from: Text,
  to: TextOrNull,
  /** Names of the benefits that read it. */
  benefits: Text,
  where: Text,
  ...SOURCE,
};

export function sourceOf({ source, unverified }: TimelineRow) {
  const { document, clause, basis, confidence } = source;
  return { document, clause, basis, basis_name: BASIS_WORDS[basis][0], confidence, unverified };
}

function valueRow(timeline: ParameterTimeline, version: TimelineVersion, row: TimelineRow) {
  const { name, title, purpose, benefits } = timeline;
  return {
    key: [name, version.from, ...row.path].join("/"),
    ...{ parameter: name, title, purpose, row: row.title, value: row.words },
    ...{ from: version.from, to: version.to, where: version.where },
    benefits: benefits.map((one) => one.title).join("、"),
    ...sourceOf(row),
  };
}

const values = listRoute({
  path: `${PATH}/values`,
  title: "政策数值",
  right: "policy.read",
  params: HashParams,
  filters: {
    text: Type.Optional(Type.String({ maxLength: 100 })),
    on: Type.Optional(Type.String({ maxLength: 10, description: "这一天有效的" })),
    benefit: Type.Optional(Type.String({ maxLength: 100 })),
    purpose: Type.Optional(Type.Enum(["benefit", "financing"])),
    basis: Type.Optional(Type.Enum(["verified", "unverified"])),
    own: Type.Optional(Type.Boolean({ description: "只要这个政策包自己写的" })),
  },
  row: VALUE_ROW,
  columns: [
    { key: "title", title: "参数", kind: "text" },
    { key: "row", title: "行", kind: "text" },
    { key: "value", title: "值", kind: "text" },
    { key: "from", title: "起", kind: "date" },
    { key: "to", title: "止（不含）", kind: "date" },
    { key: "document", title: "文件", kind: "text" },
    { key: "clause", title: "条款", kind: "text" },
    { key: "basis_name", title: "依据", kind: "text" },
    { key: "unverified", title: "待核实", kind: "flag" },
    { key: "confidence", title: "把握", kind: "text" },
    { key: "benefits", title: "用于", kind: "text" },
    { key: "where", title: "所在行", kind: "text" },
    { key: "parameter", title: "代码", kind: "text" },
  ],
  sortable: ["title", "from", "document"],
  rows: async (context, filters, { offset, limit, sort }, params) => {
    const { timelines, folder } = await timelinesOf(context, params.content_hash as string);
    const all = timelines.flatMap((timeline) =>
      timeline.versions.flatMap((version) =>
        version.rows.map((row) => valueRow(timeline, version, row)),
      ),
    );
    const chosen = all.filter((row) => isChosen(row, filters, folder));
    const sorted = sort === null ? chosen : chosen.toSorted(orderOf(sort));
    return { rows: sorted.slice(offset, offset + limit), total: sorted.length };
  },
});

type Row = ReturnType<typeof valueRow>;

interface Filters {
  readonly text?: string;
  readonly on?: string;
  readonly benefit?: string;
  readonly purpose?: "benefit" | "financing";
  readonly basis?: "verified" | "unverified";
  readonly own?: boolean;
}

function isChosen(row: Row, filters: Filters, folder: string): boolean {
  const { text, on, benefit, purpose, basis, own } = filters;
  const day = on ? dayAt(on, "on") : null;
  const word = text?.trim().toLowerCase() ?? "";
  const said = [row.title, row.parameter, row.row, row.value, row.document, row.clause];
  return (
    (word === "" || said.some((one) => one.toLowerCase().includes(word))) &&
    (day === null || contains({ from: row.from, to: row.to }, day)) &&
    (!benefit || row.benefits.includes(benefit)) &&
    (purpose === undefined || row.purpose === purpose) &&
    (basis === undefined || row.unverified === (basis === "unverified")) &&
    (own !== true || row.where.startsWith(`${folder}/`))
  );
}

/** @throws YibaoError DATE-… at the field */
export function dayAt(text: string, field: string): CivilDate {
  try {
    return civilDate(text);
  } catch (error) {
    throw error instanceof YibaoError ? error.at(field) : error;
  }
}

function orderOf(sort: string): (one: Row, other: Row) => number {
  const key = sort.replace(/^-/, "") as "title" | "from" | "document";
  const sign = sort.startsWith("-") ? -1 : 1;
  return (one, other) => sign * one[key].localeCompare(other[key], "zh");
}

async function timelinesOf({ house, read }: Context, content_hash: string) {
  return read(async (runner) => {
    const version = await versionSeen(runner, content_hash);
    const region = await regionWith(runner, deskOf(house), version);
    const [text] = await readTexts(runner, [content_hash]);
    return { timelines: parameterTimelines(region), region, folder: text?.folder ?? "" };
  });
}

const Timeline = Type.Object({
  ...{ name: Text, title: Text, unit: Text, purpose: Text, region_code: Text, region_name: Text },
  /** Whether the pack writes it itself, so that it can be changed here. */
  own: Type.Boolean(),
  by: Type.Array(Text),
  among: Type.Array(Text),
  benefits: Type.Array(Type.Object({ name: Text, title: Text })),
  versions: Type.Array(
    Type.Object({
      from: Text,
      to: TextOrNull,
      where: Text,
      rows: Type.Array(
        Type.Object({
          path: Text,
          title: Text,
          words: Text,
          /** Whole fen, parts per million or a count; null where it is none of them. */
          number: Type.Union([Type.Integer(), Type.Null()]),
          /** As a pack writes it; null where nothing is paid, or it is no single value. */
          written: TextOrNull,
          ...SOURCE,
        }),
      ),
    }),
  ),
});

function timelineAnswer(timeline: ParameterTimeline) {
  const { name, title, unit, purpose, by, among, benefits, versions } = timeline;
  return {
    ...{ name, title, unit, purpose, by: [...by], among: [...among] },
    benefits: benefits.map((one) => ({ ...one })),
    versions: versions.map(({ from, to, where, rows }) => ({
      ...{ from, to, where },
      rows: rows.map((row) => ({
        ...{ path: row.path.join("/"), title: row.title, words: row.words },
        number: typeof row.value === "number" ? row.value : null,
        written: writtenOf(timeline, row),
        ...sourceOf(row),
      })),
    })),
  };
}

function writtenOf({ unit }: ParameterTimeline, { value }: TimelineRow): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "number") return null;
  if (unit === "yuan") return yuanFromFen(value as Fen);
  return unit === "ratio" ? decimalFromPpm(value as Ppm) : String(value);
}

const parameter = route({
  method: "GET",
  path: `${PATH}/parameters/:name`,
  title: "政策数值的沿革",
  right: "policy.read",
  params: Type.Object({ ...HashParams.properties, name: Type.String({ maxLength: 100 }) }),
  answer: Timeline,
  handle: async (context, { params }): Promise<Static<typeof Timeline>> => {
    const { timelines, region, folder } = await timelinesOf(context, params.content_hash);
    const found = timelines.find(({ name }) => name === params.name);
    if (found === undefined) {
      throw new YibaoError("LIBRARY-PARAMETER-UNKNOWN", { name: params.name, region: region.name });
    }
    const own = found.versions.some(({ where }) => where.startsWith(`${folder}/`));
    return { ...timelineAnswer(found), region_code: region.code, region_name: region.name, own };
  },
});

const documents = route({
  method: "GET",
  path: `${PATH}/documents`,
  title: "政策文件",
  right: "policy.read",
  params: HashParams,
  answer: Type.Object({
    documents: Type.Array(
      Type.Object({
        ...{ id: Text, number: Text, title: Text, issuer: Text, seen: Type.Boolean() },
        /** How many values name it. */
        values: Type.Integer(),
      }),
    ),
  }),
  handle: async (context, { params }) => {
    const { timelines, region } = await timelinesOf(context, params.content_hash);
    const rows = timelines.flatMap((one) => one.versions.flatMap((version) => version.rows));
    return {
      documents: [...region.documents].map(([id, { value }]) => ({
        ...{ id, number: value.number, title: value.title, issuer: value.issuer, seen: value.seen },
        values: rows.filter(({ source }) => source.document === value.number).length,
      })),
    };
  },
});

export const VALUE_ROUTES = [values, parameter, documents];
