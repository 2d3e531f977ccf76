import type { Html } from "../../kernel/index.ts";
import type {
  GroupOutcome,
  PoolOutcome,
  ProjectionOutcome,
  SimulationResult,
} from "../outcome/simulation-result.ts";
import { bars, COLOURS, chart, lines } from "./charts.ts";
import { wanYuan } from "./words.ts";

/** The pictures of a simulation's report, each from its part of the result. */

export function poolChart(pool: PoolOutcome): Html {
  const months = pool.months.map(({ month }) => month.slice(5).replace(/^0/, "") + "月");
  const drawn = lines(
    months,
    [
      {
        name: "支出：原政策",
        values: pool.months.map((month) => wanYuan(month.spending_before_fen)),
        colour: COLOURS.before,
        dashed: true,
      },
      {
        name: "支出：改变后",
        values: pool.months.map((month) => wanYuan(month.spending_after_fen)),
        colour: COLOURS.after,
      },
    ],
    "万元",
  );
  return chart(drawn, 250, `${pool.name}逐月支出`);
}

/** How long what is left would last, pool by pool. */
export function reserveChart(pools: readonly PoolOutcome[]): Html | null {
  const known = pools.filter((pool) => pool.reserve_before_thousandths !== null);
  if (known.length === 0) return null;
  const months = (thousandths: number | null) => Math.round((thousandths ?? 0) / 100) / 10;
  const drawn = bars(
    known.map(({ name }) => name),
    [
      {
        name: "原政策",
        values: known.map((pool) => months(pool.reserve_before_thousandths)),
        colour: COLOURS.before,
      },
      {
        name: "改变后",
        values: known.map((pool) => months(pool.reserve_after_thousandths)),
        colour: COLOURS.after,
      },
    ],
    "个月",
    true,
  );
  return chart(drawn, 90 + 52 * known.length, "年末可支付月数");
}

/** Who gains to the right, who loses to the left. */
export function groupChart(groups: readonly GroupOutcome[], title: string): Html {
  const drawn = bars(
    groups.map((group) => group.title),
    [
      {
        name: "少付",
        values: groups.map((group) => wanYuan(group.gain_fen)),
        colour: COLOURS.gain,
        stack: "all",
      },
      {
        name: "多付",
        values: groups.map((group) => -wanYuan(group.loss_fen)),
        colour: COLOURS.loss,
        stack: "all",
      },
    ],
    "万元",
    true,
  );
  return chart(drawn, 90 + 34 * groups.length, title);
}

export function distributionChart({ distribution }: SimulationResult): Html {
  const { steps } = distribution;
  const names = steps.map(({ from_fen }, index) => {
    const next = steps[index + 1];
    const from = from_fen / 100;
    return next === undefined ? `${from}+` : `${from}–${next.from_fen / 100}`;
  });
  const drawn = bars(
    names,
    [
      {
        name: "原政策",
        values: steps.map((step) => step.people_before),
        colour: COLOURS.before,
      },
      { name: "改变后", values: steps.map((step) => step.people_after), colour: COLOURS.after },
    ],
    "人",
  );
  return chart(drawn, 280, "一年个人负担的人数分布（元）");
}

const MOST_SENSITIVE = 15;

export function sensitivityChart({ sensitivity }: SimulationResult): Html {
  const shown = sensitivity.slice(0, MOST_SENSITIVE);
  const drawn = bars(
    shown.map(({ title }) => (title.length > 16 ? `${title.slice(0, 15)}…` : title)),
    [
      {
        name: "基金支出变化",
        values: shown.map((one) => wanYuan(one.fund_change_fen)),
        colour: COLOURS.after,
      },
    ],
    "万元",
    true,
  );
  return chart(drawn, 90 + 30 * shown.length, "各参数变动一步时基金支出的变化");
}

/** Balances of a pool in the years ahead. */
export function projectionChart({ years }: ProjectionOutcome, pool: string, name: string): Html {
  const balance = (which: "balance_before_fen" | "balance_after_fen") =>
    years.map(({ pools }) => {
      const found = pools.find((one) => one.pool === pool);
      return found === undefined ? null : wanYuan(found[which]);
    });
  const drawn = lines(
    years.map(({ year }) => String(year)),
    [
      {
        name: "原政策",
        values: balance("balance_before_fen"),
        colour: COLOURS.before,
        dashed: true,
      },
      { name: "改变后", values: balance("balance_after_fen"), colour: COLOURS.after },
    ],
    "万元",
  );
  return chart(drawn, 250, `${name}累计结余`);
}
