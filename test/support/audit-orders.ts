import type { Changes } from "./hospital-day.ts";
import { LEVEL3, PEOPLE } from "./small-region.ts";

/** What a hospital asks 3101 or 3102 about: the orders of one visit of one person. */

/** One box of a drug for 20.00 yuan; its own code is OWN- and the item's. */
export function auditOrder(item_code: string, name: string, changes: Changes = {}): Changes {
  return {
    rx_id: `RX-${item_code}`,
    rxno: "CF1",
    long_drord_flag: "0",
    hilist_type: "101",
    chrg_type: "09",
    drord_bhvr: "1",
    hilist_code: item_code,
    hilist_name: name,
    hilist_lv: "02",
    hilist_pric: 20,
    hosplist_code: `OWN-${item_code}`,
    hosplist_name: name,
    cnt: 1,
    pric: 20,
    sumamt: 20,
    ownpay_amt: 0,
    selfpay_amt: 2,
    spec: "1盒",
    spec_unt: "盒",
    drord_begn_date: "2023-06-15 09:00:00",
    drord_dept_codg: "D01",
    drord_dept_name: "演示内科",
    drord_dr_codg: "D430400000001",
    drord_dr_name: "演示医生",
    drord_dr_profttl: "1",
    curr_drord_flag: "1",
    extend_order_map: { o_prdDays: "7" },
    ...changes,
  };
}

/** The input of 3101 and 3102: a worker (SP0001, male) as an outpatient of the level 3 hospital. */
export function auditInput(orders: readonly Changes[]) {
  const { psn_no, psn_name, born } = PEOPLE.worker;
  return {
    data: {
      patient_dtos: [
        {
          patn_id: psn_no,
          patn_name: psn_name,
          gend: "1",
          brdy: born,
          poolarea: "430400",
          curr_mdtrt_id: "V1",
          fsi_encounter_dtos: [encounter(orders)],
        },
      ],
      trig_scen: "1",
    },
  };
}

function encounter(orders: readonly Changes[]): Changes {
  return {
    mdtrt_id: "V1",
    medins_id: LEVEL3,
    medins_name: "演示第一人民医院",
    medins_admdvs: "430400",
    medins_type: "1",
    medins_lv: "3",
    adm_date: "2023-06-15 08:30:00",
    dscg_date: "",
    dscg_main_dise_codg: "I10.x00",
    dscg_main_dise_name: "演示高血压",
    fsi_diagnose_dtos: [
      {
        dise_id: "1",
        inout_dise_type: "1",
        maindise_flag: "1",
        dias_srt_no: "1",
        dise_codg: "I10.x00",
        dise_name: "演示高血压",
        dise_date: "2023-06-15 08:40:00",
      },
    ],
    dr_codg: "D430400000001",
    adm_dept_codg: "D01",
    adm_dept_name: "演示内科",
    dscg_dept_codg: "D01",
    dscg_dept_name: "演示内科",
    med_mdtrt_type: "1",
    med_type: "11",
    fsi_order_dtos: orders,
    matn_stas: "0",
    medfee_sumamt: 20,
    ownpay_amt: 0,
    selfpay_amt: 2,
    setl_totlnum: 1,
    insutype: "310",
    reim_flag: "2",
    out_setl_flag: "0",
  };
}

/** 3103: the doctor keeps the order that a finding of 3101 is about, and says why. */
export function auditAnswer(finding_id: string) {
  const warn = { warn_rslt_id: finding_id, dspo_way: "1", dspo_way_rea: "病情需要" };
  return { data: { warn_type: "1", warns: [warn] } };
}

/** 3301: two own codes of the level 3 hospital, one of them mapped to what it is not. */
export const UPLOADED_MAPPINGS = {
  data: [
    {
      fixmedins_hilist_id: "NEW-NEAR",
      fixmedins_hilist_name: "演示饮片（院内）",
      list_type: "102",
      med_list_codg: "SRX0008",
      begndate: "2023-06-01",
      enddate: "2099-12-31",
      prcunt: "盒",
      spec: "1盒",
    },
    {
      fixmedins_hilist_id: "NEW-FAR",
      fixmedins_hilist_name: "血常规检查",
      list_type: "101",
      med_list_codg: "SRX0002",
      begndate: "2023-06-01",
      enddate: "2099-12-31",
      prcunt: "次",
    },
  ],
};
