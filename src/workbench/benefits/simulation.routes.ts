import { type Static, Type } from "typebox";
import { YibaoError } from "../../kernel/index.ts";
import { checkChangeDays, readChange, type SimulationResult } from "../../simulation/index.ts";
import { route } from "../route.ts";
import { actorOf, assertOwnRegion, deskOf } from "./desk.ts";
import type { Run } from "./simulation-runs.ts";

/** Policy tried out on the bills of a year, before anybody drafts it. */

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
  state: Type.Enum(["running", "done", "failed"]),
};

const RunAnswer = Type.Object({
  ...RunRow,
  ...{ text: Text, step: Text, done: Type.Integer(), total: Type.Integer() },
  failure: TextOrNull,
  result: Type.Union([Result, Type.Null()]),
});

function runRow({ run_no, title, year, by, started_at, state }: Run) {
  return { run_no, title, year, by, started_at: started_at.toISOString(), state };
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
  handle: async ({ house, caller, now }, { body: { year, text } }) => {
    const region = house.region.value;
    assertOwnRegion(caller, region.code);
    const change = readChange(text, "变更文件", region);
    checkChangeDays(change, { from: `${year}-01-01`, to: `${year}-12-31` } as never);
    const onFault = (error: unknown) => house.onFault(error, PATH);
    const asked = { store: house.store, region, change, text, year, by: actorOf(caller) };
    return { run_no: deskOf(house).simulations.start({ ...asked, now, onFault }).run_no };
  },
});

const runs = route({
  method: "GET",
  path: PATH,
  title: "政策测算",
  right: "simulation.run",
  answer: Type.Object({ runs: Type.Array(Type.Object(RunRow)) }),
  handle: async ({ house }) => ({ runs: deskOf(house).simulations.list().map(runRow) }),
});

const run = route({
  method: "GET",
  path: `${PATH}/:run_no`,
  title: "政策测算的结果",
  right: "simulation.run",
  params: Type.Object({ run_no: Type.Integer({ minimum: 1 }) }),
  answer: RunAnswer,
  handle: async ({ house, caller }, { params: { run_no } }) => {
    const found = deskOf(house).simulations.find(run_no);
    if (found === null) throw new YibaoError("LIBRARY-SIMULATION-UNKNOWN", { run_no });
    assertOwnRegion(caller, found.region_code);
    const { text, step, done, total, failure, result } = found;
    return {
      ...runRow(found),
      ...{ text, step, done, total, failure },
      result: result === null ? null : resultAnswer(result),
    };
  },
});

export const SIMULATION_ROUTES = [started, runs, run];
