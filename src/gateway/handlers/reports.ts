import { type CivilDate, chinaTime, YibaoError } from "../../kernel/index.ts";
import { enterConsent, findPerson, type Person } from "../../people/index.ts";
import { isInForce } from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import { findKept, findKeptOfPerson, type KeptMessage } from "../kept/kept.store.ts";
import { type KeptRow, rowsOfNode } from "../kept/kept-message.ts";
import type { Output5401, Output5402 } from "../message-types.ts";
import { assertOwnInstitution } from "./own-institution.ts";
import { changeOnce } from "./receipt.store.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices } from "./services.ts";
import { flag } from "./wire-codes.ts";

type Reports = "5401" | "5402" | "5461" | "5501";

/**
 * 5401, 5402: reports that institutions have uploaded of a person (4501 of an examination, 4502 of
 * a laboratory), for others to recognise; none when none was. 5461: the person's consent. 5501:
 * what became of an electronic voucher that was uploaded with 4901.
 */
export function reportHandlers(services: HandlerServices): Pick<Handlers, Reports> {
  const { store } = services;
  return {
    "5401": async ({ input: { bilgiteminfo: asked } }) => {
      await personOf(services, asked.psn_no);
      const reports = await reportsOf(services, asked.psn_no, {});
      const rows = reports.filter(
        ({ institution_code, head }) =>
          (asked.exam_org_code ?? institution_code) === institution_code &&
          matches(head, "exam_item_code", asked.exam_item_code) &&
          matches(head, "exam_item_name", asked.exam_item_name) &&
          organisation(services, institution_code, head).includes(asked.exam_org_name ?? ""),
      );
      return { bilgiteminfo: rows.map((report) => listed(services, asked.psn_no, report)) };
    },

    "5402": async ({ input: { rptdetailinfo: asked } }) => {
      const { psn_no, rpotc_no, fixmedins_code } = asked;
      await personOf(services, psn_no);
      const all = await reportsOf(services, psn_no, { rpotc_no: [rpotc_no] });
      const reports = all.filter((report) => report.institution_code === fixmedins_code);
      const of = (infno: string) => reports.filter((report) => report.infno === infno);
      return {
        checkreportdetails: of(EXAMINATION).map(({ head }) => examination(psn_no, head)),
        inspectionreportinformation: of(LABORATORY).map(({ head }) => laboratory(psn_no, head)),
        inspectiondetails: of(LABORATORY).flatMap(({ input }) =>
          rowsOfNode(input, "iteminfo").map(laboratoryItem),
        ),
      };
    },

    "5461": async (request) => {
      const { institution_code, received_at, input } = request;
      const { psnNo, mdtrtCertType, cardSn, ecToken, psnUserIdCard, psnUserName } = input.data;
      return changeOnce(store, request.receipt, async (transaction) => {
        const person = await personOf(services, psnNo);
        // Without the card or the credential nobody has consented.
        if (mdtrtCertType === BY_CREDENTIAL) assertGiven(ecToken, "ecToken", "身份核验令牌");
        if (mdtrtCertType === BY_CARD) assertGiven(cardSn, "cardSn", "卡识别码");
        assertSamePerson({ certno: psnUserIdCard, psn_name: psnUserName }, person, "data");
        const given_at = chinaTime(received_at);
        const details = { mdtrt_cert_type: mdtrtCertType };
        await enterConsent(transaction, { person_no: psnNo, institution_code, given_at, details });
        return null;
      });
    },

    "5501": async ({ institution_code, input }) => {
      const { fixmedinsCode, elecSetlCertNo, elecSetlCertType } = input;
      assertOwnInstitution(fixmedinsCode, institution_code, "fixmedinsCode");
      const facts = { elecSetlCertNo: [elecSetlCertNo], elecSetlCertType: [elecSetlCertType] };
      const query = { institution_code, transaction_code: VOUCHERS, facts, limit: 1, offset: 0 };
      const { messages } = await findKept(store, query);
      const rows = messages[0] === undefined ? [] : rowsOfNode(messages[0].input, "upldDetlList");
      const voucher = rows.find(
        (row) => row.elecSetlCertNo === elecSetlCertNo && row.elecSetlCertType === elecSetlCertType,
      );
      if (voucher === undefined) {
        const by = `elecSetlCertNo=${elecSetlCertNo}`;
        throw new YibaoError("GATEWAY-KEPT-UNKNOWN", { infno: VOUCHERS, by });
      }
      return voucherStatus(services, voucher);
    },
  };
}

const EXAMINATION = "4501";
const LABORATORY = "4502";
const VOUCHERS = "4901";

/** Dictionary mdtrt_cert_type. */
const BY_CREDENTIAL = "01";
const BY_CARD = "03";

/** Of each kind, the latest. */
const REPORTS_MAX = 500;
const VOID = "0";

interface Report {
  readonly infno: string;
  readonly institution_code: string;
  /** The node that says what the report is. */
  readonly head: KeptRow;
  readonly input: KeptRow;
}

/** Reports as they were uploaded last; one uploaded as void is none. */
async function reportsOf(
  { store }: HandlerServices,
  person_no: string,
  facts: Readonly<Record<string, readonly string[]>>,
): Promise<Report[]> {
  const found = await Promise.all(
    [EXAMINATION, LABORATORY].map((transaction_code) =>
      findKeptOfPerson(store, { person_no, transaction_code, facts, limit: REPORTS_MAX }),
    ),
  );
  const latest = new Map<string, Report>();
  for (const message of found.flat()) {
    const report = reportIn(message);
    const key = `${report.infno}\n${report.institution_code}\n${text(report.head, "rpotc_no")}`;
    if (!latest.has(key)) latest.set(key, report);
  }
  return [...latest.values()].filter(({ head }) => text(head, "vali_flag") !== VOID);
}

function reportIn({ transaction_code, institution_code, input }: KeptMessage): Report {
  const node = transaction_code === EXAMINATION ? "examinfo" : "labinfo";
  const [head = {}] = rowsOfNode(input, node);
  return { infno: transaction_code, institution_code, head, input };
}

function listed(
  services: HandlerServices,
  psn_no: string,
  { infno, institution_code, head }: Report,
): Output5401["bilgiteminfo"][number] {
  return {
    psn_no,
    rpotc_no: text(head, "rpotc_no"),
    rpt_date: text(head, "rpt_date") as CivilDate,
    rpotc_type_code: text(head, "rpotc_type_code"),
    fixmedins_code: institution_code,
    exam_rpotc_name: text(head, infno === EXAMINATION ? "exam_rpotc_name" : "exam_item_name"),
    exam_rslt_poit_flag: text(head, "exam_rslt_poit_flag"),
    exam_rslt_abn: text(head, "exam_rslt_abn"),
    exam_ccls: text(head, "exam_ccls"),
    exe_org_name: organisation(services, institution_code, head),
  };
}

/** Who made the examination: as the report says, or the institution that uploaded it. */
function organisation(
  { institutions }: HandlerServices,
  institution_code: string,
  head: KeptRow,
): string {
  const said = text(head, "exe_org_name") || text(head, "exam_org_name");
  return said || (institutions.value.byCode(institution_code)?.name ?? "");
}

function examination(psn_no: string, head: KeptRow): Output5402["checkreportdetails"][number] {
  return {
    psn_no,
    rpotc_no: text(head, "rpotc_no"),
    rpt_date: text(head, "rpt_date") as CivilDate,
    rpotc_type_code: text(head, "rpotc_type_code"),
    exam_rpotc_name: text(head, "exam_rpotc_name"),
    exam_rslt_poit_flag: text(head, "exam_rslt_poit_flag"),
    exam_rslt_abn: text(head, "exam_rslt_abn"),
    exam_ccls: text(head, "exam_ccls"),
    bilgDrName: text(head, "bilg_dr_name"),
  };
}

function laboratory(
  psn_no: string,
  head: KeptRow,
): Output5402["inspectionreportinformation"][number] {
  return {
    psn_no,
    rpotc_no: text(head, "rpotc_no"),
    exam_item_code: text(head, "exam_item_code"),
    exam_item_name: text(head, "exam_item_name"),
    rpt_date: text(head, "rpt_date") as CivilDate,
    rpot_doc: text(head, "rpot_doc"),
  };
}

function laboratoryItem(row: KeptRow): Output5402["inspectiondetails"][number] {
  return {
    rpotc_no: text(row, "rpotc_no"),
    exam_mtd: text(row, "exam_mtd"),
    ref_val: text(row, "ref_val"),
    exam_unt: text(row, "exam_unt"),
    exam_rslt_val: Number(text(row, "exam_rslt_val")),
    exam_rslt_qual: text(row, "exam_rslt_dicm"),
    exam_item_detl_code: text(row, "exam_item_detl_code"),
    exam_item_detl_name: text(row, "exam_item_detl_name"),
    exam_rslt_abn: text(row, "exam_rslt_abn"),
  };
}

/** 冲红 when its settlement was taken back, 报销 while it is in force; neither without one. */
async function voucherStatus({ store }: HandlerServices, voucher: KeptRow) {
  const key = { person_no: text(voucher, "psnNo"), settlement_id: text(voucher, "setlId") };
  const in_force = await isInForce(store, key);
  return {
    elecSetlCertCode: text(voucher, "elecSetlCertCode"),
    elecSetlCertNo: text(voucher, "elecSetlCertNo"),
    elecSetlCertChkcode: text(voucher, "elecSetlCertChkcode"),
    elecSetlCertType: text(voucher, "elecSetlCertType"),
    certSetlType: text(voucher, "certSetlType"),
    rhredFlag: flag(in_force === false),
    reimFlag: flag(in_force === true),
  };
}

async function personOf({ store }: HandlerServices, person_no: string): Promise<Person> {
  const person = await findPerson(store.pool, person_no);
  if (person === null) throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
  return person;
}

function assertGiven(value: string | undefined, name: string, label: string): void {
  if (value !== undefined) return;
  throw new YibaoError("GATEWAY-MEMBER-MISSING", { label }, `data.${name}（${label}）`);
}

function matches(row: KeptRow, name: string, asked: string | undefined): boolean {
  return asked === undefined || text(row, name) === asked;
}

function text(row: KeptRow, name: string): string {
  const value = row[name];
  return typeof value === "string" ? value : "";
}
