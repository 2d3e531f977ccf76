import { type CivilDate, contains, type Period, YibaoError } from "../../kernel/index.ts";
import { loadPersonFacts, type PersonRecord } from "../../people/index.ts";
import {
  type Benefit,
  benefitsFor,
  diseaseCode,
  plainCell,
  type Region,
} from "../../policy/index.ts";
import {
  assertDesignated,
  certifiedDisease,
  contractedOn,
  enrolmentOn,
  isByDisease,
  nationalVisitType,
} from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input2001, Output2001 } from "../message-types.ts";
import type { HandlerServices } from "./services.ts";
import { flag, lastDay } from "./wire-codes.ts";

/**
 * 2001: which funds could pay for the person, in this scheme, for this kind of visit, on this day,
 * at this institution. The checks are those of settling; the first that fails is the reason, said
 * of every fund. Funds that do not concern the person (assistance without an identity, the
 * civil-servant subsidy without a rank, an empty account) are left out.
 */
export function entitlementHandlers(services: HandlerServices): Pick<Handlers, "2001"> {
  const { store } = services;
  return {
    "2001": async ({ input: { data } }) => {
      const region = services.region.value;
      const { psn_no: person_no } = data;
      const record = (await loadPersonFacts(store.pool, [person_no])).get(person_no);
      if (record === undefined) {
        throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
      }
      const asked = askedOf(region, data);
      const checked = check(services, record, data, asked);
      const funds = fundsFor(region, record, asked);
      const period = checked.period ?? { from: asked.day, to: null };
      const last = lastDay(period.to);
      const common = {
        psn_no: person_no,
        trt_chk_type: "01",
        trt_enjymnt_flag: flag(checked.refusal === null),
        begndate: period.from,
        ...(last === undefined ? {} : { enddate: last }),
        trt_chk_rslt: checked.refusal?.message ?? "",
      };
      const trtinfo: Output2001["trtinfo"] = funds.map((fund) => ({
        ...common,
        fund_pay_type: fund,
      }));
      return { trtinfo };
    },
  };
}

interface Asked {
  readonly insutype: string;
  readonly visit_type: string;
  readonly day: CivilDate;
  /** As sent, and by the region's own name; null where the kind of visit needs none. */
  readonly sent_disease: string | null;
  readonly disease: string | null;
  readonly benefit: Benefit | null;
}

function askedOf(region: Region, data: Input2001["data"]): Asked {
  const { insutype } = data;
  const visit_type = nationalVisitType(data.med_type);
  const day = data.begntime.slice(0, 10) as CivilDate;
  const sent_disease = isByDisease(visit_type) ? (data.dise_codg ?? null) : null;
  const disease = sent_disease === null ? null : diseaseCode(region, sent_disease);
  const [benefit] = benefitsFor(region, { insutype, visit_type, disease, day });
  return { insutype, visit_type, day, sent_disease, disease, benefit: benefit ?? null };
}

interface Checked {
  /** Why nothing is paid; null when it would be. */
  readonly refusal: YibaoError | null;
  /** The enrolment's, when there is one. */
  readonly period: Period | null;
}

function check(
  { region: { value: region }, institutions }: HandlerServices,
  record: PersonRecord,
  { fixmedins_code }: Input2001["data"],
  { insutype, visit_type, sent_disease, disease, benefit, day }: Asked,
): Checked {
  let period: Period | null = null;
  try {
    contractedOn(institutions.value, fixmedins_code, day);
    period = enrolmentOn(record, insutype, day, region).period;
    certifiedDisease(record, region, visit_type, sent_disease, day);
    assertDesignated(record, region, visit_type, fixmedins_code, day);
    if (benefit === null) {
      const details = { day, insutype, visit_type, disease: disease ?? "无" };
      throw new YibaoError("POLICY-NO-BENEFIT", details);
    }
    return { refusal: null, period };
  } catch (error) {
    if (error instanceof YibaoError) return { refusal: error, period };
    throw error;
  }
}

/** Funds of the benefit's layers, each once, in their order; the scheme's own fund when none. */
function fundsFor(region: Region, record: PersonRecord, asked: Asked): string[] {
  const funds = new Set<string>();
  for (const fund of asked.benefit === null ? [] : benefitFunds(region, asked.benefit, asked.day)) {
    if (concerns(region, record, asked, fund)) funds.add(fund);
  }
  if (funds.size === 0) funds.add(`${asked.insutype}100`);
  return [...funds];
}

function benefitFunds(region: Region, benefit: Benefit, day: CivilDate): string[] {
  return benefit.layers
    .filter((layer) =>
      Object.entries(layer.when).every(
        ([choice, value]) => String(plainCell(region, choice, day).value) === value,
      ),
    )
    .flatMap((layer) => {
      if (layer.kind === "account") return accountFunds(region);
      return "fund" in layer ? layer.fund : [];
    });
}

function accountFunds(region: Region): string[] {
  return [...region.funds.values()]
    .filter(({ national_field }) => national_field === "acct_pay")
    .map(({ fund }) => fund);
}

function concerns(region: Region, record: PersonRecord, asked: Asked, fund: string): boolean {
  const { insutype, day } = asked;
  switch (region.funds.get(fund)?.national_field) {
    case "maf_pay":
      return record.identities.some(({ period }) => contains(period, day));
    case "cvlserv_pay":
      return record.enrolments.some(
        (one) =>
          one.insutype === insutype && contains(one.period, day) && one.civil_servant_rank !== null,
      );
    case "acct_pay":
      return record.state.balance_fen > 0;
    default:
      return true;
  }
}
