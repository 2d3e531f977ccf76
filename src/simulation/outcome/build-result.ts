import { yearOf } from "../../kernel/index.ts";
import { diffRegions, type Region } from "../../policy/index.ts";
import type { ReplayTally } from "../replay/job.ts";
import type { Bench } from "../simulate.ts";
import { resample, type SpreadFigure } from "./confidence.ts";
import { CATASTROPHIC_PPM, catastrophicOf, distributionOf } from "./distribution.ts";
import { fundsOf } from "./funds.ts";
import { cellsOf, groupsOf } from "./groups.ts";
import { mostHurt } from "./most-hurt.ts";
import { poolsOf } from "./pools.ts";
import { projectionOf } from "./projection.ts";
import { schemesOf } from "./schemes.ts";
import type {
  Assumption,
  FundOutcome,
  SimulationResult,
  SolveOutcome,
  Totals,
} from "./simulation-result.ts";

export interface Runs {
  /** The region under the change. */
  readonly after: Region;
  /** The history replayed as it was, and under the change. */
  readonly base: ReplayTally;
  readonly run: ReplayTally;
  readonly solved?: SolveOutcome | null | undefined;
}

const MOST_HURT = 20;

/** Everything a simulation answers, from what the replays added up. */
export function buildResult(bench: Bench, runs: Runs): SimulationResult {
  const { options, people, groups, compared, funds: codes, months, from, to } = bench;
  const { history, region, change } = options;
  const { after, base, run, solved } = runs;
  const { manifest } = history;
  const { borne_before_fen, borne_after_fen, income_fen } = compared;
  const funds = fundsOf(run.tally, codes, months, after);
  const hasBills = (person: number) => (people.columns.bills[person] as number) > 0;
  const projected = options.projection ? projectionIn(bench, runs) : null;
  return {
    title: change?.title ?? "按原政策重算",
    changes: change === null ? [] : changesInWords(region, after, change.period.from, to),
    region: { code: region.code, name: region.name },
    policy_version_before: region.version,
    policy_version_after: after.version,
    from,
    to,
    history: {
      source: manifest.source,
      seed: manifest.seed,
      people: manifest.people,
      bills: manifest.bills,
      from: manifest.from,
      to: manifest.to,
    },
    reproduction: base.check,
    totals: totalsOf(run, groupsOf(run.tally, groups.keys).insutype, funds),
    funds,
    pools: poolsOf({ history, people, before: region, after, funds, months, to }),
    schemes: schemesOf(run.tally, groups),
    groups: groupsOf(run.tally, groups.keys),
    cells: cellsOf(run.tally, groups.keys),
    distribution: distributionOf(borne_before_fen, borne_after_fen, hasBills),
    catastrophic: CATASTROPHIC_PPM.map((share) =>
      catastrophicOf(share, income_fen, borne_before_fen, borne_after_fen),
    ),
    most_hurt: mostHurt(people, groups, borne_before_fen, borne_after_fen, MOST_HURT),
    confidence: resample(run.tally, spreadFigures(codes, funds), options.seed),
    sensitivity: [],
    solved: solved ?? null,
    projection: projected?.outcome ?? null,
    assumptions: [...ownAssumptions(bench), ...(projected?.assumptions ?? [])],
    remarks: remarksOf(bench, base),
  };
}

/** A balance can only be carried forward from a whole year. */
function projectionIn(bench: Bench, { after, run }: Runs) {
  const { months, options, people, groups, funds, to } = bench;
  if (months.length !== 12 || !months[0]?.endsWith("-01")) return null;
  return projectionOf({
    history: options.history,
    people,
    groups,
    tally: run.tally,
    funds,
    before: options.region,
    after,
    year: yearOf(to),
  });
}

function changesInWords(
  before: Region,
  after: Region,
  from: SimulationResult["from"],
  to: SimulationResult["to"],
): string[] {
  const day = from > to ? from : to;
  const { changes } = diffRegions(
    { region: before, day },
    { region: after, day },
    { effects: false },
  );
  return changes.map(({ sentence }) => sentence);
}

function totalsOf(
  { tally, check }: ReplayTally,
  schemes: SimulationResult["groups"]["insutype"],
  funds: readonly FundOutcome[],
): Totals {
  const sum = (column: Float64Array) => column.reduce((total, amount) => total + amount, 0);
  const of = (name: "people" | "winners" | "losers") =>
    schemes.reduce((total, scheme) => total + scheme[name], 0);
  return {
    bills: check.bills,
    people_with_bills: of("people"),
    total_fen: sum(tally.total_month_fen),
    fund_before_fen: funds.reduce((total, fund) => total + fund.before_fen, 0),
    fund_after_fen: funds.reduce((total, fund) => total + fund.after_fen, 0),
    person_before_fen: sum(tally.person_month_before_fen),
    person_after_fen: sum(tally.person_month_after_fen),
    winners: of("winners"),
    losers: of("losers"),
    unchanged: of("people") - of("winners") - of("losers"),
  };
}

/** The figures whose chance is told: each fund's change, what people bear, who is hit hard. */
function spreadFigures(codes: readonly string[], funds: readonly FundOutcome[]): SpreadFigure[] {
  const changes = funds.map(({ fund, name }): SpreadFigure => {
    const index = codes.indexOf(fund);
    return {
      name: `fund_${fund}_change`,
      title: `${name}支出变化`,
      unit: "fen",
      of: (block) => block.fund(index, "after") - block.fund(index, "before"),
    };
  });
  return [
    ...changes,
    {
      name: "person_change",
      title: "个人负担变化",
      unit: "fen",
      of: (block) => block.figure("person_after_fen") - block.figure("person_before_fen"),
    },
    {
      name: "over_10_change",
      title: "个人负担超过年收入 10% 的人数变化",
      unit: "people",
      of: (block) => block.figure("over_10_after") - block.figure("over_10_before"),
    },
    {
      name: "over_40_change",
      title: "个人负担超过年收入 40% 的人数变化",
      unit: "people",
      of: (block) => block.figure("over_40_after") - block.figure("over_40_before"),
    },
  ];
}

function ownAssumptions({ options }: Bench): Assumption[] {
  const { manifest } = options.history;
  const said = (text: string, value = ""): Assumption => ({
    text,
    value,
    source: "模拟方法",
    unverified: false,
  });
  return [
    said("就医行为不变：同样的人、同样的次数、同样的费用，只有支付按改变后的政策重算"),
    said("年度累计按每个人的结算次序逐笔推进，金额精确到分"),
    said("个人负担含个人账户支付的部分"),
    said(
      "置信区间来自对参保人随机分组的重抽样，只反映“换一批同样的人”的偶然，不含政策引起的行为变化",
    ),
    { ...said("期初结余", manifest.opening_balances_note), unverified: manifest.source === "made" },
  ];
}

function remarksOf({ options }: Bench, base: ReplayTally): string[] {
  const { manifest } = options.history;
  const remarks = [...manifest.remarks];
  if (manifest.source === "made")
    remarks.unshift("历史是虚构的（由种子生成），金额不是任何地方的实际数。");
  const { bills_different, people_different, bills_left_out } = base.check;
  if (bills_different > 0) {
    remarks.push(
      `按原政策重算，有 ${bills_different} 笔、${people_different} 人与当时的结算不同，结果须谨慎看待。`,
    );
  }
  if (bills_left_out > 0) {
    remarks.push(`${bills_left_out} 笔的结算另有历史之外的原因，未列入重算核对。`);
  }
  return remarks;
}
