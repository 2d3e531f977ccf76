import type { Html } from "../../kernel/index.ts";
import type { GroupOutcome, SimulationResult } from "../outcome/simulation-result.ts";
import { bars, COLOURS, chart } from "./charts.ts";
import { axisText } from "./fund-charts.ts";
import { count, moneyScale, separated, signedCount } from "./words.ts";

/** Pictures of what people bear. */

const MOST_GROUPS = 10;

/**
 * Who gains to the right, who loses to the left: the groups for which anything changes, those with
 * the largest sums where they are many.
 */
export function groupChart(
  groups: readonly GroupOutcome[],
  title: string,
  name: string,
): { readonly drawn: Html; readonly unit: string; readonly left_out: number } {
  const shown = mostChanged(groups);
  const scale = moneyScale(shown.flatMap((group) => [group.gain_fen, group.loss_fen]));
  const label = (amount_fen: number) => (amount_fen === 0 ? "" : scale.text(amount_fen));
  const drawn = bars(
    shown.map((group) => group.title),
    [
      {
        name: "少付（向右）",
        values: shown.map((group) => scale.number(group.gain_fen)),
        labels: shown.map((group) => label(group.gain_fen)),
        colour: COLOURS.gain,
        stack: "all",
      },
      {
        name: "多付（向左）",
        values: shown.map((group) => -scale.number(group.loss_fen)),
        labels: shown.map((group) => label(group.loss_fen)),
        colour: COLOURS.loss,
        stack: "all",
      },
    ],
    { text: (value) => axisText(Math.abs(value)) },
  );
  const description = shown
    .map((one) => `${one.title}少付 ${scale.text(one.gain_fen)}、多付 ${scale.text(one.loss_fen)}`)
    .join("；");
  const words = { name, title: `${title}（${scale.unit}）`, description };
  return {
    drawn: chart(drawn, 60 + 30 * shown.length, words),
    unit: scale.unit,
    left_out: groups.length - shown.length,
  };
}

function mostChanged(groups: readonly GroupOutcome[]): readonly GroupOutcome[] {
  const sum = (group: GroupOutcome) => group.gain_fen + group.loss_fen;
  const ranked = groups.filter((group) => sum(group) !== 0).sort((a, b) => sum(b) - sum(a));
  const most = ranked.slice(0, MOST_GROUPS);
  return groups.filter((group) => most.includes(group));
}

/** What the steps of the distribution are called: 100–500. */
export function stepNames({ distribution: { steps } }: SimulationResult): readonly string[] {
  return steps.map(({ from_fen }, index) => {
    const next = steps[index + 1];
    const from = separated(String(from_fen / 100));
    return next === undefined
      ? `${from} 及以上`
      : `${from}–${separated(String(next.from_fen / 100))}`;
  });
}

export function distributionChart(result: SimulationResult, same: boolean): Html {
  const { steps } = result.distribution;
  const changed = (index: number) => {
    const step = steps[index];
    const more = (step?.people_after ?? 0) - (step?.people_before ?? 0);
    const people = count(step?.people_after ?? 0);
    return more === 0 ? people : `${people}（${signedCount(more)}）`;
  };
  const before = {
    name: "原政策",
    values: steps.map((step) => step.people_before),
    colour: COLOURS.before,
  };
  const after = {
    name: same ? "原政策" : "改变后",
    values: steps.map((step) => step.people_after),
    labels: steps.map((_, index) => changed(index)),
    colour: COLOURS.after,
  };
  const names = stepNames(result);
  const drawn = bars(names, same ? [after] : [before, after], { text: axisText });
  const description = steps
    .map((step, index) => `${names[index]} 元：${step.people_before} 人到 ${step.people_after} 人`)
    .join("；");
  const words = { name: "distribution", title: "一年个人负担的人数分布", description };
  return chart(drawn, 60 + 36 * steps.length, words);
}
