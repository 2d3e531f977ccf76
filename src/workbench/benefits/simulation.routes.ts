import { type Static, Type } from "typebox";
import { findVersion, packsOfRegionVersion } from "../../policy-library/index.ts";
import {
  checkChangeDays,
  type KeptRunRow,
  listRuns,
  RUN_ORDERS,
  RUN_STATES,
  type RunOrder,
  readChange,
  readRun,
  type SimulationResult,
} from "../../simulation/index.ts";
import type { Runner } from "../../store/index.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";
import { actorOf, assertOwnRegion } from "./desk.ts";
import { startSimulation } from "./simulation-runs.ts";

/** Policy tried out on the bills of a year, before anybody drafts it; what came out is kept. */

const PATH = "/api/v1/simulations";
const Text = Type.String();
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Fen = Type.Integer();
const FenOrNull = Type.Union([Type.Integer(), Type.Null()]);
const CHARACTERS_MOST = 50_000;

const Group = Type.Object({
  ...{ key: Text, title: Text, people: Type.Integer() },
  ...{ winners: Type.Integer(), losers: Type.Integer(), gain_fen: Fen, loss_fen: Fen },
  ...{ person_before_fen: Fen, person_after_fen: Fen },
});

const Result = Type.Object({
  changes: Type.Array(Text),
  remarks: Type.Array(Text),
  people: Type.Integer(),
  bills_replayed: Type.Integer(),
  /** With no change, so many came out otherwise than they were settled. */
  bills_different: Type.Integer(),
  totals: Type.Object({
    ...{ bills: Type.Integer(), people_with_bills: Type.Integer(), total_fen: Fen },
    ...{ fund_before_fen: Fen, fund_after_fen: Fen },
    ...{ person_before_fen: Fen, person_after_fen: Fen },
    ...{ winners: Type.Integer(), losers: Type.Integer(), unchanged: Type.Integer() },
  }),
  pools: Type.Array(
    Type.Object({
      ...{ pool: Text, name: Text, spending_before_fen: Fen, spending_after_fen: Fen },
      ...{ closing_before_fen: FenOrNull, closing_after_fen: FenOrNull },
    }),
  ),
  groups: Type.Array(Type.Object({ dimension: Text, rows: Type.Array(Group) })),
  steps: Type.Array(
    Type.Object({
      from_fen: Fen,
      people_before: Type.Integer(),
      people_after: Type.Integer(),
    }),
  ),
});

const RunRow = {
  ...{ run_no: Type.Integer(), title: Text, year: Type.Integer(), by: Text, started_at: Text },
  state: Type.Enum([...RUN_STATES]),
  ended_at: TextOrNull,
  bills: Type.Union([Type.Integer(), Type.Null()]),
  fund_change_fen: FenOrNull,
  person_change_fen: FenOrNull,
};

/** The version of a pack that was in force; null where the library never knew it. */
const Policy = Type.Object({
  ...{ content_hash: Text, name: Text, version_number: Type.Integer() },
});

const RunAnswer = Type.Object({
  ...RunRow,
  ...{ text: Text, step: Text, done: Type.Integer(), total: Type.Integer() },
  policy_version: Text,
  policy: Type.Union([Policy, Type.Null()]),
  failure: TextOrNull,
  result: Type.Union([Result, Type.Null()]),
});

function runRow({ started_by, started_at, ended_at, ...run }: KeptRunRow) {
  const { run_no, title, year, state, bills, fund_change_fen, person_change_fen } = run;
  return {
    ...{ run_no, title, year, state, bills, fund_change_fen, person_change_fen },
    ...{ by: started_by, started_at: started_at.toISOString() },
    ended_at: ended_at?.toISOString() ?? null,
  };
}

/** The pack of the region itself, whose parents follow from it. */
async function policyOf(runner: Runner, policy_version: string) {
  const hash = (await packsOfRegionVersion(runner, policy_version))?.at(-1);
  const version = hash === undefined ? null : await findVersion(runner, hash);
  if (version === null) return null;
  const { content_hash, name, version_number } = version;
  return { content_hash, name, version_number };
}

function resultAnswer(result: SimulationResult): Static<typeof Result> {
  const { changes, remarks, history, reproduction, totals, pools, groups, distribution } = result;
  return {
    ...{ changes: [...changes], remarks: [...remarks], people: history.people },
    ...{ bills_replayed: history.bills, bills_different: reproduction.bills_different },
    totals: { ...totals },
    pools: pools.map((one) => ({
      ...{ pool: one.pool, name: one.name },
      ...{
        spending_before_fen: one.spending_before_fen,
        spending_after_fen: one.spending_after_fen,
      },
      ...{ closing_before_fen: one.closing_before_fen, closing_after_fen: one.closing_after_fen },
    })),
    groups: Object.entries(groups).map(([dimension, rows]) => ({
      dimension,
      rows: rows.map((one) => ({
        ...{ key: one.key, title: one.title, people: one.people },
        ...{ winners: one.winners, losers: one.losers },
        ...{ gain_fen: one.gain_fen, loss_fen: one.loss_fen },
        ...{ person_before_fen: one.person_before_fen, person_after_fen: one.person_after_fen },
      })),
    })),
    steps: distribution.steps.map((one) => ({ ...one })),
  };
}

const started = route({
  method: "POST",
  path: PATH,
  title: "开始政策测算",
  right: "simulation.run",
  body: Type.Object({
    year: Type.Integer({ minimum: 2000, maximum: 2100, description: "重算哪一年已结算的账单" }),
    text: Type.String({ minLength: 1, maxLength: CHARACTERS_MOST, description: "变更文件" }),
  }),
  answer: Type.Object({ run_no: Type.Integer() }),
  handle: async ({ house, caller }, { body: { year, text } }) => {
    const region = house.region.value;
    assertOwnRegion(caller, region.code);
    const change = readChange(text, "变更文件", region);
    checkChangeDays(change, { from: `${year}-01-01`, to: `${year}-12-31` } as never);
    const onFault = (error: unknown) => house.onFault(error, PATH);
    const { store, clock } = house;
    const asked = { store, region, change, text, year, by: actorOf(caller), clock, onFault };
    return { run_no: await startSimulation(asked) };
  },
});

const runs = listRoute({
  path: PATH,
  title: "政策测算",
  right: "simulation.run",
  filters: {
    text: Type.Optional(Type.String({ maxLength: 40 })),
    year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
    state: Type.Optional(Type.Enum([...RUN_STATES])),
  },
  sortable: [...RUN_ORDERS],
  row: RunRow,
  columns: [
    { key: "run_no", title: "测算号", kind: "count" },
    { key: "title", title: "变更", kind: "text" },
    { key: "year", title: "年度", kind: "text" },
    { key: "state", title: "状态", kind: "text" },
    { key: "bills", title: "账单", kind: "count" },
    { key: "fund_change_fen", title: "基金支付增减", kind: "amount" },
    { key: "person_change_fen", title: "个人负担增减", kind: "amount" },
    { key: "by", title: "办理", kind: "text" },
    { key: "started_at", title: "开始", kind: "time" },
  ],
  rows: async ({ read }, { text, year, state }, { offset, limit, sort }) => {
    const search = {
      ...{ text: text?.trim() || null, year: year ?? null, state: state ?? null, offset, limit },
      order: (sort?.replace(/^-/, "") ?? "run_no") as RunOrder,
      descending: sort === null || sort.startsWith("-"),
    };
    const { rows, total } = await read((runner) => listRuns(runner, search));
    return { rows: rows.map(runRow), total };
  },
});

const run = route({
  method: "GET",
  path: `${PATH}/:run_no`,
  title: "政策测算的结果",
  right: "simulation.run",
  params: Type.Object({ run_no: Type.Integer({ minimum: 1 }) }),
  answer: RunAnswer,
  handle: async ({ read }, { params: { run_no } }) =>
    read(async (runner) => {
      const found = await readRun(runner, run_no);
      const { change_text, step, done, total, policy_version, failure, result } = found;
      return {
        ...runRow(found),
        ...{ text: change_text, step, done, total, policy_version, failure },
        policy: await policyOf(runner, policy_version),
        result: result === null ? null : resultAnswer(result),
      };
    }),
});

export const SIMULATION_ROUTES = [started, runs, run];
