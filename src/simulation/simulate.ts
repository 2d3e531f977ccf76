import { type CivilDate, YibaoError, yearOf } from "../kernel/index.ts";
import { HOSPITAL_LEVELS, type Region } from "../policy/index.ts";
import { applyChange, type Change, personRules } from "./change/index.ts";
import type { History, HistoryPeople } from "./history/history.ts";
import { buildResult } from "./outcome/build-result.ts";
import type { SimulationResult } from "./outcome/simulation-result.ts";
import { type Crew, openCrew } from "./replay/crew.ts";
import type { ReplayJob, ReplayTally } from "./replay/job.ts";
import { BLOCKS, groupPeople, type PersonGroups } from "./replay/person-groups.ts";
import { type RecasedHistory, recasedHistory } from "./replay/recase.ts";
import type { ComparedPeople } from "./replay/tally-bills.ts";
import { windowOf } from "./replay/window.ts";
import { sensitivityOf } from "./what-if/sensitivity.ts";
import { solve } from "./what-if/solve.ts";

export interface SimulateOptions {
  readonly history: History;
  /** The policy as it is. */
  readonly region: Region;
  /** What is tried; null replays the history as it was. */
  readonly change: Change | null;
  /** First and last day of settling that count; the history's own when null. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** 0 does the work in this thread. */
  readonly threads: number;
  /** Of the resampling. */
  readonly seed: string;
  readonly sensitivity: boolean;
  readonly projection: boolean;
  readonly progress: (step: string, done: number, total: number) => void;
}

/** A history with its crew and groups, ready to be replayed again and again. */
export interface Bench {
  readonly options: SimulateOptions;
  readonly people: HistoryPeople;
  readonly groups: PersonGroups;
  readonly compared: ComparedPeople;
  readonly funds: readonly string[];
  readonly months: readonly string[];
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Replays the whole history under a region's rules. */
  replay(step: string, region: Region, recased: RecasedHistory): Promise<ReplayTally>;
}

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
  const after = change === null ? region : applyChange(region, change);
  const people = await history.readPeople();
  const year = yearOf(history.manifest.to);
  const groups = groupPeople(people, year);
  const compared = sharedPeople(groups, people.count);
  const crew = await openCrew(history, compared, options.threads);
  try {
    const bench = benchOf(options, { people, groups, compared }, crew, after);
    const unchanged: RecasedHistory = { cases: history.cases, recase: null };
    const base = await bench.replay("按原政策重算", region, unchanged);
    if (change === null) return buildResult(bench, { after: region, base, run: base });
    const recased = recasedHistory(history, people, personRules(change));
    const solved = change.solve && (await solve(bench, change.solve, after, recased));
    const decided = solved?.region ?? after;
    const run = await bench.replay("按改变后的政策重算", decided, recased);
    const result = buildResult(bench, { after: decided, base, run, solved: solved?.outcome });
    if (!options.sensitivity) return result;
    const sensitivity = await sensitivityOf(bench, decided, recased, run);
    return { ...result, sensitivity };
  } finally {
    await crew.close();
  }
}

/** The columns that threads write into, in memory that they share. */
function sharedPeople(groups: PersonGroups, count: number): ComparedPeople {
  const shared = <Column extends Int32Array | Uint16Array | Uint8Array | Float64Array>(
    column: Column,
  ): Column => {
    const memory = new SharedArrayBuffer(column.byteLength);
    const copy = new (column.constructor as new (memory: SharedArrayBuffer) => Column)(memory);
    copy.set(column);
    return copy;
  };
  return {
    cell: shared(groups.cell),
    cost_cell: shared(groups.cost_cell),
    block: shared(groups.block),
    income_fen: shared(groups.income_fen),
    borne_before_fen: shared(new Float64Array(count)),
    borne_after_fen: shared(new Float64Array(count)),
  };
}

type BenchPeople = Pick<Bench, "people" | "groups" | "compared">;

function benchOf(options: SimulateOptions, who: BenchPeople, crew: Crew, after: Region): Bench {
  const { history, region } = options;
  const { from, to } = windowWithin(options);
  const { months } = windowOf(from, to);
  const funds = fundsThatPay(history, [region, after]);
  const shape = {
    funds: funds.length,
    months: months.length,
    cells: who.groups.keys.length,
    cost_cells: who.groups.cost_keys.length,
    levels: HOSPITAL_LEVELS.length,
    blocks: BLOCKS,
  };
  const total = history.manifest.bills;
  return {
    options,
    ...who,
    funds,
    months,
    from,
    to,
    async replay(step, decides, { cases, recase }) {
      const job: ReplayJob = { region: decides, cases, recase, from, to, funds, shape };
      who.compared.borne_before_fen.fill(0);
      who.compared.borne_after_fen.fill(0);
      options.progress(step, 0, total);
      const run = await crew.run(job, (bills) => options.progress(step, bills, total));
      options.progress(step, total, total);
      return run;
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

/** Funds of the history's columns, and those that a benefit of one of the regions pays from. */
function fundsThatPay(history: History, regions: readonly Region[]): string[] {
  const funds = new Set(history.manifest.funds.map(({ fund }) => fund));
  for (const { benefits } of regions) {
    for (const { layers } of benefits) {
      for (const layer of layers) if ("fund" in layer) funds.add(layer.fund);
    }
  }
  return [...funds].sort();
}
