import { Type } from "typebox";
import type { CheckReport, Finding } from "../../policy/index.ts";
import {
  checkProposals,
  checkVersion,
  findVersion,
  type PackVersion,
  proposalsOf,
  publishVersion,
  reviewVersion,
  withdrawVersion,
} from "../../policy-library/index.ts";
import { type Context, route } from "../route.ts";
import { actorOf, assertOwnRegion, deskOf, versionSeen } from "./desk.ts";
import { dayAt } from "./values.routes.ts";
import { HashParams, VersionAnswer, versionAnswer } from "./version-answer.ts";

/**
 * The way of a version from draft to publication, step by step; the library decides what may
 * follow what, and that whoever reviews did not draft.
 */

const PATH = "/api/v1/policy-library/versions/:content_hash";
const Reason = Type.String({ minLength: 1, maxLength: 500 });
const Nothing = Type.Object({});

/** Who does it, to what, when; only at home in the version's region. */
async function stepOf({ read, caller, now }: Context, content_hash: string) {
  const version = await read((runner) => versionSeen(runner, content_hash));
  assertOwnRegion(caller, version.region_code);
  return { content_hash, by: actorOf(caller), now };
}

async function told({ house, caller }: Context, content_hash: string) {
  return versionAnswer((await findVersion(house.store, content_hash)) as PackVersion, caller);
}

const checked = route({
  method: "POST",
  path: `${PATH}/check`,
  title: "校验政策",
  right: ["policy.draft", "policy.check"],
  params: HashParams,
  body: Nothing,
  answer: VersionAnswer,
  handle: async (context, { params: { content_hash } }) => {
    const { house } = context;
    const step = await stepOf(context, content_hash);
    await deskOf(house).proving.run(content_hash, (judge) =>
      checkVersion(house.store, step, judge),
    );
    return told(context, content_hash);
  },
});

const proved = route({
  method: "POST",
  path: `${PATH}/proof`,
  title: "重看政策的校验结果",
  right: ["policy.draft", "policy.check"],
  params: HashParams,
  body: Nothing,
  answer: Nothing,
  handle: async ({ house, read }, { params: { content_hash } }) => {
    const version = await read((runner) => versionSeen(runner, content_hash));
    await deskOf(house).proving.run(content_hash, async (judge) =>
      checkProposals(house.store, await proposalsOf(house.store, version), judge),
    );
    return {};
  },
});

const progress = route({
  method: "GET",
  path: `${PATH}/progress`,
  title: "政策校验的进度",
  right: "policy.read",
  params: HashParams,
  answer: Type.Object({
    progress: Type.Union([
      Type.Object({
        ahead: Type.Integer(),
        phase: Type.String(),
        done: Type.Integer(),
        total: Type.Integer(),
      }),
      Type.Null(),
    ]),
  }),
  handle: async ({ house }, { params }) => ({
    progress: deskOf(house).proving.progressOf(params.content_hash),
  }),
});

const TextOrNull = Type.Union([Type.String(), Type.Null()]);

const FindingAnswer = Type.Object({
  region: Type.String(),
  rule: Type.String(),
  severity: Type.Enum(["error", "warning", "hint"]),
  title: Type.String(),
  where: Type.String(),
  message: Type.String(),
  expected: TextOrNull,
  actual: TextOrNull,
  /** A case that shows it, as `yibao settle` takes it; null where none is needed. */
  example: TextOrNull,
  /** Why the pack says that it is lawful; null where it does not. */
  excepted: TextOrNull,
});

const ReportAnswer = Type.Object({
  region: Type.String(),
  name: Type.String(),
  tried: Type.Object({
    ...{ cases: Type.Integer(), values: Type.Integer(), plans: Type.Integer() },
    ...{ plans_tried: Type.Integer(), bills: Type.Integer() },
  }),
  findings: Type.Array(FindingAnswer),
});

function findingAnswer(region: string, one: Finding, excepted: string | null) {
  const { rule, severity, title, where, message, expected, actual, example } = one;
  return {
    ...{ region, rule, severity, title, where, message, expected, actual, excepted },
    example: example === null ? null : JSON.stringify(example, null, 2),
  };
}

function reportAnswer({ region, name, tried, findings, excepted }: CheckReport) {
  const lawful = excepted.map((one) =>
    findingAnswer(region, one, `${one.reason}；${one.document} ${one.clause}`),
  );
  const found = findings.map((one) => findingAnswer(region, one, null));
  return { region, name, tried: { ...tried }, findings: [...found, ...lawful] };
}

const reports = route({
  method: "GET",
  path: `${PATH}/reports`,
  title: "政策校验的结果",
  right: "policy.read",
  params: HashParams,
  answer: Type.Object({
    /** Null: not proved lately; the library keeps the first sentences of the last check. */
    reports: Type.Union([Type.Array(ReportAnswer), Type.Null()]),
  }),
  handle: async ({ house }, { params }) => ({
    reports: deskOf(house).proving.reportsOf(params.content_hash)?.map(reportAnswer) ?? null,
  }),
});

const reviewed = route({
  method: "POST",
  path: `${PATH}/review`,
  title: "审核政策",
  right: "policy.check",
  params: HashParams,
  body: Type.Object({ decision: Type.Enum(["approve", "refuse"]), reason: Reason }),
  answer: VersionAnswer,
  handle: async (context, { params: { content_hash }, body }) => {
    const step = await stepOf(context, content_hash);
    await reviewVersion(context.house.store, { ...step, ...body, reason: body.reason.trim() });
    return told(context, content_hash);
  },
});

const published = route({
  method: "POST",
  path: `${PATH}/publish`,
  title: "发布政策",
  right: "policy.publish",
  params: HashParams,
  body: Type.Object({
    from: Type.String({ maxLength: 10, description: "生效日" }),
    retroactive_reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  answer: VersionAnswer,
  handle: async (context, { params: { content_hash }, body }) => {
    const { house } = context;
    const step = await stepOf(context, content_hash);
    const from = dayAt(body.from, "from");
    const request = { ...step, from, retroactive_reason: body.retroactive_reason?.trim() || null };
    await deskOf(house).proving.run(content_hash, (judge) =>
      publishVersion(house.store, request, judge),
    );
    return told(context, content_hash);
  },
});

const withdrawn = route({
  method: "POST",
  path: `${PATH}/withdraw`,
  title: "撤回政策草稿",
  right: ["policy.draft", "policy.publish"],
  params: HashParams,
  body: Type.Object({ reason: Reason }),
  answer: VersionAnswer,
  handle: async (context, { params: { content_hash }, body }) => {
    const step = await stepOf(context, content_hash);
    await withdrawVersion(context.house.store, { ...step, reason: body.reason.trim() });
    return told(context, content_hash);
  },
});

export const STEP_ROUTES = [
  ...[checked, proved, progress, reports],
  ...[reviewed, published, withdrawn],
];
