import type { Catalogue } from "../catalogue/index.ts";
import {
  addFen,
  type CivilDate,
  type Fen,
  type Ppm,
  YibaoError,
  ZERO_FEN,
} from "../kernel/index.ts";
import type { Enrolment, PersonRecord } from "../people/index.ts";
import {
  type CatalogueClass,
  type HospitalLevel,
  type Place,
  type Region,
  rulesOn,
} from "../policy/index.ts";
import type { Institutions } from "../providers/index.ts";
import type { Bill, SettledBill } from "./bill.ts";
import { billLines, type ChargeLine, chargeLine, type LineTerms } from "./charge-line.ts";
import {
  assertLiabilityDecided,
  certifiedDisease,
  enrolmentOn,
  type InstitutionFacts,
  institutionFacts,
  placeOf,
  timelineOf,
} from "./entitlement.ts";
import { settleBill } from "./settle-bill.ts";
import { isInpatientType, nationalVisitType } from "./visit-type.ts";

/**
 * A manual claim (零星报销): a bill that the person paid in full and brings to the agency on paper.
 * It is reckoned by the same function as every settlement, from the person's year as it stands.
 */
export interface ClaimFacts {
  readonly insutype: string;
  readonly visit_type: string;
  /** Day of the visit, or of admission. */
  readonly begin: CivilDate;
  /** The same day, or that of discharge. */
  readonly end: CivilDate;
  readonly emergency: boolean;
  readonly disease: string | null;
  /** One of the register, or what the papers say of one elsewhere. */
  readonly institution: { readonly institution_code: string } | InstitutionFacts;
  readonly lines: readonly ClaimLine[];
}

/** A line of the papers: an item of the catalogue, or what its class is known to be. */
export interface ClaimLine {
  readonly item_code: string;
  readonly name: string;
  readonly class: CatalogueClass;
  readonly first_share_ppm: Ppm;
  readonly date: CivilDate;
  readonly amount_fen: Fen;
  readonly quantity_ten_thousandths: number;
}

export interface ClaimHouse {
  readonly region: Region;
  readonly catalogue: Catalogue;
  readonly institutions: Institutions;
}

export interface ReckonedClaim {
  readonly institution: InstitutionFacts;
  readonly enrolment: Enrolment;
  readonly place: Place;
  readonly bill: Bill;
  readonly lines: readonly ChargeLine[];
  readonly settled: SettledBill;
}

/** What the funds owe the person for a claim. */
export function owedToPerson({ split }: Pick<SettledBill, "split">): Fen {
  return addFen(...split.payments.map(({ paid_fen }) => paid_fen));
}

/**
 * What a claim would be paid. Accounts pay nothing: the person has paid already.
 * @param today no bill is of a later day
 * @throws YibaoError SETTLEMENT-…, POLICY-NO-BENEFIT, at the field of the claim
 */
export function reckonClaim(
  house: ClaimHouse,
  record: PersonRecord,
  claim: ClaimFacts,
  today: CivilDate,
): ReckonedClaim {
  const { region } = house;
  const { begin, end, emergency, insutype } = claim;
  if (end < begin) {
    throw new YibaoError("SETTLEMENT-CLAIM-PERIOD", { from: begin, to: end }, "end");
  }
  if (end > today) throw new YibaoError("SETTLEMENT-VISIT-NOT-YET", { time: end }, "end");
  const visit_type = nationalVisitType(claim.visit_type);
  const institution = institutionOf(house, claim);
  const enrolment = atField("insutype", () => enrolmentOn(record, insutype, begin, region));
  const place = placeOf(record, enrolment, institution, emergency, begin);
  const injury = { details: {} };
  atField("visit_type", () => assertLiabilityDecided(record, injury, visit_type, begin));
  const disease = atField("disease", () =>
    certifiedDisease(record, region, visit_type, claim.disease, begin),
  );
  const lines = claim.lines.map((line, index) =>
    lineOf(house, claim, institution.level, line, index),
  );
  const bill: Bill = {
    ...{ insutype, visit_type, begin, end, place, disease },
    hospital_level: institution.level,
    account_use: "none",
    lines: billLines(lines),
    stay: isInpatientType(visit_type)
      ? { first_settlement: true, deductible_charged_fen: ZERO_FEN }
      : null,
  };
  const state = { years: record.state.accumulators, accounts: [] };
  const settled = atField("visit_type", () => settleBill(region, timelineOf(record), bill, state));
  return { institution, enrolment, place, bill, lines, settled };
}

function institutionOf(
  { institutions }: ClaimHouse,
  { institution, begin }: ClaimFacts,
): InstitutionFacts {
  if ("level" in institution) return institution;
  const { institution_code } = institution;
  const known = institutions.byCode(institution_code);
  if (known !== null) return institutionFacts(known, begin);
  throw new YibaoError("SETTLEMENT-INSTITUTION-UNKNOWN", { institution_code }, "institution_code");
}

function lineOf(
  { region, catalogue }: ClaimHouse,
  { insutype, begin, end }: ClaimFacts,
  level: HospitalLevel,
  line: ClaimLine,
  index: number,
): ChargeLine {
  const { item_code, date, amount_fen, quantity_ten_thousandths } = line;
  const where = (field: string) => `lines[${index}].${field}`;
  if (date < begin || date > end) {
    throw new YibaoError("SETTLEMENT-CLAIM-LINE-DAY", { day: date, begin, end }, where("date"));
  }
  const known = item_code === "" ? null : catalogue.entryOn(item_code, date, insutype, level);
  if (item_code !== "" && known === null) {
    const details = { item_code, day: date };
    throw new YibaoError("SETTLEMENT-LINE-ITEM-UNKNOWN", details, where("item_code"));
  }
  const input = {
    ...{ serial: String(index + 1), refunds_serial: null, item_code, own_code: "" },
    ...{ fee_at: `${date} 00:00:00`, amount_fen, quantity_ten_thousandths },
    // The papers say what was paid; a price of one is not asked for.
    ...{ price_micro_yuan: 0, approval: "approved" as const, disease: null, details: {} },
  };
  return chargeLine(input, known ?? plainTerms(line), rulesOn(region, date).rounding);
}

/** What is known of a line without a code: its class and its first share. */
function plainTerms({ name, class: itemClass, first_share_ppm }: ClaimLine): LineTerms {
  return {
    ...{ item_code: "", name, list_type: "", charge_type: "", unit: "", specification: "" },
    ...{ class: itemClass, first_share_ppm, ceiling_micro_yuan: null },
    ...{ limited_use: false, paid_alone: false, basic_drug: false, negotiated: false },
  };
}

function atField<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof YibaoError && error.where === undefined ? error.at(field) : error;
  }
}
