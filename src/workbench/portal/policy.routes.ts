import { Type } from "typebox";
import {
  type BenefitView,
  choiceWords,
  LANGUAGES,
  outlookOf,
  type ParameterView,
  type Provenance,
  packFolders,
  policyOn,
  type Region,
  regionsFolder,
  schemeWords,
  type Turn,
  visitTypeWords,
} from "../../policy/index.ts";
import { createRegionShelf, listVersions, policyAsKnown } from "../../policy-library/index.ts";
import { Day, dayOrNull, Text, TextOrNull, todayOf } from "../agency/fields.ts";
import { type Context, route } from "../route.ts";

/** The policies in force on a day, each value with its notice and clause, for anybody. */

const Source = Type.Object({ document: Text, clause: Text, unverified: Type.Boolean() });
const Value = Type.Object({ row: Text, value: Text, ...Source.properties });
const Values = Type.Object({
  name: Text,
  title: Text,
  from: TextOrNull,
  to: TextOrNull,
  rows: Type.Array(Value),
});
const BENEFIT = {
  name: Text,
  title: Text,
  schemes: Type.Array(Text),
  visit_types: Type.Array(Text),
  diseases: Text,
  from: Text,
  to: TextOrNull,
  source: Source,
  values: Type.Integer(),
  unverified_values: Type.Integer(),
};

const QUERY = {
  region: Type.Optional(Type.String({ pattern: "^\\d{6}$" })),
  day: Type.Optional(Day),
};

const shelf = createRegionShelf();

/** The platform's own region as it settles now; another one as the library has it. */
async function regionAsked({ house, read }: Context, code: string | undefined): Promise<Region> {
  const own = house.region.value;
  if (code === undefined || code === own.code) return own;
  return read(async (runner) => (await policyAsKnown(runner, code, null, shelf)).region);
}

/** Regions with a pack that was published. */
async function regionsToRead({ house, read }: Context) {
  const own = house.region.value.code;
  const codes = new Set(packFolders(regionsFolder()).map((folder) => folder.slice(0, 6)));
  codes.delete(own);
  const others = await read(async (runner) => {
    const known: { code: string; name: string }[] = [];
    for (const code of codes) {
      const filter = { region_code: code, before: null, limit: 1, published: true };
      const [version] = await listVersions(runner, filter);
      if (version !== undefined) known.push({ code, name: version.name });
    }
    return known;
  });
  return [{ code: own, name: house.region.value.name }, ...others];
}

const policy = route({
  method: "GET",
  path: "/api/v1/public/policy",
  title: "现行政策",
  right: "public",
  query: Type.Object(QUERY),
  answer: Type.Object({
    region: Type.Object({ code: Text, name: Text }),
    version: Text,
    day: Text,
    regions: Type.Array(Type.Object({ code: Text, name: Text })),
    benefits: Type.Array(Type.Object(BENEFIT)),
    choices: Type.Array(Values),
    documents: Type.Array(Type.Object({ number: Text, title: Text, seen: Type.Boolean() })),
    /** Days on which a benefit changes. */
    changes: Type.Array(Text),
  }),
  handle: async (context, { query }) => {
    const day = dayOrNull(query.day, "day") ?? todayOf(context.now);
    const region = await regionAsked(context, query.region);
    const view = policyOn(region, day, null);
    return {
      ...{ region: { code: region.code, name: region.name }, version: region.version, day },
      regions: await regionsToRead(context),
      benefits: view.benefits.map((one) => benefitOf(one, region)),
      choices: view.choices.map((one) => inWords(valuesOf(one))),
      documents: [...region.documents.values()].map(({ value: { number, title, seen } }) => ({
        ...{ number, title, seen },
      })),
      changes: [...region.changes],
    };
  },
});

const TurnAnswer = Type.Union([
  Type.Object({ day: Text, sentences: Type.Array(Text) }),
  Type.Null(),
]);

const benefit = route({
  method: "GET",
  path: "/api/v1/public/policy/:benefit",
  title: "一项待遇的现行政策",
  right: "public",
  params: Type.Object({ benefit: Type.String({ maxLength: 100 }) }),
  query: Type.Object({ ...QUERY, language: Type.Optional(Type.Enum([...LANGUAGES])) }),
  answer: Type.Object({
    ...BENEFIT,
    region: Type.Object({ code: Text, name: Text }),
    day: Text,
    layers: Type.Array(
      Type.Object({
        layer: Text,
        kind: Text,
        title: Text,
        fund: TextOrNull,
        parameters: Type.Array(Values),
      }),
    ),
    last_change: TurnAnswer,
    next_change: TurnAnswer,
  }),
  handle: async (context, { params, query }) => {
    const day = dayOrNull(query.day, "day") ?? todayOf(context.now);
    const region = await regionAsked(context, query.region);
    const [view] = policyOn(region, day, params.benefit).benefits as [BenefitView];
    const { last, next } = outlookOf(region, view.name, day, query.language ?? "zh");
    return {
      ...benefitOf(view, region),
      ...{ region: { code: region.code, name: region.name }, day },
      layers: view.layers.map(({ layer, kind, title, fund, parameters }) => ({
        ...{ layer, kind, title, fund, parameters: parameters.map(valuesOf) },
      })),
      last_change: turnOf(last),
      next_change: turnOf(next),
    };
  },
});

function turnOf(turn: Turn | null) {
  if (turn === null) return null;
  return { day: turn.day, sentences: turn.changes.map(({ sentence }) => sentence) };
}

function benefitOf(view: BenefitView, region: Region) {
  const rows = distinct(view).flatMap((one) => one.rows);
  return {
    ...{ name: view.name, title: view.title, diseases: view.diseases },
    schemes: view.insutypes.map((one) => schemeWords(one, "zh")),
    visit_types: view.visit_types.map((one) => visitTypeWords(one, region, "zh")),
    ...{ from: view.from, to: view.to, source: sourceOf(view.source) },
    values: rows.length,
    unverified_values: rows.filter(({ unverified }) => unverified).length,
  };
}

/** A parameter that two layers read counts once. */
function distinct({ layers }: BenefitView): readonly ParameterView[] {
  const all = layers.flatMap(({ parameters }) => parameters);
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

function valuesOf({ name, title, from, to, rows }: ParameterView) {
  return {
    ...{ name, title, from, to },
    rows: rows.map(({ title: row, value, source }) => ({ row, value, ...sourceOf(source) })),
  };
}

/** What a pack says of a choice is a word for programs. */
function inWords(choice: ReturnType<typeof valuesOf>) {
  const rows = choice.rows.map((row) => ({
    ...row,
    value: choiceWords(choice.name, row.value, "zh"),
  }));
  return { ...choice, rows };
}

function sourceOf({ document, clause, basis }: Provenance) {
  return { document, clause, unverified: basis !== "official" };
}

export const PUBLIC_POLICY_ROUTES = [policy, benefit];
