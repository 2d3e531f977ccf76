import {
  type ItemRow,
  itemsOfType,
  LIST_COLUMNS,
  type ListFilter,
  type ListRow,
  listCells,
  listOf,
  listTypesOf,
  queryItems,
  queryListRows,
  versionOf,
} from "../../catalogue/index.ts";
import { addDays, laterDay, YibaoError } from "../../kernel/index.ts";
import { type MappingRow, queryMappings } from "../../providers/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input1304, Output1304 } from "../message-types.ts";
import { transactionTable } from "../transaction-table.ts";
import { quoted } from "../wire-value.ts";
import { datedMembers, isHeld } from "./catalogue-lists.ts";
import { given, inPool, NOTHING, pageNode, pageOf } from "./catalogue-page.ts";
import type { HandlerServices } from "./services.ts";
import { lastDay } from "./wire-codes.ts";

/**
 * 1304, 1316, 1317: ethnic drugs, and what codes stand for which, in pages. The medical catalogue
 * (医疗目录) and the insurance catalogue (医保目录) share their codes here, as they do nationally.
 */
export function catalogueMatchHandlers(
  services: HandlerServices,
): Pick<Handlers, "1304" | "1316" | "1317"> {
  const { store, region } = services;
  return {
    "1304": async ({ input: { data } }) => {
      const page = pageOf(data);
      const matches = isHeld(data, { tcmherb_name: "", cpnd_flag: "" });
      const found = matches ? await queryListRows(store, ETHNIC, drugFilter(data), page) : NOTHING;
      return pageNode(page, found, drugReader());
    },

    "1316": async ({ input: { data } }) => {
      const page = pageOf(data);
      const { med_list_codg, hilist_code = med_list_codg, list_type, query_date, begndate } = data;
      const isOne = (med_list_codg ?? hilist_code) === hilist_code;
      const filter = {
        ...given("item_code", hilist_code),
        ...given("list_type", list_type),
        ...given("valid_on", query_date),
        ...given("valid_from", begndate),
        updated_since: data.updt_time,
      };
      const matches = isOne && inPool(region.value.code, data) && isHeld(data, MATCH_FACTS);
      const found = matches ? await queryItems(store, filter, page) : NOTHING;
      return pageNode(page, found, (row: ItemRow) => ({
        ...datedMembers(region.value.code, row, "-M"),
        ...MATCH_FACTS,
        med_list_codg: row.item_code,
        list_type: row.list_type,
      }));
    },

    "1317": async ({ institution_code, input: { data } }) => {
      const page = pageOf(data);
      const { fixmedins_code = institution_code, list_type } = data;
      if (fixmedins_code !== institution_code) {
        const details = { value: quoted(fixmedins_code), institution: institution_code };
        const where = "data.fixmedins_code（定点医药机构编号）";
        throw new YibaoError("GATEWAY-OTHER-INSTITUTION", details, where);
      }
      const item_codes = list_type === undefined ? undefined : await itemsOfType(store, list_type);
      const filter = {
        ...given("own_code", data.medins_list_codg),
        ...given("own_name", data.medins_list_name),
        ...given("item_code", data.med_list_codg),
        ...given("valid_on", data.query_date),
        ...given("valid_from", data.begndate),
        updated_since: data.updt_time,
        ...given("item_codes", item_codes),
      };
      const matches = inPool(region.value.code, data) && isHeld(data, MATCH_FACTS);
      const found = matches
        ? await queryMappings(store, institution_code, filter, page, OWN_NAME)
        : NOTHING;
      const types = await listTypesOf(
        store,
        found.rows.map(({ item_code }) => item_code),
      );
      return pageNode(page, found, (row: MappingRow) =>
        mappingRow(region.value.code, institution_code, row, types.get(row.item_code) ?? ""),
      );
    },
  };
}

const MATCH_FACTS = { vali_flag: "1" };

const ETHNIC = listOf("ethnic-drugs");

function drugFilter(data: Input1304["data"]): ListFilter {
  const { opt_begn_time: begin = data.updt_time, opt_end_time: end } = data;
  const attributes = {
    ...given("通用名编号", data.genname_codg),
    ...given("药品商品名", data.drug_prodname),
    ...(data.vali_flag === "0" ? { 有效标志: "0" } : {}),
  };
  const after = data.ver === undefined ? undefined : (versionOf(data.ver) ?? undefined);
  return {
    ...given("code", data.med_list_codg),
    ...given("row_id", data.rid),
    ...given("name", data.drug_genname),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...given("after", after),
    updated_since: laterDay(begin, data.updt_time),
    ...given("updated_before", end && addDays(end, 1)),
  };
}

/** Members of a row, by the labels of the transaction table: those are the list's columns. */
function drugReader(): (row: ListRow) => Output1304["data"][number] {
  const node = transactionTable()
    .transactions.get("1304")
    ?.output.find(({ node }) => node !== "");
  const fields = node?.fields ?? [];
  const cells = listCells(ETHNIC);
  const columns: readonly string[] = LIST_COLUMNS[ETHNIC.list];
  const members = fields.map((field) => ({ field, column: columns.indexOf(field.label) }));
  return (row) => {
    const held = cells(row);
    const entries = members.flatMap(({ field: { name, type, required }, column }) => {
      const cell = held[column] ?? (required ? "" : null);
      if (cell === null) return [];
      return [[name, type === "integer" ? wholeNumber(cell) : cell]];
    });
    return Object.fromEntries(entries) as Output1304["data"][number];
  };
}

function wholeNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

/** Where 3301 said the name of an own code. */
const OWN_NAME = "fixmedins_hilist_name";
const DETAILS = [
  "aprvno",
  "dosform",
  "exct_cont",
  "item_cont",
  "prcunt",
  "spec",
  "pacspec",
  "memo",
];

function mappingRow(
  region: string,
  fixmedins_code: string,
  { own_code, item_code, valid_from, valid_to, updated_at, details }: MappingRow,
  list_type: string,
) {
  const said = DETAILS.flatMap((name) => {
    const value = details?.[name];
    return typeof value === "string" ? [[name, value]] : [];
  });
  const own_name = details?.[OWN_NAME];
  return {
    ...Object.fromEntries(said),
    fixmedins_code,
    medins_list_codg: own_code,
    ...given("medins_list_name", typeof own_name === "string" ? own_name : undefined),
    insu_admdvs: region,
    list_type,
    med_list_codg: item_code,
    begndate: valid_from,
    ...given("enddate", lastDay(valid_to)),
    vali_flag: "1",
    rid: `${own_code}-${valid_from.replaceAll("-", "")}`,
    updt_time: updated_at,
    crte_time: updated_at,
    poolarea_no: region,
  };
}
