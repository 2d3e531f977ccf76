import { type CivilDate, chinaTime, type Period, YibaoError } from "../../kernel/index.ts";
import {
  type Filing,
  heldPeriod,
  listFilings,
  loadPersonFacts,
  type Person,
  type PersonRecord,
} from "../../people/index.ts";
import { diseaseCode, type Region } from "../../policy/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Output5301, Output5302, Output5304 } from "../message-types.ts";
import { personMembers } from "./person-node.ts";
import type { HandlerServices } from "./services.ts";
import { flag, lastDay } from "./wire-codes.ts";

type Queries = "5301" | "5302" | "5304";

/** 5301, 5302, 5304: what was filed for a person, and what the bureau registered itself. */
export function filingQueryHandlers(services: HandlerServices): Pick<Handlers, Queries> {
  const { store, region, institutions } = services;
  return {
    "5301": async ({ received_at, input: { data } }) => {
      const record = await personRecord(services, data.psn_no);
      return { feedetail: diseaseRows(region.value, record, todayOf(received_at)) };
    },

    "5302": async ({ received_at, input: { data } }) => {
      const { psn_no, biz_appy_type } = data;
      await personRecord(services, psn_no);
      const today = todayOf(received_at);
      const filings = await listFilings(store, psn_no, "designation");
      const psnfixmedin = filings.flatMap((filing): Output5302["psnfixmedin"] => {
        const held = standing(filing, today);
        const { terms } = filing;
        if (held === null || terms.kind !== "designation" || terms.purpose !== biz_appy_type) {
          return [];
        }
        const { institution_code, rank } = terms;
        return [
          {
            psn_no,
            insutype: text(filing, "insutype"),
            fix_srt_no: rank,
            fixmedins_code: institution_code,
            fixmedins_name: institutions.value.byCode(institution_code)?.name ?? "",
            ...dates(held),
            memo: text(filing, "memo"),
          },
        ];
      });
      return { psnfixmedin };
    },

    "5304": async ({ received_at, input: { data } }) => {
      const { person, enrolments } = await personRecord(services, data.psn_no);
      const today = todayOf(received_at);
      const filings = await listFilings(store, data.psn_no, "transfer");
      const asked = filings.filter((filing) => within(text(filing, "refl_date"), data));
      const home = enrolments.at(-1)?.insured_region ?? region.value.code;
      return { refmedin: asked.flatMap((filing) => transferRows(person, filing, today, home)) };
    },
  };
}

async function personRecord({ store }: HandlerServices, person_no: string): Promise<PersonRecord> {
  const record = (await loadPersonFacts(store.pool, [person_no])).get(person_no);
  if (record === undefined) throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
  return record;
}

function todayOf(received_at: Date): CivilDate {
  return chinaTime(received_at).slice(0, 10) as CivilDate;
}

/** The period of a filing that holds today or will; null for one that has ended. */
function standing(filing: Filing, today: CivilDate): Period | null {
  const held = heldPeriod(filing);
  return held === null || (held.to !== null && held.to <= today) ? null : held;
}

const NATIONAL_CODE = /^M\d{5}$/;

/** Diseases go by their national code where the region knows one. */
function diseaseRows(
  region: Region,
  { disease_certificates }: PersonRecord,
  today: CivilDate,
): Output5301["feedetail"] {
  return disease_certificates
    .filter(({ period }) => period.to === null || period.to > today)
    .map(({ disease, period }) => {
      const known = region.diseases.get(diseaseCode(region, disease));
      return {
        opsp_dise_code: known?.aliases.find((alias) => NATIONAL_CODE.test(alias)) ?? disease,
        opsp_dise_name: known?.name ?? disease,
        ...dates(period),
      };
    });
}

function transferRows(
  person: Person,
  filing: Filing,
  today: CivilDate,
  home: string,
): Output5304["refmedin"] {
  const held = heldPeriod(filing);
  const { terms } = filing;
  if (held === null || terms.kind !== "transfer") return [];
  const members = personMembers(person, today);
  return [
    {
      ...members,
      insutype: text(filing, "insutype"),
      dcla_souc: BY_INSTITUTION,
      tel: text(filing, "tel"),
      addr: text(filing, "addr"),
      insu_optins: text(filing, "insu_optins"),
      diag_code: text(filing, "diag_code"),
      diag_name: text(filing, "diag_name"),
      dise_cond_dscr: text(filing, "dise_cond_dscr"),
      reflin_medins_no: terms.institution_code,
      reflin_medins_name: text(filing, "reflin_medins_name"),
      out_flag: flag(terms.region.slice(0, 4) !== home.slice(0, 4)),
      refl_date: text(filing, "refl_date") as CivilDate,
      refl_rea: text(filing, "refl_rea"),
      ...dates(held),
      hosp_agre_refl_flag: text(filing, "hosp_agre_refl_flag") || "1",
      opt_time: filing.filed_at,
    },
  ];
}

/** Dictionary dcla_souc. */
const BY_INSTITUTION = "01";

function dates({ from, to }: Period) {
  const last = lastDay(to);
  return { begndate: from, ...(last === undefined ? {} : { enddate: last }) };
}

function text({ details }: Filing, name: string): string {
  return String(details[name] ?? "");
}

/** By the day: a filing has a date, a query times. */
function within(
  day: string,
  { begntime, endtime }: { readonly begntime: string; readonly endtime?: string | undefined },
): boolean {
  return day >= begntime.slice(0, 10) && (endtime === undefined || day <= endtime.slice(0, 10));
}
