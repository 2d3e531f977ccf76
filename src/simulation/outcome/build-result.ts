import { yearOf } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import type { Bench } from "../bench.ts";
import type { ReplayTally } from "../replay/job.ts";
import { isWholeYears } from "../replay/window.ts";
import { assumptionsAndRemarks } from "./assumptions-and-remarks.ts";
import { changeInWords } from "./change-in-words.ts";
import { resample, type SpreadFigure } from "./confidence.ts";
import { CATASTROPHIC_PPM, catastrophicOf, distributionOf } from "./distribution.ts";
import { fundsOf } from "./funds.ts";
import { cellsOf, groupsOf } from "./groups.ts";
import { mostHurt } from "./most-hurt.ts";
import { poolsOf } from "./pools.ts";
import { projectionOf } from "./projection.ts";
import { reserveBandOf } from "./reserve-band.ts";
import { schemesOf } from "./schemes.ts";
import type { FundOutcome, SimulationResult, SolveOutcome, Totals } from "./simulation-result.ts";

export interface Runs {
  /** The region under the change. */
  readonly after: Region;
  /** The history as it was and under the change, person by person. */
  readonly run: ReplayTally;
  readonly solved: SolveOutcome | null;
}

const MOST_HURT = 20;

/** Everything a simulation answers, from what the replays added up. */
export function buildResult(bench: Bench, { after, run, solved }: Runs): SimulationResult {
  const { options, people, groups, compared, funds: codes, months, from, to } = bench;
  const { region, change } = options;
  const { source, seed, ...manifest } = options.history.manifest;
  const funds = fundsOf(run.tally, codes, months, after);
  const byGroup = groupsOf(run.tally, groups.keys);
  const projected = options.projection ? projectionIn(bench, after, run) : null;
  const said = assumptionsAndRemarks(bench, run.check, projected !== null);
  return {
    title: change?.title ?? "按原政策重算",
    changes: change === null ? [] : changeInWords(bench, change, after),
    region: { code: region.code, name: region.name },
    policy_version_before: region.version,
    policy_version_after: after.version,
    from,
    to,
    history: {
      source,
      seed,
      people: manifest.people,
      bills: manifest.bills,
      from: manifest.from,
      to: manifest.to,
    },
    reproduction: run.check,
    totals: totalsOf(bench, run, byGroup.insutype, funds),
    funds,
    pools: poolsOf(bench, funds, after),
    reserve_band: reserveBandOf(after, to),
    schemes: schemesOf(run.tally, groups),
    groups: byGroup,
    cells: cellsOf(run.tally, groups.keys),
    distribution: distributionOf(compared),
    catastrophic: CATASTROPHIC_PPM.map((share) => catastrophicOf(share, compared)),
    most_hurt: mostHurt(people, groups, compared, MOST_HURT),
    confidence: resample(run.tally, spreadFigures(codes, funds), options.seed),
    sensitivity: [],
    solved,
    projection: projected?.outcome ?? null,
    assumptions: [...said.assumptions, ...(projected?.assumptions ?? [])],
    remarks: said.remarks,
  };
}

/** A balance can only be carried forward from a whole year whose opening is known. */
function projectionIn(bench: Bench, after: Region, { tally }: ReplayTally) {
  const { options, people, groups, funds, from, to } = bench;
  const { history, region: before } = options;
  const { manifest } = history;
  if (!isWholeYears({ from, to }) || yearOf(from) !== yearOf(to)) return null;
  if (manifest.opening_balances === null || from !== manifest.from) return null;
  return projectionOf({ history, people, groups, tally, funds, before, after, year: yearOf(to) });
}

function totalsOf(
  { compared }: Bench,
  { tally }: ReplayTally,
  schemes: SimulationResult["groups"]["insutype"],
  funds: readonly FundOutcome[],
): Totals {
  const sum = (column: Float64Array) => column.reduce((total, amount) => total + amount, 0);
  const of = (name: "people" | "winners" | "losers") =>
    schemes.reduce((total, scheme) => total + scheme[name], 0);
  return {
    bills: compared.bills.reduce((total, rows) => total + rows, 0),
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
    {
      name: "fund_change",
      title: "各基金支出合计变化",
      unit: "fen",
      of: (block) =>
        funds.reduce((sum, { fund }) => {
          const index = codes.indexOf(fund);
          return sum + block.fund(index, "after") - block.fund(index, "before");
        }, 0),
    },
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
