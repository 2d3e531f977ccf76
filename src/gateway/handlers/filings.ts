import { addDays, type CivilDate, chinaTime, type Period, YibaoError } from "../../kernel/index.ts";
import {
  enterFiling,
  type FilingKind,
  type FilingTerms,
  lockPerson,
  type PersonRecord,
  withdrawFiling,
} from "../../people/index.ts";
import { rulesOn } from "../../policy/index.ts";
import { contractedOn, enrolmentOn } from "../../settlement/index.ts";
import type { Runner } from "../../store/index.ts";
import type { Handlers, ParsedRequest } from "../dispatch.ts";
import type { Input2501, Input2503, Input2505, Input2507 } from "../message-types.ts";
import { chronicTerms, designationTerms, injuryTerms, transferTerms } from "./filing-terms.ts";
import { keptDetails } from "./kept-details.ts";
import { changeOnce } from "./receipt.store.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices } from "./services.ts";

type Filings = "2501" | "2502" | "2503" | "2504" | "2505" | "2506" | "2507";

/**
 * 2501–2507: what an institution files for a person, and takes back. A filing holds as soon as it
 * is answered (there is no approval here), and ends on the day it is withdrawn; on the day it was
 * filed it is undone. What was settled stays as it is. The national table has no withdrawal of
 * 2507: a second filing that says the fund pays is the decision.
 */
export function filingHandlers(services: HandlerServices): Pick<Handlers, Filings> {
  const { store } = services;
  return {
    "2501": (request) =>
      changeOnce(store, request.receipt, async (transaction) => {
        const made = await enter(services, request, transaction, transfer(request.input.refmedin));
        return { result: { trt_dcla_detl_sn: String(made) } };
      }),
    "2502": withdrawing(services, "transfer"),
    "2503": (request) =>
      changeOnce(store, request.receipt, async (transaction) => {
        const made = await enter(services, request, transaction, chronic(request.input.data));
        return { result: { trt_dcla_detl_sn: String(made) } };
      }),
    "2504": withdrawing(services, "chronic-disease"),
    "2505": (request) =>
      changeOnce(store, request.receipt, async (transaction) => {
        const made = await enter(services, request, transaction, designation(request.input.data));
        return { result: { trt_dcla_detl_sn: String(made) } };
      }),
    "2506": withdrawing(services, "designation"),
    "2507": (request) =>
      changeOnce(store, request.receipt, async (transaction) => {
        const made = await enter(services, request, transaction, injury(request.input.data));
        return { result: { trt_dcla_detl_sn: String(made) } };
      }),
  };
}

/** A filing as it was sent, in our terms. */
interface SentFiling {
  readonly person_no: string;
  /** Undefined: whichever the person is in. */
  readonly insutype: string | undefined;
  readonly period: Period;
  /** Only hospitals file it. */
  readonly medical: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  /** @throws YibaoError PEOPLE-FILING-… | GATEWAY-PERSON-DIFFERS */
  readonly terms: (services: HandlerServices, record: PersonRecord, filer: string) => FilingTerms;
}

/** @throws YibaoError PEOPLE-FILING-… | SETTLEMENT-… ; then nothing is kept */
async function enter(
  services: HandlerServices,
  { institution_code, received_at }: Pick<ParsedRequest, "institution_code" | "received_at">,
  transaction: Runner,
  sent: SentFiling,
): Promise<number> {
  const { person_no, period, medical, details } = sent;
  const filed_at = chinaTime(received_at);
  const today = filed_at.slice(0, 10) as CivilDate;
  contractedOn(services.institutions.value, institution_code, today);
  if (medical && services.institutions.value.byCode(institution_code)?.type !== "1") {
    throw new YibaoError("PEOPLE-FILING-NOT-A-HOSPITAL", { institution_code });
  }
  const record = await lockPerson(transaction, person_no);
  if (record === null) throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
  const insutype = schemeOn(services, record, sent.insutype, period.from);
  const terms = sent.terms(services, record, institution_code);
  const { filing_backdating_days: backdating_days } = rulesOn(services.region.value, today);
  return enterFiling(
    transaction,
    { person_no, period, institution_code, filed_at, terms, details: { ...details, insutype } },
    { today, backdating_days },
  );
}

/** The scheme whose benefits the filing is about. */
function schemeOn(
  { region: { value: region } }: HandlerServices,
  record: PersonRecord,
  sent: string | undefined,
  day: CivilDate,
): string {
  if (sent !== undefined) return enrolmentOn(record, sent, day, region).insutype;
  for (const { insutype, state, period } of record.enrolments) {
    if (state !== "1" || period.from > day || (period.to !== null && period.to <= day)) continue;
    return enrolmentOn(record, insutype, day, region).insutype;
  }
  const { person_no } = record.person;
  throw new YibaoError("PEOPLE-FILING-NOT-ENROLLED", { person_no, day });
}

function withdrawing(services: HandlerServices, kind: FilingKind) {
  return (request: Parameters<NonNullable<Handlers["2502"]>>[0]) =>
    changeOnce(services.store, request.receipt, async (transaction) => {
      const { institution_code, received_at, input } = request;
      const { psn_no: person_no, trt_dcla_detl_sn: filing_no, memo = "" } = input.data;
      if ((await lockPerson(transaction, person_no)) === null) {
        throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
      }
      const withdrawn_at = chinaTime(received_at);
      const today = withdrawn_at.slice(0, 10) as CivilDate;
      const asked = { person_no, filing_no, kind, institution_code, today };
      await withdrawFiling(transaction, { ...asked, withdrawn_at, reason: memo });
      return null;
    });
}

/** National end dates are included. */
function periodOf(from: CivilDate, last: CivilDate | undefined): Period {
  return { from, to: last === undefined ? null : addDays(last, 1) };
}

const PERIOD = ["insutype", "begndate", "enddate"];

function transfer(sent: Input2501["refmedin"]): SentFiling {
  return {
    person_no: sent.psn_no,
    insutype: sent.insutype,
    period: periodOf(sent.begndate ?? sent.refl_date, sent.enddate),
    medical: true,
    details: keptDetails(sent, PERIOD),
    terms: (_, __, filer) => transferTerms(sent, filer),
  };
}

function chronic(sent: Input2503["data"]): SentFiling {
  const period = periodOf(sent.begndate, sent.enddate);
  return {
    person_no: sent.psn_no,
    insutype: sent.insutype,
    period,
    medical: true,
    details: keptDetails(sent, PERIOD),
    terms: (services, record) => chronicTerms(services, record, sent, period),
  };
}

function designation(sent: Input2505["data"]): SentFiling {
  return {
    person_no: sent.psn_no,
    insutype: undefined,
    period: periodOf(sent.begndate, sent.enddate),
    medical: false,
    details: keptDetails(sent, PERIOD),
    terms: (services) => designationTerms(services, sent),
  };
}

function injury(sent: Input2507["data"]): SentFiling {
  return {
    person_no: sent.psn_no,
    insutype: sent.insutype,
    period: periodOf(sent.begndate, sent.enddate),
    medical: true,
    details: keptDetails(sent, PERIOD),
    terms: (_, record) => {
      assertSamePerson(sent, record.person, "data");
      return injuryTerms(sent);
    },
  };
}
