import { type Static, Type } from "typebox";
import {
  BASIS_WORDS,
  type BenefitView,
  diffRegions,
  outlookOf,
  type ParameterView,
  type PolicyDiff,
  policyOn,
  type Region,
  schemeWords,
  visitTypeWords,
} from "../../policy/index.ts";
import { policyAsKnown } from "../../policy-library/index.ts";
import { todayOf } from "../agency/fields.ts";
import { route } from "../route.ts";
import { deskOf, regionWith, versionSeen } from "./desk.ts";
import { dayAt } from "./values.routes.ts";
import { VERSION_ROW, versionRow } from "./version-answer.ts";

/** The policy of a day, and what is another between two days or two versions. */

const Text = Type.String();
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Day = Type.String({ maxLength: 10, description: "2025-06-01" });

const Parameter = Type.Object({
  ...{ name: Text, title: Text, from: TextOrNull, to: TextOrNull },
  rows: Type.Array(
    Type.Object({
      ...{ title: Text, value: Text, document: Text, clause: Text, basis_name: Text },
      unverified: Type.Boolean(),
    }),
  ),
});

const Benefit = Type.Object({
  ...{ name: Text, title: Text, schemes: Text, visit_types: Text, diseases: Text },
  ...{ from: Text, to: TextOrNull, document: Text, clause: Text, unverified: Type.Boolean() },
  layers: Type.Array(
    Type.Object({
      ...{ layer: Text, kind: Text, title: Text, fund: TextOrNull },
      parameters: Type.Array(Parameter),
    }),
  ),
});

const PolicyOfDay = Type.Object({
  ...{ region: Text, name: Text, version: Text, date: Text, known_at: TextOrNull },
  packs: Type.Array(Type.Object(VERSION_ROW)),
  choices: Type.Array(Parameter),
  benefits: Type.Array(Benefit),
});

function parameterAnswer({ name, title, from, to, rows }: ParameterView) {
  return {
    ...{ name, title, from, to },
    rows: rows.map(({ title: row, value, source, unverified }) => ({
      ...{ title: row, value, unverified },
      ...{ document: source.document, clause: source.clause },
      basis_name: BASIS_WORDS[source.basis][0],
    })),
  };
}

function benefitAnswer(region: Region, one: BenefitView): Static<typeof Benefit> {
  const { name, title, insutypes, visit_types, diseases, from, to, source, unverified } = one;
  return {
    ...{ name, title, diseases, from, to, unverified },
    schemes: insutypes.map((code) => schemeWords(code, "zh")).join("、"),
    visit_types: visit_types.map((code) => visitTypeWords(code, region, "zh")).join("、"),
    ...{ document: source.document, clause: source.clause },
    layers: one.layers.map(({ layer, kind, title: words, fund, parameters }) => ({
      ...{ layer, kind, title: words, fund },
      parameters: parameters.map(parameterAnswer),
    })),
  };
}

const RegionParams = Type.Object({ region_code: Type.String({ pattern: "^\\d{6}$" }) });
const Moment = Type.String({ maxLength: 20, description: "2026-11-22 10:00:00，北京时间" });

const policyOfDay = route({
  method: "GET",
  path: "/api/v1/policy-library/regions/:region_code/policy",
  title: "某一天的待遇政策",
  right: "policy.read",
  params: RegionParams,
  query: Type.Object({ date: Type.Optional(Day), known_at: Type.Optional(Moment) }),
  answer: PolicyOfDay,
  handle: async ({ house, read, now }, { params, query }) => {
    const date = query.date ? dayAt(query.date, "date") : todayOf(now);
    const { load } = deskOf(house);
    const known_at = query.known_at || null;
    const { region, ...moment } = await read((runner) =>
      policyAsKnown(runner, params.region_code, known_at, load),
    );
    const { choices, benefits, name, version } = policyOn(region, date, null);
    return {
      ...{ region: region.code, name, version, date, known_at: moment.known_at },
      packs: moment.packs.map(versionRow),
      choices: choices.map(parameterAnswer),
      benefits: benefits.map((one) => benefitAnswer(region, one)),
    };
  },
});

const Change = Type.Object({
  ...{ key: Text, kind: Text, area: Text, benefit: TextOrNull, layer: TextOrNull },
  ...{ parameter: TextOrNull, parameter_name: TextOrNull, rows: Type.Array(Text) },
  ...{ before: TextOrNull, after: TextOrNull, since: Text },
  ...{ document: TextOrNull, clause: TextOrNull, unverified: Type.Boolean(), sentence: Text },
  details: Type.Array(Text),
});
const Side = Type.Object({ region: Text, name: Text, day: Text, version: Text });

export const Diff = Type.Object({
  before: Side,
  after: Side,
  changes: Type.Array(Change),
  effects: Type.Array(
    Type.Object({
      ...{ benefit: Text, example: Text, sentence: Text },
      ...{ before_person_fen: Type.Integer(), after_person_fen: Type.Integer() },
    }),
  ),
});

export function diffAnswer({ before, after, changes, effects }: PolicyDiff): Static<typeof Diff> {
  return {
    ...{ before: { ...before }, after: { ...after } },
    changes: changes.map((one) => ({
      ...{ key: one.key, kind: one.kind, area: one.area },
      benefit: one.benefit?.title ?? null,
      layer: one.layer?.title ?? null,
      parameter: one.parameter?.title ?? null,
      parameter_name: one.parameter?.name ?? null,
      ...{ rows: [...one.rows], before: one.before, after: one.after, since: one.since },
      document: one.source?.document ?? null,
      clause: one.source?.clause ?? null,
      ...{ unverified: one.unverified, sentence: one.sentence, details: [...one.details] },
    })),
    effects: effects.map(({ benefit, example, before_person_fen, after_person_fen, sentence }) => ({
      ...{ benefit: benefit.title, example, sentence, before_person_fen, after_person_fen },
    })),
  };
}

const diff = route({
  method: "GET",
  path: "/api/v1/policy-library/diff",
  title: "政策比较",
  right: "policy.read",
  query: Type.Object({
    before: Type.String({ pattern: "^[0-9a-f]{64}$", description: "先看的一版" }),
    after: Type.String({ pattern: "^[0-9a-f]{64}$", description: "后看的一版；可以是同一版" }),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
  }),
  answer: Diff,
  handle: async ({ house, read, now }, { query }) => {
    const to = query.to ? dayAt(query.to, "to") : todayOf(now);
    const from = query.from ? dayAt(query.from, "from") : to;
    const desk = deskOf(house);
    const [first, second] = await read(async (runner) => {
      const before = await regionWith(runner, desk, await versionSeen(runner, query.before));
      const after = await regionWith(runner, desk, await versionSeen(runner, query.after));
      return [before, after] as const;
    });
    return diffAnswer(diffRegions({ region: first, day: from }, { region: second, day: to }));
  },
});

const Turn = Type.Union([Type.Object({ day: Text, sentences: Type.Array(Text) }), Type.Null()]);

const outlook = route({
  method: "GET",
  path: "/api/v1/policy-library/regions/:region_code/benefits/:benefit/outlook",
  title: "一项待遇的上次与下次变化",
  right: "policy.read",
  params: Type.Object({ ...RegionParams.properties, benefit: Type.String({ maxLength: 100 }) }),
  query: Type.Object({ date: Type.Optional(Day), known_at: Type.Optional(Moment) }),
  answer: Type.Object({ last: Turn, next: Turn }),
  handle: async ({ house, read, now }, { params, query }) => {
    const date = query.date ? dayAt(query.date, "date") : todayOf(now);
    const { load } = deskOf(house);
    const { region } = await read((runner) =>
      policyAsKnown(runner, params.region_code, query.known_at || null, load),
    );
    const { last, next } = outlookOf(region, params.benefit, date);
    const told = (turn: typeof last) =>
      turn === null
        ? null
        : { day: turn.day, sentences: turn.changes.map(({ sentence }) => sentence) };
    return { last: told(last), next: told(next) };
  },
});

export const DAY_ROUTES = [policyOfDay, diff, outlook];
