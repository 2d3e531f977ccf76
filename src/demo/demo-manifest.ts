import { addFen, type CivilDate, contains, minimumFen, yuanFromFen } from "../kernel/index.ts";
import type { DemoItem } from "./demo-catalogue.ts";
import type { DemoInstitution } from "./demo-institutions.ts";
import type { DemoPeriod, DemoPerson } from "./demo-person.ts";
import type { DemoRegion } from "./generate-region.ts";

/**
 * What a stranger needs to play hospital in the demo region (`yibao demo --list --json`), with
 * the national field names. Amounts are decimal texts in yuan.
 */
export interface DemoManifest {
  readonly institutions: readonly ManifestInstitution[];
  readonly people: readonly ManifestPerson[];
  readonly items: readonly ManifestItem[];
  readonly diseases: readonly { readonly diag_code: string; readonly diag_name: string }[];
  readonly operations: readonly {
    readonly oprn_oprt_code: string;
    readonly oprn_oprt_name: string;
  }[];
}

export interface ManifestInstitution {
  readonly fixmedins_code: string;
  readonly fixmedins_name: string;
  readonly level: string;
  readonly type: string;
  readonly admdvs: string;
  readonly access_key: string;
  readonly secret: string;
  /** The agreement on the day: only `active` institutions may settle. */
  readonly agreement: string;
}

export interface ManifestPerson {
  readonly psn_no: string;
  readonly certno: string;
  readonly psn_name: string;
  readonly insutype: string;
  readonly status: string;
  readonly identities: readonly string[];
  /** As deposited; what was spent since is known to the database alone. */
  readonly balance: string;
  readonly insuplc_admdvs: string;
  /** Dictionary psn_insu_stas on the day. */
  readonly psn_insu_stas: string;
  readonly civil_servant: string | null;
  readonly diseases: readonly string[];
  readonly filings: readonly { readonly place: string; readonly admdvs: string }[];
  readonly relatives: readonly string[];
}

export interface ManifestItem {
  readonly hilist_code: string;
  readonly hilist_name: string;
  readonly list_type: string;
  readonly med_chrgitm_type: string;
  readonly class: string;
  /** Decimal, of schemes without a share of their own. */
  readonly first_share: string;
  readonly price: string;
  /** The lowest ceiling of any level on the day, or null where there is none. */
  readonly price_limit: string | null;
  readonly medins_list_codg: string;
}

const ITEMS_LISTED_EVERY = 20;
const TERMS_LISTED = 60;

/**
 * The manifest of a day: every institution, the reserved people, one item in twenty and all that
 * are paid alone.
 */
export function demoManifest(region: DemoRegion, day: CivilDate): DemoManifest {
  return {
    institutions: region.institutions.map((row) => institution(row, day)),
    people: region.people.filter(({ reserved }) => reserved).map((row) => person(row, day)),
    items: region.items
      .filter(({ classes }, index) => {
        return index % ITEMS_LISTED_EVERY === 0 || classes.some(({ paid_alone }) => paid_alone);
      })
      .map((row) => item(row, day)),
    diseases: region.diseases
      .slice(0, TERMS_LISTED)
      .map(({ code, name }) => ({ diag_code: code, diag_name: name })),
    operations: region.operations
      .slice(0, TERMS_LISTED)
      .map(({ code, name }) => ({ oprn_oprt_code: code, oprn_oprt_name: name })),
  };
}

function institution(row: DemoInstitution, day: CivilDate): ManifestInstitution {
  const agreement = lastFrom(row.agreements, day);
  return {
    fixmedins_code: row.institution_code,
    fixmedins_name: row.name,
    level: agreement?.settled_level ?? row.level,
    type: row.type,
    admdvs: row.region,
    access_key: row.access_key,
    secret: row.secret,
    agreement: agreement?.state ?? "none",
  };
}

function person(row: DemoPerson, day: CivilDate): ManifestPerson {
  const enrolment = row.enrolments.find((fact) => holds(fact, day));
  const balance_fen = addFen(...row.deposits.map(({ amount_fen }) => amount_fen));
  return {
    psn_no: row.person_no,
    certno: row.certificate_no,
    psn_name: row.name,
    insutype: enrolment?.insutype ?? "",
    status: enrolment?.employment_status ?? "",
    identities: row.identities.filter((fact) => holds(fact, day)).map(({ kind }) => kind),
    balance: yuanFromFen(balance_fen),
    insuplc_admdvs: enrolment?.insured_region ?? "",
    psn_insu_stas: enrolment?.state ?? "0",
    civil_servant: enrolment?.civil_servant_rank ?? null,
    diseases: row.disease_certificates
      .filter((fact) => holds(fact, day))
      .map(({ disease }) => disease),
    filings: row.place_filings
      .filter((fact) => holds(fact, day))
      .map(({ place, region }) => ({ place, admdvs: region })),
    relatives: row.relatives,
  };
}

function item(row: DemoItem, day: CivilDate): ManifestItem {
  const common = row.shares.filter(({ insutype }) => insutype === "");
  const levels = new Set(row.ceilings.map(({ hospital_level }) => hospital_level));
  const ceilings = [...levels].map((level) =>
    lastFrom(
      row.ceilings.filter(({ hospital_level }) => hospital_level === level),
      day,
    ),
  );
  const limits = ceilings.flatMap((ceiling) => (ceiling === undefined ? [] : ceiling.ceiling_fen));
  const share_percent = lastFrom(common, day)?.share_percent ?? 0;
  return {
    hilist_code: row.item_code,
    hilist_name: row.name,
    list_type: row.list_type,
    med_chrgitm_type: row.charge_type,
    class: lastFrom(row.classes, day)?.class ?? "C",
    first_share: `0.${String(share_percent).padStart(2, "0")}`,
    price: yuanFromFen(row.price_fen),
    price_limit: limits.length === 0 ? null : yuanFromFen(limits.reduce(minimumFen)),
    medins_list_codg: row.own_code,
  };
}

function holds({ valid_from, valid_to }: DemoPeriod, day: CivilDate): boolean {
  return contains({ from: valid_from, to: valid_to }, day);
}

/** Of facts that each hold until the next, the one on a day. */
function lastFrom<Fact extends { readonly valid_from: CivilDate }>(
  facts: readonly Fact[],
  day: CivilDate,
): Fact | undefined {
  return facts.findLast(({ valid_from }) => valid_from <= day);
}
