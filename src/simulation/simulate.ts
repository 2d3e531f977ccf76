import {
  type CivilDate,
  type Fen,
  multiplyFenByRatio,
  YibaoError,
  yearOf,
} from "../kernel/index.ts";
import { HOSPITAL_LEVELS, type Region } from "../policy/index.ts";
import type { AskedReplay, Bench, SimulateOptions } from "./bench.ts";
import { applyChange, type PersonRules, personRules } from "./change/index.ts";
import type { History } from "./history/history.ts";
import { buildResult } from "./outcome/build-result.ts";
import { incomeBook } from "./outcome/income-book.ts";
import type { SimulationResult } from "./outcome/simulation-result.ts";
import { type Crew, openCrew } from "./replay/crew.ts";
import type { ReplayJob } from "./replay/job.ts";
import { BLOCKS, groupPeople, type PersonGroups } from "./replay/person-groups.ts";
import { type RecasedHistory, recasedHistory } from "./replay/recase.ts";
import type { ComparedPeople } from "./replay/tally-bills.ts";
import { windowOf, yearsIn } from "./replay/window.ts";
import { sensitivityOf } from "./what-if/sensitivity.ts";
import { solve } from "./what-if/solve.ts";

/**
 * Replays a history of bills under changed policy and says what becomes of the funds and of the
 * people. Accumulators run through each person's bills in their order; the amounts are exact.
 * @throws YibaoError HISTORY-WINDOW, HISTORY-OTHER-REGION, POLICY-*
 */
export async function simulate(options: SimulateOptions): Promise<SimulationResult> {
  const { history, region, change } = options;
  if (history.manifest.region !== region.code) {
    const details = { history: history.manifest.region, region: region.code };
    throw new YibaoError("HISTORY-OTHER-REGION", details);
  }
  const days = windowWithin(options);
  const after = change === null ? region : applyChange(region, change);
  const rules = change === null ? null : personRules(change);
  const crew = openCrew(history, options.threads);
  try {
    options.progress("读取参保人", 0, history.manifest.people);
    const people = await history.readPeople();
    options.progress("读取参保人", people.count, people.count);
    const groups = groupPeople(people, yearOf(days.to));
    const compared = sharedPeople(groups, people.count, yearsIn(days).length);
    crew.meet(compared);
    const funds = fundsThatPay(history, [region, after], rules);
    const bench = benchOf(options, { people, groups, compared }, crew, { ...days, funds });
    const recased =
      rules === null
        ? { cases: history.cases, recase: null }
        : recasedHistory(history, people, rules);
    const solved = change?.solve ? await solve(bench, change.solve, after, recased) : null;
    const decided = solved?.region ?? after;
    const step = change === null ? "按原政策重算" : "按改变前后的政策重算";
    const run = await bench.replay({
      kind: "people",
      region: decided,
      recased,
      step,
      at: 0,
      of: 1,
    });
    options.progress("汇总", 0, 1);
    const result = buildResult(bench, { after: decided, run, solved: solved?.outcome ?? null });
    options.progress("汇总", 1, 1);
    if (change === null || !options.sensitivity) return result;
    return { ...result, sensitivity: await sensitivityOf(bench, decided, recased) };
  } finally {
    await crew.close();
  }
}

/** The columns that threads write into, in memory that they share. */
function sharedPeople(groups: PersonGroups, count: number, years: number): ComparedPeople {
  const shared = <Column extends Int32Array | Uint16Array | Uint8Array | Float64Array>(
    column: Column,
  ): Column => {
    const memory = new SharedArrayBuffer(column.byteLength);
    const copy = new (column.constructor as new (memory: SharedArrayBuffer) => Column)(memory);
    copy.set(column);
    return copy;
  };
  const income_fen = groups.income_fen.map((income) =>
    income < 0 ? income : multiplyFenByRatio(income as Fen, years, 1, "half-up"),
  );
  return {
    cell: shared(groups.cell),
    cost_cell: shared(groups.cost_cell),
    block: shared(groups.block),
    income_fen: shared(income_fen),
    borne_before_fen: shared(new Float64Array(count)),
    borne_after_fen: shared(new Float64Array(count)),
    bills: shared(new Int32Array(count)),
  };
}

type BenchPeople = Pick<Bench, "people" | "groups" | "compared">;
type BenchScope = Pick<Bench, "from" | "to" | "funds">;

function benchOf(
  options: SimulateOptions,
  who: BenchPeople,
  crew: Crew,
  { from, to, funds }: BenchScope,
): Bench {
  const { history, region } = options;
  const { months } = windowOf(from, to);
  const shape = {
    funds: funds.length,
    months: months.length,
    cells: who.groups.keys.length,
    cost_cells: who.groups.cost_keys.length,
    levels: HOSPITAL_LEVELS.length,
    blocks: BLOCKS,
  };
  const { bills } = history.manifest;
  const income = incomeBook(who.people);
  const jobOf = (
    kind: ReplayJob["kind"],
    after: Region,
    { cases, recase }: RecasedHistory,
  ): ReplayJob => ({ kind, before: region, after, cases, recase, from, to, funds, shape });
  return {
    options,
    ...who,
    income,
    funds,
    months,
    from,
    to,
    async replay({ kind, region: after, recased, step, at, of }: AskedReplay) {
      const job = jobOf(kind, after, recased);
      const told = (done: number) => options.progress(step, at * bills + done, of * bills);
      told(0);
      const run = await crew.run(job, told);
      told(bills);
      return run;
    },
    async replayEach(step, regions, recased) {
      const total = regions.length * bills;
      const jobs = regions.map((after) => jobOf("sums", after, recased));
      options.progress(step, 0, total);
      const runs = await crew.runEach(jobs, (done) => options.progress(step, done, total));
      options.progress(step, total, total);
      return runs.map(({ tally }) => tally);
    },
  };
}

/** @throws YibaoError HISTORY-WINDOW for days that the history does not have */
function windowWithin({ history, from, to }: SimulateOptions): { from: CivilDate; to: CivilDate } {
  const days = { from: from ?? history.manifest.from, to: to ?? history.manifest.to };
  const { from: first, to: last } = history.manifest;
  if (days.from > days.to || days.from < first || days.to > last) {
    throw new YibaoError("HISTORY-WINDOW", { ...days, first, last });
  }
  return days;
}

/** Funds of the history, those that a benefit of a region pays from, those that pay for others. */
function fundsThatPay(
  history: History,
  regions: readonly Region[],
  rules: PersonRules | null,
): string[] {
  const funds = new Set(history.manifest.funds.map(({ fund }) => fund));
  for (const { benefits } of regions) {
    for (const { layers } of benefits) {
      for (const layer of layers) if ("fund" in layer) funds.add(layer.fund);
    }
  }
  for (const { paid_from } of rules?.merges ?? []) {
    for (const fund of Object.values(paid_from)) funds.add(fund);
  }
  return [...funds].sort();
}
