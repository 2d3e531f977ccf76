import { addDays, type CivilDate } from "../../kernel/index.ts";
import type {
  AccountUse,
  CatalogueClass,
  HospitalLevel,
  IdentityKind,
} from "../../policy/index.ts";
import type { ChargeLineInput } from "../../settlement/index.ts";

/** The one place where codes of the national dictionaries and our own words meet. */

export function flag(value: boolean): "0" | "1" {
  return value ? "1" : "0";
}

/** Flags come as "1", 1 or true; anything else is no. */
export function isSet(value: unknown): boolean {
  return value === "1" || value === 1 || value === true || value === "true";
}

/** Our periods end before `to`; the national end dates are included. Undefined: no end. */
export function lastDay(to: CivilDate | null): CivilDate | undefined {
  return to === null ? undefined : addDays(to, -1);
}

const ACCOUNT_USES: Readonly<Record<string, AccountUse>> = { "1": "own", "2": "family" };

/** Dictionary acct_used_flag; empty is 0, no account. */
export function accountUse(acct_used_flag: string | undefined): AccountUse {
  return ACCOUNT_USES[acct_used_flag ?? "0"] ?? "none";
}

const APPROVALS: Readonly<Record<string, ChargeLineInput["approval"]>> = {
  "1": "approved",
  "2": "refused",
};

/** Dictionary hosp_appr_flag. */
export function approval(hosp_appr_flag: string | undefined): ChargeLineInput["approval"] {
  return APPROVALS[hosp_appr_flag ?? "0"] ?? "not-needed";
}

/** Dictionary chrgitm_lv. */
export const CLASS_CODES: Readonly<Record<CatalogueClass, string>> = {
  A: "01",
  B: "02",
  C: "03",
};

export function classOf(chrgitm_lv: string | undefined): CatalogueClass | null {
  const found = Object.entries(CLASS_CODES).find(([, code]) => code === chrgitm_lv);
  return (found?.[0] as CatalogueClass | undefined) ?? null;
}

interface LevelCodes {
  /** Dictionary hosp_lv. Only the level is known, not the grade within it (甲乙丙). */
  readonly hosp_lv: string;
  /** Dictionary dedc_hosp_lv. */
  readonly dedc_hosp_lv: string;
  /** Dictionaries lmtpric_hosp_lv and hilist_lmtpric_type. */
  readonly lmtpric_hosp_lv: string;
}

export const LEVEL_CODES: Readonly<Record<HospitalLevel, LevelCodes>> = {
  primary: { hosp_lv: "11", dedc_hosp_lv: "1", lmtpric_hosp_lv: "1" },
  level1: { hosp_lv: "14", dedc_hosp_lv: "1", lmtpric_hosp_lv: "1" },
  level2: { hosp_lv: "13", dedc_hosp_lv: "2", lmtpric_hosp_lv: "2" },
  level3: { hosp_lv: "12", dedc_hosp_lv: "3", lmtpric_hosp_lv: "3" },
  "level3-provincial": { hosp_lv: "12", dedc_hosp_lv: "3", lmtpric_hosp_lv: "3" },
  pharmacy: { hosp_lv: "", dedc_hosp_lv: "4", lmtpric_hosp_lv: "" },
};

interface IdentityCodes {
  /** Dictionary psn_idet_type; 2360 where it has no code of its own. */
  readonly code: string;
  readonly name: string;
}

export const IDENTITY_CODES: Readonly<Record<IdentityKind, IdentityCodes>> = {
  "extreme-poverty": { code: "2304", name: "特困救助对象" },
  orphan: { code: "2360", name: "孤儿" },
  "low-income": { code: "2303", name: "低保救助对象" },
  "low-income-edge": { code: "2305", name: "低保边缘家庭成员" },
  "returned-to-poverty": { code: "2302", name: "返贫致贫人员" },
  monitored: { code: "2360", name: "防止返贫监测对象" },
  "illness-poverty": { code: "2306", name: "因病致贫救助对象" },
};
