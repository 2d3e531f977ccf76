import { type Static, Type } from "typebox";
import { type CivilDate, type Fen, type Ppm, YibaoError, yuanFromFen } from "../../kernel/index.ts";
import { loadPersonFile, type PersonRecord } from "../../people/index.ts";
import { HOSPITAL_LEVELS, titleWords } from "../../policy/index.ts";
import {
  type ClaimFacts,
  type ReckonedClaim,
  reckonClaim,
  type SettlementFile,
  timelineOf,
} from "../../settlement/index.ts";
import { dictionaryWord } from "../explained/dictionary-word.ts";
import { type SettlementPage, settlementPage } from "../explained/settlement-page.ts";
import type { House } from "../house.ts";
import { Day, dayOrNull } from "./fields.ts";

/** A manual claim as a clerk enters it. */
const MOST_LINES = 200;
const MOST_FEN = 1_000_000_000;

export const ClaimBody = Type.Object({
  insutype: Type.Enum(["310", "390"]),
  visit_type: Type.String({ minLength: 1, maxLength: 6 }),
  begin: Day,
  end: Type.Optional(Day),
  emergency: Type.Optional(Type.Boolean()),
  disease: Type.Optional(Type.String({ maxLength: 60 })),
  /** One of the register; without it the papers say what it is. */
  institution_code: Type.Optional(Type.String({ maxLength: 30 })),
  elsewhere: Type.Optional(
    Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      region: Type.String({ pattern: "^\\d{6}$" }),
      level: Type.Enum([...HOSPITAL_LEVELS]),
    }),
  ),
  lines: Type.Array(
    Type.Object({
      item_code: Type.Optional(Type.String({ maxLength: 60 })),
      name: Type.String({ maxLength: 200 }),
      class: Type.Enum(["A", "B", "C"]),
      first_share_ppm: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
      date: Type.Optional(Day),
      amount_fen: Type.Integer({ minimum: 1, maximum: MOST_FEN }),
      quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    }),
    { minItems: 1, maxItems: MOST_LINES },
  ),
});
export type ClaimBody = Static<typeof ClaimBody>;

const QUANTITY_UNIT = 10_000;

/** @throws YibaoError AGENCY-FILING-MISSING | DATE-…, at the field */
export function claimFacts(body: ClaimBody): ClaimFacts {
  const begin = dayOrNull(body.begin, "begin") as CivilDate;
  const end = dayOrNull(body.end, "end") ?? begin;
  const { insutype, visit_type, emergency = false, disease } = body;
  return {
    ...{ insutype, visit_type, begin, end, emergency },
    disease: disease === undefined || disease === "" ? null : disease,
    institution: institutionOf(body),
    lines: body.lines.map((line, index) => ({
      item_code: line.item_code?.trim() ?? "",
      name: line.name,
      class: line.class,
      first_share_ppm: (line.first_share_ppm ?? 0) as Ppm,
      date: dayOrNull(line.date, `lines[${index}].date`) ?? begin,
      amount_fen: line.amount_fen as Fen,
      quantity_ten_thousandths: (line.quantity ?? 1) * QUANTITY_UNIT,
    })),
  };
}

function institutionOf({ institution_code, elsewhere }: ClaimBody): ClaimFacts["institution"] {
  const code = institution_code?.trim() ?? "";
  if (code !== "") return { institution_code: code };
  if (elsewhere !== undefined) return { institution_code: "", ...elsewhere };
  const title = "就医的机构";
  throw new YibaoError("AGENCY-FILING-MISSING", { title }, "institution_code");
}

export interface Reckoned extends ReckonedClaim {
  readonly record: PersonRecord;
  /** What the funds would pay to the person. */
  readonly payable_fen: Fen;
}

export function reckoned(house: House, record: PersonRecord, body: ClaimBody): Reckoned {
  const parts = {
    region: house.region.value,
    catalogue: house.catalogue.value,
    institutions: house.institutions.value,
  };
  const claim = reckonClaim(parts, record, claimFacts(body));
  const paid = claim.settled.split.payments.reduce((sum, { paid_fen }) => sum + paid_fen, 0);
  return { ...claim, record, payable_fen: paid as Fen };
}

/** The claim on a page like every settlement's. */
export function claimPage(
  { record, bill, lines, settled, institution, enrolment }: Reckoned,
  house: House,
  isUnmasked: boolean,
): Static<typeof SettlementPage> {
  const region = house.region.value;
  const file = {
    explainable: {
      ...{ settlement_id: 0, kind: "settlement", visit_id: 0, bill, split: settled.split },
      institution_code: institution.institution_code,
      policy_version: settled.policy_version,
      ...{ accounts: [], person: timelineOf(record), reversed_by: null, adjusted: false },
    },
    ...{ person: record, lines, records: [], visit: { own_number: "", diagnoses: [] } },
  } as unknown as SettlementFile;
  const institutions = house.institutions.value;
  const options = { region, current: region, institutions, language: "zh", isUnmasked } as const;
  const page = settlementPage(file, options);
  const benefits = settled.benefits.map((name) => {
    const known = region.benefits.find((one) => one.name === name);
    return known === undefined ? name : titleWords(known, "zh");
  });
  const person_type = dictionaryWord("psn_type", enrolment.person_type);
  return {
    ...page,
    facts: { ...page.facts, benefits, person_type, institution: institution.name },
  };
}

/** What a proposal keeps of a claim. */
export interface ClaimContent {
  readonly person_no: string;
  readonly claim: ClaimBody;
  readonly institution: string;
  readonly begin: string;
  readonly end: string;
  readonly total_fen: number;
  readonly payable_fen: number;
  readonly policy_version: string;
}

/**
 * Decides on what holds now: what was put up must still be what the engine says.
 * @throws YibaoError AGENCY-CLAIM-CHANGED
 */
export async function approveClaim(house: House, content: ClaimContent): Promise<unknown> {
  const record = await loadPersonFile(house.store, content.person_no);
  const { payable_fen, settled } = reckoned(house, record as PersonRecord, content.claim);
  if (payable_fen !== content.payable_fen) {
    throw new YibaoError("AGENCY-CLAIM-CHANGED", {
      proposed: yuanFromFen(content.payable_fen as Fen),
      now: yuanFromFen(payable_fen),
    });
  }
  return { payable_fen, policy_version: settled.policy_version, is_paid: false };
}
