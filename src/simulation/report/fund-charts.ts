import type { Html } from "../../kernel/index.ts";
import type { PoolOutcome, ReserveBand, SimulationResult } from "../outcome/simulation-result.ts";
import { bars, COLOURS, chart, type Line, lines } from "./charts.ts";
import { moneyScale, monthName, months, separated } from "./words.ts";

/** Pictures of the funds' money. */

/** Spending month by month; one line where the change does nothing. */
export function poolChart(
  pool: PoolOutcome,
  name: string,
  same: boolean,
): { readonly drawn: Html; readonly unit: string } {
  const many = pool.months.length > 12;
  const scale = moneyScale(
    pool.months.flatMap((one) => [one.spending_before_fen, one.spending_after_fen]),
  );
  const before = pool.months.map((one) => scale.number(one.spending_before_fen));
  const after = pool.months.map((one) => scale.number(one.spending_after_fen));
  const drawn = lines(
    pool.months.map(({ month }) => monthName(month, many)),
    beforeAndAfter(before, after, same),
    { text: axisText, scale: true },
  );
  const title = `${pool.name}逐月支出（${scale.unit}）`;
  const words = { name, title, description: "与下面的数字表相同" };
  return { drawn: chart(drawn, 210, words), unit: scale.unit };
}

export function beforeAndAfter(
  before: readonly (number | null)[],
  after: readonly (number | null)[],
  same: boolean,
): readonly Line[] {
  const line = { name: "改变后", values: after, colour: COLOURS.after };
  if (same) return [{ ...line, name: "原政策" }];
  return [{ name: "原政策", values: before, colour: COLOURS.before, dashed: true }, line];
}

/** Numbers on an axis: as many decimals as the number needs. */
export function axisText(value: number): string {
  return separated(String(Math.round(value * 10_000) / 10_000));
}

/** Months at which a bar is cut: beyond, only the figure tells. */
export const RESERVE_MOST = 24;
export const RESERVE_LEAST = -6;

/** How long what is left would last, pool by pool, against the band in which it is to lie. */
export function reserveChart(
  { pools, reserve_band }: Pick<SimulationResult, "pools" | "reserve_band">,
  same: boolean,
  name: string,
): Html | null {
  const known = pools.filter((pool) => pool.reserve_before_thousandths !== null);
  if (known.length === 0) return null;
  const all = known.flatMap((pool) => [
    pool.reserve_before_thousandths,
    pool.reserve_after_thousandths,
  ]);
  const least = all.some((one) => (one ?? 0) < 0) ? RESERVE_LEAST : 0;
  const most = all.some((one) => (one ?? 0) > 12_000) ? RESERVE_MOST : 12;
  const drawn = bars(
    known.map((pool) => pool.name),
    [
      reserveBars("原政策", known, "reserve_before_thousandths", COLOURS.before),
      ...(same ? [] : [reserveBars("改变后", known, "reserve_after_thousandths", COLOURS.after)]),
    ],
    { text: axisText, min: least, max: most, interval: most === RESERVE_MOST ? 6 : 3 },
    { band: bandOf(reserve_band) },
  );
  const title = "年末可支付月数";
  return chart(drawn, 60 + 46 * known.length, { name, title, description: reserveWords(known) });
}

export function bandOf(band: ReserveBand | null): { from: number; to: number } | null {
  return band === null ? null : { from: band.from_months, to: band.to_months };
}

function reserveBars(
  name: string,
  pools: readonly PoolOutcome[],
  which: "reserve_before_thousandths" | "reserve_after_thousandths",
  colour: string,
) {
  const values = pools.map((pool) => {
    const value = (pool[which] ?? 0) / 1_000;
    return Math.max(RESERVE_LEAST, Math.min(RESERVE_MOST, value));
  });
  const labels = pools.map((pool) => {
    const value = pool[which];
    if (value === null) return "无法计算";
    const cut = value > RESERVE_MOST * 1_000 || value < RESERVE_LEAST * 1_000;
    return `${months(value)}${cut ? " »" : ""}`;
  });
  return { name, values, colour, labels };
}

function reserveWords(pools: readonly PoolOutcome[]): string {
  return pools
    .map((pool) => {
      const [was, is] = [pool.reserve_before_thousandths, pool.reserve_after_thousandths];
      return `${pool.name}由 ${months(was)} 到 ${months(is)} 个月`;
    })
    .join("；");
}
