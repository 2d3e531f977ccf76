import type { Html } from "../../kernel/index.ts";
import type {
  ProjectionOutcome,
  SensitivityOutcome,
  SimulationResult,
  SolveOutcome,
} from "../outcome/simulation-result.ts";
import { bars, COLOURS, chart, curve, lines } from "./charts.ts";
import { axisText, bandOf, beforeAndAfter } from "./fund-charts.ts";
import { moneyScale } from "./words.ts";

/** Pictures of what else could be: other values, other years. */

export const MOST_SENSITIVE = 12;

/** What one step of each parameter does, the strongest on top. */
export function tornado(
  sensitivity: readonly SensitivityOutcome[],
  which: "fund_change_fen" | "person_change_fen",
  title: string,
): { readonly drawn: Html; readonly unit: string } {
  const shown = sensitivity.slice(0, MOST_SENSITIVE);
  const scale = moneyScale(shown.map((one) => one[which]));
  const good = which === "fund_change_fen" ? COLOURS.after : COLOURS.loss;
  const drawn = bars(
    shown.map((one) => one.title),
    [
      {
        name: title,
        values: shown.map((one) => scale.number(one[which])),
        labels: shown.map((one) => scale.signed(one[which])),
        colour: good,
      },
    ],
    { text: axisText },
  );
  const description = shown
    .map((one) => `${one.title}${one.step}：${scale.signed(one[which])}${scale.unit}`)
    .join("；");
  const words = { name: `tornado-${which}`, title, description };
  return { drawn: chart(drawn, 40 + 38 * shown.length, words), unit: scale.unit };
}

/** The values tried and what each gave, with the target; null when none gave a figure. */
export function solveChart(solved: SolveOutcome): Html | null {
  const points = solved.tried.flatMap(({ at, measured }) =>
    measured === null ? [] : [[at, measured] as const],
  );
  if (points.length === 0) return null;
  const chosen = solved.tried.find(({ value }) => value === solved.value);
  const taken = points.find(([at]) => at === chosen?.at) ?? null;
  const drawn = curve(points, solved.wanted, taken, {
    x: { text: axisText },
    y: { text: axisText },
  });
  const description = solved.tried.map(({ value, figure }) => `${value}：${figure}`).join("；");
  return chart(drawn, 240, {
    name: "solve",
    title: `${solved.title}与${solved.target}`,
    description,
  });
}

/** A pool and what its pictures are called and named. */
export interface ProjectedPool {
  readonly pool: string;
  readonly title: string;
  readonly name: string;
}

/** Balances of a pool in the years ahead. */
export function balanceChart(
  { years }: ProjectionOutcome,
  { pool, title, name }: ProjectedPool,
  same: boolean,
): { readonly drawn: Html; readonly unit: string } {
  const found = years.map(({ pools }) => pools.find((one) => one.pool === pool) ?? null);
  const scale = moneyScale(
    found.flatMap((one) => [one?.balance_before_fen ?? 0, one?.balance_after_fen ?? 0]),
  );
  const of = (which: "balance_before_fen" | "balance_after_fen") =>
    found.map((one) => (one === null ? null : scale.number(one[which])));
  const drawn = lines(
    years.map(({ year }) => String(year)),
    beforeAndAfter(of("balance_before_fen"), of("balance_after_fen"), same),
    { text: axisText },
  );
  const words = {
    name: `${name}-balance`,
    title: `${title}累计结余（${scale.unit}）`,
    description: "与下面的数字表相同",
  };
  return { drawn: chart(drawn, 200, words), unit: scale.unit };
}

/** Months of reserve of a pool in the years ahead, with the band in which they are to lie. */
export function yearsReserveChart(
  { projection, reserve_band }: SimulationResult,
  { pool, title, name }: ProjectedPool,
  same: boolean,
): Html | null {
  const years = projection?.years ?? [];
  const found = years.map(({ pools }) => pools.find((one) => one.pool === pool) ?? null);
  const of = (which: "reserve_before_thousandths" | "reserve_after_thousandths") =>
    found.map((one) => {
      const thousandths = one?.[which] ?? null;
      return thousandths === null ? null : thousandths / 1_000;
    });
  const [before, after] = [of("reserve_before_thousandths"), of("reserve_after_thousandths")];
  if ([...before, ...after].every((one) => one === null)) return null;
  const most = Math.max(...[...before, ...after].map((one) => one ?? 0));
  const drawn = lines(
    years.map(({ year }) => String(year)),
    beforeAndAfter(before, after, same),
    { text: axisText, ...(most < 12 ? { max: 12 } : {}) },
    { band: bandOf(reserve_band) },
  );
  const description = "与下面的数字表相同";
  return chart(drawn, 200, { name: `${name}-reserve`, title: `${title}可支付月数`, description });
}

export function insuredChart({ years }: ProjectionOutcome): Html {
  const insured = (row: number) => years.map((year) => year.insured[row]?.people ?? null);
  const drawn = lines(
    years.map(({ year }) => String(year)),
    [
      { name: "职工", values: insured(0), colour: COLOURS.after },
      { name: "居民", values: insured(1), colour: COLOURS.gain, dashed: true },
    ],
    { text: axisText },
  );
  const words = { name: "insured", title: "参保人数", description: "与下面的数字表相同" };
  return chart(drawn, 200, words);
}

/** Null where there are no retirees. */
export function dependencyChart({ years }: ProjectionOutcome): Html | null {
  const values = years.map(({ working_per_retiree_ppm: ratio }) =>
    ratio === null ? null : ratio / 1_000_000,
  );
  if (values.every((one) => one === null)) return null;
  const drawn = lines(
    years.map(({ year }) => String(year)),
    [{ name: "在职与退休之比", values, colour: COLOURS.after }],
    { text: axisText, scale: true },
  );
  const title = "每名退休人员对应的在职人数";
  return chart(drawn, 200, { name: "dependency", title, description: "与下面的数字表相同" });
}
