import {
  createHospitalClient,
  OutcomeUnknown,
  TransactionRefused,
  type WireMessages,
} from "../../src/gateway/index.ts";

/** What `npx yibao demo --list --json` prints of each. */
export interface Sale {
  url: string;
  pharmacy: { fixmedins_code: string; fixmedins_name: string; access_key: string; secret: string };
  person: { psn_no: string; psn_name: string; certno: string; insutype: string };
  item: { hilist_code: string; medins_list_codg: string; price: string };
}

let serial = Date.now() % 10_000;

/** Sells one box: trial, settlement, and what to do when it is refused or no answer comes. */
export async function sell({ url, pharmacy, person, item }: Sale): Promise<string> {
  const client = createHospitalClient({
    url,
    institution: { code: pharmacy.fixmedins_code, name: pharmacy.fixmedins_name },
    region: "430400",
    operator: { id: "001", name: "收费员" },
    clock: () => new Date(),
    nextSerial: () => (serial += 1),
    signing: { access_key: pharmacy.access_key, secret: pharmacy.secret },
  });
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
  const input: WireMessages["2102"]["input"] = {
    druginfo: {
      psn_no: person.psn_no,
      mdtrt_cert_type: "02",
      mdtrt_cert_no: person.certno,
      psn_cert_type: "01",
      certno: person.certno,
      psn_name: person.psn_name,
      psn_type: "11",
      begntime: now,
      medfee_sumamt: item.price,
      insutype: person.insutype,
      acct_used_flag: "1",
      med_type: "41",
    },
    drugdetail: [
      {
        feedetl_sn: String(Date.now()),
        rx_circ_flag: "0",
        fee_ocur_time: now,
        med_list_codg: item.hilist_code,
        medins_list_codg: item.medins_list_codg,
        det_item_fee_sumamt: item.price,
        cnt: 1,
        pric: item.price,
        bilg_dr_codg: "D430400000001",
        bilg_dr_name: "演示医师",
      },
    ],
  };
  const local = { insuplc_admdvs: "430400" };
  const msgid = client.nextMsgid();
  try {
    const trial = await client.call("2101", input, local);
    const final = await client.call("2102", input, { ...local, msgid });
    const { setl_id, fund_pay_sumamt, acct_pay, psn_cash_pay } = final.setlinfo;
    const same = trial.setlinfo.psn_cash_pay === psn_cash_pay ? "与预结算一致" : "与预结算不同";
    return `${setl_id}：基金 ${fund_pay_sumamt}，账户 ${acct_pay}，现金 ${psn_cash_pay}，${same}`;
  } catch (error) {
    // The platform refused: nothing was done, and its sentence says which field and how to mend it.
    if (error instanceof TransactionRefused) return `被拒绝：${error.message}`;
    if (!(error instanceof OutcomeUnknown)) throw error;
    // No answer after three attempts: take back whatever was done, by the message's own number.
    await client.call(
      "2601",
      { data: { psn_no: person.psn_no, omsgid: msgid, oinfno: "2102" } },
      local,
    );
    return "没有应答，已冲正";
  }
}
