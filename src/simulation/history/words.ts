import { YibaoError } from "../../kernel/index.ts";
import {
  EMPLOYMENT_STATUSES,
  HOSPITAL_LEVELS,
  IDENTITY_KINDS,
  type IdentityKind,
  PLACES,
  type Region,
} from "../../policy/index.ts";
import { NONE, WORDS_MAX } from "./columns.ts";

/**
 * The words of a history's columns. An Arrow file needs each list whole before the first row, so
 * the lists hold what the region's policy knows, and what a scan of the source found beside.
 */
export type HistoryWords = Readonly<Record<WordColumn, readonly string[]>>;

export type WordColumn =
  | "insutype"
  | "visit_type"
  | "hospital_level"
  | "place"
  | "disease"
  | "employment_status"
  | "civil_servant_rank"
  | "identities"
  | "sex"
  | "district";

/** What a source holds that the policy does not name. */
export interface FoundWords {
  readonly insutypes: readonly string[];
  readonly visit_types: readonly string[];
  readonly diseases: readonly string[];
  readonly civil_servant_ranks: readonly string[];
  readonly districts: readonly string[];
}

/** @throws YibaoError HISTORY-TOO-MANY-WORDS */
export function historyWords(region: Region, found: FoundWords): HistoryWords {
  const { benefits } = region;
  return {
    insutype: listed(
      "insutype",
      benefits.flatMap((benefit) => benefit.insutypes),
      found.insutypes,
    ),
    visit_type: listed(
      "visit_type",
      benefits.flatMap((benefit) => benefit.visit_types),
      found.visit_types,
    ),
    hospital_level: HOSPITAL_LEVELS,
    place: PLACES,
    disease: [NONE, ...listed("disease", region.diseases.keys(), found.diseases, 1)],
    employment_status: EMPLOYMENT_STATUSES,
    civil_servant_rank: [NONE, ...listed("civil_servant_rank", [], found.civil_servant_ranks, 1)],
    identities: IDENTITY_SETS,
    sex: ["male", "female", "unknown"],
    district: listed("district", [], found.districts),
  };
}

function listed(
  name: WordColumn,
  known: Iterable<string>,
  found: readonly string[],
  beside = 0,
): readonly string[] {
  const words = [...new Set([...known, ...found])].sort();
  if (words.length + beside > WORDS_MAX) {
    throw new YibaoError("HISTORY-TOO-MANY-WORDS", { column: name, most: WORDS_MAX });
  }
  return words;
}

/** Every set of identities; the bits of a set's place are the places of its identities. */
const IDENTITY_SETS: readonly string[] = Array.from(
  { length: 2 ** IDENTITY_KINDS.length },
  (_, set) => identitiesIn(set).join("+") || NONE,
);

/** The identities of a set by its code in the column `identities`. */
export function identitiesIn(code: number): IdentityKind[] {
  return IDENTITY_KINDS.filter((_, bit) => (code & (1 << bit)) !== 0);
}

/** The code of a set of identities in the column `identities`. */
export function identitiesCode(identities: readonly IdentityKind[]): number {
  let code = 0;
  for (const identity of identities) code |= 1 << IDENTITY_KINDS.indexOf(identity);
  return code;
}
