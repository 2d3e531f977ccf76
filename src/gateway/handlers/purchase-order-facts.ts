import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import type { PharmacyFacts } from "../../settlement/index.ts";
import type { Input2166 } from "../message-types.ts";
import { dateText, dateTimeText } from "../wire-time.ts";
import { quoted } from "../wire-value.ts";
import { approval } from "./wire-codes.ts";

/** A purchase away from home, from the wire to the settlement room. */

/** What an order will settle, when it is confirmed. @throws YibaoError GATEWAY-NOT-A-TIME */
export function orderFacts(input: Input2166): PharmacyFacts {
  return {
    person_no: input.psn_no,
    insutype: input.insutype,
    visit_type: input.med_type,
    begin_at: `${dayOf(input.dscg_date, "input.dscg_date（购药日期）")} 00:00:00`,
    disease: null,
    account_use: "own",
    total_fen: input.medfee_sumamt,
    lines: input.feedetl.map((line, index) => ({
      serial: line.feedetl_sn,
      refunds_serial: null,
      item_code: line.hilist_code ?? "",
      own_code: line.medins_list_codg,
      fee_at: timeOf(
        line.detl_ocur_time,
        `feedetl.detl_ocur_time（处方单据时间，第 ${index + 1} 行）`,
      ),
      amount_fen: line.amt,
      quantity_ten_thousandths: line.cnt,
      price_micro_yuan: line.pric,
      approval: approval(undefined),
      disease: null,
      details: {},
    })),
    details: { opter_name: input.opter_name },
  };
}

/** A day that the table has as text. @throws YibaoError GATEWAY-NOT-A-TIME */
export function dayOf(text: string, where: string): CivilDate;
export function dayOf(text: string | undefined, where: string): CivilDate | null;
export function dayOf(text: string | undefined, where: string): CivilDate | null {
  if (text === undefined) return null;
  const day = dateText(text);
  if (day === null) throw new YibaoError("GATEWAY-NOT-A-TIME", { value: quoted(text) }, where);
  return day;
}

function timeOf(text: string, where: string): string {
  const time = dateTimeText(text);
  if (time === null) throw new YibaoError("GATEWAY-NOT-A-TIME", { value: quoted(text) }, where);
  return time;
}
