import { chinaTime } from "../../src/kernel/index.ts";
import type { Message } from "./messages.ts";
import { REGION } from "./world.ts";

/** How a message lies on the wire: each institution has its clock and its way of writing. */

const NUMBERS = ["medfee_sumamt", "det_item_fee_sumamt", "cnt", "pric", "fund_pay_sumamt"];

export function bytesOf(message: Message, now: Date): Buffer {
  const { infno, msgid, institution, input } = message;
  const { input_as_text, amounts_as_text, code, name } = institution;
  const sent = amounts_as_text ? input : withNumbers(input);
  const body = {
    infno,
    msgid,
    mdtrtarea_admvs: institution.region,
    insuplc_admdvs: REGION,
    recer_sys_code: "99",
    dev_no: amounts_as_text ? "null" : "",
    infver: "V1.0",
    opter_type: "1",
    opter: "001",
    opter_name: "收费员",
    inf_time: chinaTime(institutionTime(institution.skew_minutes, now)),
    fixmedins_code: code,
    fixmedins_name: name,
    sign_no: "",
    input: input_as_text ? JSON.stringify(sent) : sent,
  };
  return Buffer.from(JSON.stringify(body));
}

/** What the institution's own clock shows. */
export function institutionTime(skew_minutes: number, now: Date): Date {
  return new Date(now.getTime() + skew_minutes * 60_000);
}

function withNumbers(input: unknown): unknown {
  return JSON.parse(
    JSON.stringify(input, (name, value) => {
      return NUMBERS.includes(name) && typeof value === "string" ? Number(value) : value;
    }),
  );
}
