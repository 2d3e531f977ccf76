import { createHash } from "node:crypto";
import { type Static, Type } from "typebox";
import type { Proposal } from "../../access/index.ts";
import { type CivilDate, type Fen, type Ppm, YibaoError } from "../../kernel/index.ts";
import type { PersonRecord } from "../../people/index.ts";
import { HOSPITAL_LEVELS, titleWords } from "../../policy/index.ts";
import {
  agencyCode,
  type ClaimFacts,
  type Message,
  owedToPerson,
  type ReckonedClaim,
  reckonClaim,
  type SettlementFile,
  timelineOf,
} from "../../settlement/index.ts";
import { dictionaryWord } from "../explained/dictionary-word.ts";
import { type SettlementPage, settlementPage } from "../explained/settlement-page.ts";
import type { House } from "../house.ts";
import { Day, dayOrNull, todayOf } from "./fields.ts";

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

export function reckoned(house: House, record: PersonRecord, body: ClaimBody, now: Date): Reckoned {
  const parts = {
    region: house.region.value,
    catalogue: house.catalogue.value,
    institutions: house.institutions.value,
  };
  const claim = reckonClaim(parts, record, claimFacts(body), todayOf(now));
  return { ...claim, record, payable_fen: owedToPerson(claim.settled) };
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
    facts: {
      ...{ ...page.facts, benefits, person_type, institution: institution.name },
      is_claim: true,
    },
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

/** What the agency's own messages are, in the place of a transaction of the interface. */
const SETTLE = "manual-claim";

/** What an approved claim became. */
export interface SettledClaim {
  readonly settlement_id: string;
  readonly payable_fen: number;
  readonly policy_version: string;
}

/**
 * Settles what was approved, if it is still what the engine says: the person's year moves, the
 * books owe the person. The proposal's number is the message: approved again, it is the same one.
 * @throws YibaoError AGENCY-CLAIM-CHANGED; what reckoning refuses
 */
export async function approveClaim(
  { settlement, region }: House,
  { proposal_no, content }: Pick<Proposal, "proposal_no" | "content">,
  now: Date,
): Promise<SettledClaim> {
  const { person_no, claim, payable_fen, institution } = content as ClaimContent;
  const facts = {
    ...{ person_no, claim: claimFacts(claim), expected_fen: payable_fen as Fen },
    details: { proposal_no, institution },
  };
  const { answer } = await settlement.settleClaim(facts, {
    message: agencyMessage(region.value.code, SETTLE, proposal_no, content),
    now,
    toAnswer: ({ settlement_id, policy_version }) =>
      JSON.stringify({ settlement_id: String(settlement_id), payable_fen, policy_version }),
  });
  return JSON.parse(answer) as SettledClaim;
}

/** A message of the agency's own: a proposal's act, named by the proposal's number. */
export function agencyMessage(
  region: string,
  transaction_code: string,
  proposal_no: number,
  content: unknown,
): Message {
  return {
    institution_code: agencyCode(region),
    message_id: `${transaction_code}-${proposal_no}`,
    transaction_code,
    // jsonb gives members back in its own order, always the same.
    input_hash: createHash("sm3").update(JSON.stringify(content)).digest("hex"),
  };
}
