import { overlaps, type Period, YibaoError } from "../../kernel/index.ts";
import type { FilingTerms, PersonRecord } from "../../people/index.ts";
import { diseaseCode } from "../../policy/index.ts";
import type { Input2501, Input2503, Input2505, Input2507 } from "../message-types.ts";
import { quoted } from "../wire-value.ts";
import type { HandlerServices } from "./services.ts";
import { isSet } from "./wire-codes.ts";

/** What settling asks of a filing, read out of the message and checked against the registers. */

const NOT_AGREED = "0";

/** @throws YibaoError PEOPLE-FILING-NOT-AGREED | PEOPLE-FILING-TARGET-SELF */
export function transferTerms(sent: Input2501["refmedin"], filer: string): FilingTerms {
  if (sent.hosp_agre_refl_flag === NOT_AGREED) throw new YibaoError("PEOPLE-FILING-NOT-AGREED");
  const { reflin_medins_no: institution_code, mdtrtarea_admdvs: region } = sent;
  if (institution_code === filer) {
    throw new YibaoError("PEOPLE-FILING-TARGET-SELF", { institution_code });
  }
  // The hospital referred to may lie in another region, whose register is not ours.
  return { kind: "transfer", region, institution_code };
}

/**
 * @throws YibaoError PEOPLE-FILING-DISEASE-UNKNOWN | PEOPLE-FILING-TARGET-UNKNOWN |
 * PEOPLE-FILING-CERTIFIED
 */
export function chronicTerms(
  { region: { value: region }, institutions }: HandlerServices,
  record: PersonRecord,
  { opsp_dise_code, ide_fixmedins_no: institution_code }: Input2503["data"],
  period: Period,
): FilingTerms {
  const disease = diseaseCode(region, opsp_dise_code);
  if (!region.diseases.has(disease)) {
    throw new YibaoError("PEOPLE-FILING-DISEASE-UNKNOWN", { disease: quoted(opsp_dise_code) });
  }
  if (institutions.value.byCode(institution_code)?.type !== "1") {
    const details = { institution_code: quoted(institution_code), type: "医院" };
    throw new YibaoError("PEOPLE-FILING-TARGET-UNKNOWN", details);
  }
  const certified = record.disease_certificates.find(
    (one) =>
      one.filing_no === null &&
      diseaseCode(region, one.disease) === disease &&
      overlaps(one.period, period),
  );
  if (certified !== undefined) {
    const details = { disease: quoted(opsp_dise_code), from: certified.period.from };
    throw new YibaoError("PEOPLE-FILING-CERTIFIED", details);
  }
  return { kind: "chronic-disease", disease };
}

/** @throws YibaoError PEOPLE-FILING-TARGET-UNKNOWN */
export function designationTerms(
  { institutions }: HandlerServices,
  { fixmedins_code: institution_code, biz_appy_type: purpose, fix_srt_no }: Input2505["data"],
): FilingTerms {
  if (institutions.value.byCode(institution_code) === null) {
    const details = { institution_code: quoted(institution_code), type: "医药机构" };
    throw new YibaoError("PEOPLE-FILING-TARGET-UNKNOWN", details);
  }
  return { kind: "designation", purpose, institution_code, rank: fix_srt_no };
}

export function injuryTerms({ chk_pay_flag }: Input2507["data"]): FilingTerms {
  return { kind: "injury", payable: isSet(chk_pay_flag) };
}
