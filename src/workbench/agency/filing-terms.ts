import { overlaps, type Period, YibaoError } from "../../kernel/index.ts";
import type { FilingTerms, PersonRecord } from "../../people/index.ts";
import { diseaseCode, type Region } from "../../policy/index.ts";
import type { Institutions } from "../../providers/index.ts";
import { regionWord } from "../explained/dictionary-word.ts";

/** What a clerk typed of a filing; which of it counts is said by the kind. */
export interface AskedFiling {
  readonly kind: FilingTerms["kind"];
  readonly region?: string;
  readonly institution_code?: string;
  readonly disease?: string;
  readonly purpose?: string;
  readonly rank?: string;
  readonly payable?: boolean;
}

export interface FilingContext {
  readonly region: Region;
  readonly institutions: Institutions;
  readonly record: PersonRecord;
  readonly period: Period;
}

/**
 * What settling will ask of the filing, each part checked against the registers.
 * @throws YibaoError AGENCY-FILING-… | PEOPLE-FILING-…, at the field of the form
 */
export function filingTerms(asked: AskedFiling, context: FilingContext): FilingTerms {
  switch (asked.kind) {
    case "residence":
      return { kind: "residence", region: elsewhere(asked.region, context) };
    case "transfer": {
      const institution_code = filled(asked.institution_code, "institution_code", "转往的医院");
      return { kind: "transfer", region: elsewhere(asked.region, context), institution_code };
    }
    case "chronic-disease":
      return { kind: "chronic-disease", disease: certifiable(asked.disease, context) };
    case "designation":
      return designation(asked, context);
    case "injury":
      return { kind: "injury", payable: asked.payable === true };
  }
}

function filled(text: string | undefined, field: string, title: string): string {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") throw new YibaoError("AGENCY-FILING-MISSING", { title }, field);
  return trimmed;
}

const CITY_DIGITS = 4;

/** A region beyond the pool: within it everybody is at home. */
function elsewhere(text: string | undefined, { region }: FilingContext): string {
  const code = filled(text, "region", "就医地区划");
  const isLocal = code.slice(0, CITY_DIGITS) === region.code.slice(0, CITY_DIGITS);
  if (isLocal || regionWord(code) === code) {
    throw new YibaoError("AGENCY-FILING-REGION", { region: code, pool: region.name }, "region");
  }
  return code;
}

function certifiable(text: string | undefined, context: FilingContext): string {
  const { region, record, period } = context;
  const asked = filled(text, "disease", "病种");
  const disease = diseaseCode(region, asked);
  if (!region.diseases.has(disease)) {
    throw new YibaoError("PEOPLE-FILING-DISEASE-UNKNOWN", { disease: asked }, "disease");
  }
  const known = record.disease_certificates.find(
    (one) =>
      one.filing_no === null &&
      diseaseCode(region, one.disease) === disease &&
      overlaps(one.period, period),
  );
  if (known === undefined) return disease;
  const name = region.diseases.get(disease)?.name ?? asked;
  const details = { disease: name, from: known.period.from };
  throw new YibaoError("PEOPLE-FILING-CERTIFIED", details, "disease");
}

function designation(asked: AskedFiling, { institutions }: FilingContext): FilingTerms {
  const institution_code = filled(asked.institution_code, "institution_code", "选定的机构");
  if (institutions.byCode(institution_code) === null) {
    const details = { institution_code, type: "医药机构" };
    throw new YibaoError("PEOPLE-FILING-TARGET-UNKNOWN", details, "institution_code");
  }
  const purpose = filled(asked.purpose, "purpose", "选定用途");
  return { kind: "designation", purpose, institution_code, rank: asked.rank ?? "1" };
}
