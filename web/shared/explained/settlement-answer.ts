import type { AnswerOf } from "../client.ts";
import type { EXPLAINED_WORDS } from "./explained.words.ts";

/** A settlement with every yuan explained, as the platform answers it. */
export type SettlementAnswer =
  AnswerOf<"GET /api/v1/people/{person_no}/settlements/{settlement_id}">;
export type ExplainedSlice = SettlementAnswer["slices"][number];
export type ExplainedLine = SettlementAnswer["lines"][number];
export type ExplainedStep = SettlementAnswer["steps"][number];
export type ExplainedWords = (typeof EXPLAINED_WORDS)["zh"];

/** What a slice is called: the fund, the reason, or the hospital. */
export function titleOf({ title, reason, payer }: ExplainedSlice, words: ExplainedWords): string {
  if (title !== null) return title;
  return payer === "hospital" ? words.hospital : words.reasons(reason ?? "");
}
