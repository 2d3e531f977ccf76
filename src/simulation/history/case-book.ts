import { YibaoError } from "../../kernel/index.ts";
import type { BillCase } from "../../policy/index.ts";
import { NONE } from "./columns.ts";
import { type HistoryWords, identitiesCode, type WordColumn } from "./words.ts";

/** The codes of a case in the columns of words, and its own number. */
export interface CaseCodes {
  readonly number: number;
  readonly insutype: number;
  readonly visit_type: number;
  readonly hospital_level: number;
  readonly place: number;
  readonly disease: number;
  readonly employment_status: number;
  readonly civil_servant_rank: number;
  readonly identities: number;
}

/** Numbers the cases of a history in the order in which they first come. */
export class CaseBook {
  readonly cases: BillCase[] = [];
  readonly #coders: Readonly<Record<WordColumn, ReadonlyMap<string, number>>>;
  readonly #known = new Map<number, CaseCodes>();

  constructor(words: HistoryWords) {
    const coders = Object.entries(words).map(([name, list]) => [
      name,
      new Map(list.map((word, code) => [word, code])),
    ]);
    this.#coders = Object.fromEntries(coders);
  }

  /** @throws YibaoError HISTORY-WORD-UNKNOWN */
  code(column: WordColumn, word: string): number {
    const code = this.#coders[column].get(word);
    if (code === undefined) throw new YibaoError("HISTORY-WORD-UNKNOWN", { column, value: word });
    return code;
  }

  /** @throws YibaoError HISTORY-WORD-UNKNOWN */
  codesOf(one: BillCase): CaseCodes {
    const codes = {
      insutype: this.code("insutype", one.insutype),
      visit_type: this.code("visit_type", one.visit_type),
      hospital_level: this.code("hospital_level", one.hospital_level),
      place: this.code("place", one.place),
      disease: this.code("disease", one.disease ?? NONE),
      employment_status: this.code("employment_status", one.employment_status),
      civil_servant_rank: this.code("civil_servant_rank", one.civil_servant_rank ?? NONE),
      identities: identitiesCode(one.identities),
    };
    const key = keyOf(codes);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const numbered = { number: this.cases.length, ...codes };
    this.cases.push(plain(one));
    this.#known.set(key, numbered);
    return numbered;
  }
}

/** Seven bits a code, levels, places and statuses three: below 2^53. */
function keyOf(codes: Omit<CaseCodes, "number">): number {
  let key = codes.insutype;
  for (const code of [codes.visit_type, codes.disease, codes.civil_servant_rank]) {
    key = key * 128 + code;
  }
  key = key * 128 + codes.identities;
  for (const code of [codes.hospital_level, codes.place, codes.employment_status]) {
    key = key * 8 + code;
  }
  return key;
}

/** Its own fields and no others, identities in the order of the policy. */
function plain(one: BillCase): BillCase {
  return {
    insutype: one.insutype,
    visit_type: one.visit_type,
    hospital_level: one.hospital_level,
    place: one.place,
    disease: one.disease,
    employment_status: one.employment_status,
    civil_servant_rank: one.civil_servant_rank,
    identities: one.identities,
  };
}
