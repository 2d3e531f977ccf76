/**
 * One thing is told of in several places of a narrative under several words. Here each subject has
 * one name: the matter is its topic (general-items → general), a row of one side is that side's
 * own (income[income-business] → income[business]).
 */
export interface Subject {
  readonly topic: string;
  readonly row: string;
}

const TOPICS: Readonly<Record<string, string>> = {
  "general-total": "general",
  "general-structure": "general",
  "general-items": "general",
  "general-basic": "general",
  "general-project": "general",
  "overview-income": "income",
  "overview-spending": "spending",
  "three-public-total": "three-public",
  "three-public-detail": "three-public",
};

/** A matter that is about one part of its topic: what it calls the whole is that part. */
const WHOLES: Readonly<Record<string, string>> = {
  "general-basic": "basic",
  "general-project": "project",
};

const TOTALS: readonly string[] = [
  "income-total",
  "income-grand",
  "spending-total",
  "spending-grand",
  "grand",
];

export function canonicalSubject(topic: string, row: string): Subject {
  const one = TOPICS[topic] ?? topic;
  if (WHOLES[topic] !== undefined && (row === "total" || row === "")) {
    return { topic: one, row: WHOLES[topic] };
  }
  const isOneSided = ["income", "spending", "general"].includes(one);
  if (!isOneSided) return { topic: one, row };
  if (TOTALS.includes(row)) return { topic: one, row: "total" };
  return { topic: one, row: row.replace(/^(income|nature)-/, "") };
}
