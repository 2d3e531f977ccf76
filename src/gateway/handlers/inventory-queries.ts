import {
  queryStockRecords,
  queryTraceCodes,
  type RecordFilter,
  type RecordKind,
  type StockRecord,
} from "../../inventory/index.ts";
import { type CivilDate, laterDay, YibaoError } from "../../kernel/index.ts";
import { findByCertificate } from "../../people/index.ts";
import type { Handlers } from "../dispatch.ts";
import { quoted } from "../wire-value.ts";
import type { HandlerServices } from "./services.ts";
import { flag, isSet } from "./wire-codes.ts";

/**
 * 3508–3513: what an institution uploaded, to itself alone. Deleted records are told with
 * valiFlag 0. A member of the question that the answer has too narrows it.
 */
export function inventoryQueryHandlers(
  services: HandlerServices,
): Pick<Handlers, "3508" | "3509" | "3510" | "3511" | "3512" | "3513"> {
  const { store, region } = services;
  const asked = async <Row extends object>(
    data: RecordQuestion & object,
    institution_code: string,
    kinds: readonly RecordKind[],
    toRow: (record: StockRecord) => Row,
  ) => {
    const filter = filterOf(data, institution_code, kinds);
    const records = await queryStockRecords(store, filter);
    return { output: records.map(toRow).filter((row) => answers(row, data)) };
  };
  return {
    "3508": async ({ institution_code, input: { data } }) =>
      asked(data, institution_code, ["stocktake"], (record) => ({
        ...members(region.value.code, institution_code, record),
        medinsProdInvNo: String(record.record_no),
        invdate: record.happened_at.slice(0, 10) as CivilDate,
        invCnt: record.quantity_ten_thousandths,
      })),

    "3509": async ({ institution_code, input: { data } }) =>
      asked(data, institution_code, ["change"], (record) => ({
        ...members(region.value.code, institution_code, record),
        medinsProdInvChgNo: String(record.record_no),
        invChgType: record.change_type ?? "",
        invChgTime: record.happened_at,
        invChgOpterName: detail(record, "inv_chg_opter_name"),
        cnt: record.quantity_ten_thousandths,
        pric: price(record, "pric"),
      })),

    "3510": async ({ institution_code, input: { data } }) =>
      asked(data, institution_code, ["purchase", "purchase-return"], (record) => ({
        ...members(region.value.code, institution_code, record),
        ...purchaseMembers(record),
      })),

    "3511": async ({ institution_code, input: { data } }) =>
      asked(data, institution_code, ["sale", "sale-return"], (record) => ({
        ...members(region.value.code, institution_code, record),
        ...saleMembers(record),
      })),

    ...traceQueryHandlers(services),
  };
}

function traceQueryHandlers(services: HandlerServices): Pick<Handlers, "3512" | "3513"> {
  const { store, region } = services;
  return {
    "3512": async ({ institution_code, input: { data } }) => {
      const filter = filterOf(data, institution_code, ["stocktake", "change", "purchase"]);
      const traced = await queryTraceCodes(store, filter, data.drug_trac_codg);
      return {
        output: traced.map((record) => ({
          ...members(region.value.code, institution_code, record),
          drugTracCodg: record.trace_code,
          fixBlngAdmdvs: region.value.code,
        })),
      };
    },

    "3513": async ({ institution_code, input: { data } }) => {
      const person_no = await personAsked(services, data);
      const { mdtrt_id: visit_no } = data;
      const filter = { ...filterOf(data, institution_code, ["sale"]), visit_no, person_no };
      const traced = await queryTraceCodes(store, filter, data.drug_trac_codg);
      return {
        output: traced
          .map((record) => ({
            ...members(region.value.code, institution_code, record),
            ...buyerMembers(record),
            drugTracCodg: record.trace_code,
            mdtrtId: record.visit_no ?? "",
            mdtrtSetlType: detail(record, "MDTRT_SETL_TYPE"),
            bkkpSn: detail(record, "rtal_docno"),
            fixBlngAdmdvs: region.value.code,
          }))
          // Of a person of ours the certificate was not kept: the number has found the rows.
          .filter((row) => person_no !== undefined || answers(row, data)),
      };
    },
  };
}

/** What is common to the questions. */
interface RecordQuestion {
  readonly fixmedins_code: string;
  readonly medins_list_codg?: string;
  readonly fixmedins_bchno?: string;
  readonly med_list_codg?: string;
  readonly begndate?: CivilDate;
  readonly enddate?: CivilDate;
}

/** @throws YibaoError INVENTORY-OTHER-INSTITUTION */
function filterOf(
  data: RecordQuestion,
  institution_code: string,
  kinds: readonly RecordKind[],
): RecordFilter {
  if (data.fixmedins_code !== institution_code) {
    const details = { value: quoted(data.fixmedins_code) };
    const where = "data.fixmedins_code（定点医药机构编号）";
    throw new YibaoError("INVENTORY-OTHER-INSTITUTION", details, where);
  }
  return {
    institution_code,
    kinds,
    own_code: data.medins_list_codg,
    stock_batch_no: data.fixmedins_bchno,
    item_code: data.med_list_codg,
    from: sinceRecords(data.begndate),
    to: sinceRecords(data.enddate),
  };
}

/** Before any record; and a day of the year 0 is none to the database. */
const BEFORE_RECORDS = "1900-01-01" as CivilDate;

function sinceRecords(day: CivilDate | undefined): CivilDate | undefined {
  return day === undefined ? undefined : laterDay(day, BEFORE_RECORDS);
}

interface PersonQuestion {
  readonly psn_no?: string;
  readonly psn_cert_type?: string;
  readonly certno?: string;
}

const RESIDENT_CARD = "01";

/** The person's number, by the certificate where it is one of ours. */
async function personAsked(
  { store }: HandlerServices,
  { psn_no, certno, psn_cert_type }: PersonQuestion,
): Promise<string | undefined> {
  if (psn_no !== undefined || certno === undefined) return psn_no;
  const type = psn_cert_type ?? RESIDENT_CARD;
  return (await findByCertificate(store.pool, type, certno.toUpperCase()))?.person_no;
}

/** Whether a row says what was asked for, member by member: `manu_lotnum` is `manuLotnum`. */
function answers(row: object, data: object): boolean {
  const said = row as Readonly<Record<string, unknown>>;
  return Object.entries(data).every(([name, value]) => {
    const member = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return !(member in said) || said[member] === value;
  });
}

function detail({ details }: StockRecord, name: string): string {
  const value = details[name];
  return typeof value === "string" ? value : "";
}

/** 10^-6 yuan. */
function price({ details }: StockRecord, name: string): number {
  const value = details[name];
  return typeof value === "number" ? value : 0;
}

function members(region: string, fixmedinsCode: string, record: StockRecord) {
  const operator = record.operator ?? "";
  return {
    fixmedinsCode,
    medListCodg: record.item_code,
    medinsListCodg: record.own_code,
    medinsListName: record.own_name,
    fixmedinsBchno: record.stock_batch_no,
    rxFlag: detail(record, "rx_flag"),
    trdnFlag: isSet(detail(record, "trdn_flag")) ? flag(true) : flag(record.split),
    manuLotnum: detail(record, "manu_lotnum"),
    ...dates(record),
    memo: detail(record, "memo"),
    valiFlag: flag(record.valid),
    rid: String(record.record_no),
    updtTime: record.recorded_at,
    crteTime: record.recorded_at,
    optTime: record.recorded_at,
    opterId: operator,
    crterId: operator,
    optinsNo: region,
    crteOptinsNo: region,
    poolareaNo: region,
  };
}

function dates(record: StockRecord): { manuDate?: CivilDate; expyEnd?: CivilDate } {
  const [made_on, expires_on] = [detail(record, "manu_date"), detail(record, "expy_end")];
  return {
    ...(made_on === "" ? {} : { manuDate: made_on as CivilDate }),
    ...(expires_on === "" ? {} : { expyEnd: expires_on as CivilDate }),
  };
}

function purchaseMembers(record: StockRecord) {
  return {
    medinsProdPurcNo: String(record.record_no),
    prodRetnFlag: flag(record.kind === "purchase-return"),
    purcRetnStoinTime: record.happened_at,
    purcRetnCnt: record.quantity_ten_thousandths,
    purcRetnOpterName: detail(record, "purc_retn_opter_name"),
    finlTrnsPric: price(record, "finl_trns_pric"),
    dyntNo: detail(record, "dynt_no"),
    splerName: detail(record, "spler_name"),
    splerPmtno: detail(record, "spler_pmtno"),
    prodentpName: detail(record, "prodentp_name"),
    aprvno: detail(record, "aprvno"),
    purcInvoCodg: detail(record, "purc_invo_codg"),
    purcInvoNo: detail(record, "purc_invo_no"),
    prodGeayFlag: detail(record, "prod_geay_flag"),
  };
}

/** The answer has no sign of a return but the quantity: that of a return is negative. */
function saleMembers(record: StockRecord) {
  const quantity = record.quantity_ten_thousandths;
  return {
    ...buyerMembers(record),
    medinsProdSelNo: String(record.record_no),
    selRetnTime: record.happened_at,
    selRetnCnt: record.kind === "sale" ? quantity : -quantity,
    selRetnOpterName: detail(record, "sel_retn_opter_name"),
    finlTrnsPric: price(record, "finl_trns_pric"),
    setlId: record.settlement_id ?? "",
    hiFeesetlType: detail(record, "hi_feesetl_type"),
    bilgDrName: detail(record, "prsc_dr_name"),
    prscDrCertType: detail(record, "prsc_dr_cert_type"),
    prscDrCertno: detail(record, "prsc_dr_certno"),
    pharName: detail(record, "phar_name"),
    pharCertType: detail(record, "phar_cert_type"),
    pharCertno: detail(record, "phar_certno"),
    pharPracCertNo: detail(record, "phar_prac_cert_no"),
  };
}

function buyerMembers(record: StockRecord) {
  return {
    psnNo: record.person_no ?? "",
    psnCertType: detail(record, "psn_cert_type"),
    certno: detail(record, "certno"),
    psnName: detail(record, "psn_name"),
  };
}
