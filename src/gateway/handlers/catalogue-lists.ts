import {
  type DatedFilter,
  type FirstShareRow,
  type ItemRow,
  type PriceCeilingRow,
  queryFirstShares,
  queryItems,
  queryPriceCeilings,
} from "../../catalogue/index.ts";
import type { CivilDate, Ppm } from "../../kernel/index.ts";
import type { HospitalLevel } from "../../policy/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input1312, Input1318, Input1319 } from "../message-types.ts";
import { given, inPool, NOTHING, pageNode, pageOf } from "./catalogue-page.ts";
import type { HandlerServices } from "./services.ts";
import { CLASS_CODES, classOf, flag, LEVEL_CODES, lastDay } from "./wire-codes.ts";

/** 1312, 1318, 1319: the catalogue in pages, for those who keep a copy of it. */
export function catalogueHandlers(
  services: HandlerServices,
): Pick<Handlers, "1312" | "1318" | "1319"> {
  const { store, region } = services;
  return {
    "1312": async ({ input: { data } }) => {
      const page = pageOf(data);
      const matches = inPool(region.value.code, data) && isHeld(data, ITEM_FACTS);
      const found = matches ? await queryItems(store, itemFilter(data), page) : NOTHING;
      return pageNode(page, found, (row: ItemRow) => itemRow(region.value.code, row));
    },

    "1318": async ({ input: { data } }) => {
      const page = pageOf(data);
      const { hilist_lmtpric_type: type } = data;
      const level = type === undefined ? undefined : LIMIT_LEVELS[type];
      const matches = inPool(region.value.code, data) && isHeld(data, CEILING_FACTS);
      const found =
        matches && (type === undefined || level !== undefined)
          ? await queryPriceCeilings(
              store,
              { ...datedFilter(data), ...given("hospital_level", level) },
              page,
            )
          : NOTHING;
      return pageNode(page, found, (row: PriceCeilingRow) => ceilingRow(region.value.code, row));
    },

    "1319": async ({ input: { data } }) => {
      const page = pageOf(data);
      const { selfpay_prop_psn_type: type } = data;
      const insutype = type === OTHER_PEOPLE ? "" : type;
      const matches = inPool(region.value.code, data) && isHeld(data, SHARE_FACTS);
      const filter = { ...datedFilter(data), ...given("insutype", insutype) };
      const found = matches ? await queryFirstShares(store, filter, page) : NOTHING;
      return pageNode(page, found, (row: FirstShareRow) => shareRow(region.value.code, row));
    },
  };
}

type Dated = Input1312["data"] | Input1318["data"] | Input1319["data"];

/** What every row says alike; a query for another value finds nothing. */
const ITEM_FACTS = {
  med_use_flag: "1",
  matn_used_flag: "0",
  hilist_use_type: "1",
  lmt_cpnd_type: "1",
  vali_flag: "1",
  wubi: "",
};
const CEILING_FACTS = { overlmt_dspo_way: "1", vali_flag: "1" };
const SHARE_FACTS = { selfpay_prop_type: "10", vali_flag: "1" };

export function isHeld(data: object, facts: Readonly<Record<string, string>>): boolean {
  const asked = data as unknown as Readonly<Record<string, string | undefined>>;
  return Object.entries(facts).every(([name, value]) => (asked[name] ?? value) === value);
}

function datedFilter({ hilist_code, query_date, begndate, updt_time }: Dated): DatedFilter {
  return {
    ...given("item_code", hilist_code),
    ...given("valid_on", query_date),
    ...given("valid_from", begndate),
    updated_since: updt_time,
  };
}

function itemFilter(data: Input1312["data"]) {
  const { hilist_name, pinyin, list_type, med_chrgitm_type, chrgitm_lv, lmt_used_flag } = data;
  return {
    ...datedFilter(data),
    ...given("name", hilist_name),
    ...given("pinyin", pinyin),
    ...given("list_type", list_type),
    ...given("charge_type", med_chrgitm_type),
    ...given("class", classOf(chrgitm_lv) ?? undefined),
    ...given("limited_use", lmt_used_flag === undefined ? undefined : lmt_used_flag === "1"),
  };
}

export interface DatedRow {
  readonly item_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly updated_at: string;
}

export function datedMembers(region: string, row: DatedRow, kind: string) {
  const { item_code, valid_from, valid_to, updated_at } = row;
  return {
    hilist_code: item_code,
    insu_admdvs: region,
    begndate: valid_from,
    ...given("enddate", lastDay(valid_to)),
    rid: `${item_code}${kind}-${valid_from.replaceAll("-", "")}`,
    updt_time: updated_at,
    crte_time: updated_at,
    poolarea_no: region,
  };
}

function itemRow(region: string, row: ItemRow) {
  return {
    ...datedMembers(region, row, ""),
    ...ITEM_FACTS,
    hilist_name: row.name,
    med_chrgitm_type: row.charge_type,
    chrgitm_lv: CLASS_CODES[row.class],
    lmt_used_flag: flag(row.limited_use),
    list_type: row.list_type,
    pinyin: row.pinyin,
  };
}

/** Which of our levels a query for a national one (dictionary hilist_lmtpric_type) means. */
const LIMIT_LEVELS: Readonly<Record<string, HospitalLevel>> = {
  "1": "level1",
  "2": "level2",
  "3": "level3",
};

const LEVELS = Object.keys(LEVEL_CODES) as HospitalLevel[];

function ceilingRow(region: string, row: PriceCeilingRow) {
  const level = row.hospital_level as HospitalLevel | "";
  return {
    ...datedMembers(region, row, `-${LEVELS.indexOf(level as HospitalLevel) + 1}`),
    ...CEILING_FACTS,
    // Empty: for every level that has no ceiling of its own.
    hilist_lmtpric_type: level === "" ? "" : LEVEL_CODES[level].lmtpric_hosp_lv,
    hilist_pric_uplmt_amt: row.ceiling_micro_yuan,
  };
}

/** Dictionary selfpay_prop_psn_type: schemes that have no share of their own. */
const OTHER_PEOPLE = "99";

function shareRow(region: string, row: FirstShareRow) {
  return {
    ...datedMembers(region, row, `-${row.insutype}`),
    ...SHARE_FACTS,
    selfpay_prop_psn_type: row.insutype === "" ? OTHER_PEOPLE : row.insutype,
    selfpay_prop: row.share_ppm as Ppm,
  };
}
