import type { Region } from "../../policy/index.ts";
import type { Tally } from "../replay/tally.ts";
import type { FundOutcome } from "./simulation-result.ts";

/** Fund by fund and month by month; funds that paid nothing on either side are left out. */
export function fundsOf(
  tally: Tally,
  funds: readonly string[],
  months: readonly string[],
  region: Region,
): FundOutcome[] {
  return funds.flatMap((fund, index) => {
    const at = (column: Float64Array, month: number) =>
      column[index * months.length + month] as number;
    const rows = months.map((month, number) => ({
      month,
      before_fen: at(tally.fund_month_before_fen, number),
      after_fen: at(tally.fund_month_after_fen, number),
    }));
    if (rows.every(({ before_fen, after_fen }) => before_fen === 0 && after_fen === 0)) return [];
    const definition = region.funds.get(fund);
    return [
      {
        fund,
        name: definition?.name ?? fund,
        pool: definition?.pool ?? fund,
        before_fen: rows.reduce((sum, row) => sum + row.before_fen, 0),
        after_fen: rows.reduce((sum, row) => sum + row.after_fen, 0),
        months: rows,
      },
    ];
  });
}
