import { type ErrorCode, YibaoError } from "../../src/kernel/index.ts";

/**
 * Which coded error a sentence of the platform is: the wire carries only the sentence, and the
 * auditor reads nothing else. All codes that the model can predict stand here.
 */
export const REFUSAL_CODES: readonly ErrorCode[] = [
  "GATEWAY-CERTIFICATE-UNKNOWN",
  "GATEWAY-INSTITUTION-UNKNOWN",
  "POLICY-NO-BENEFIT",
  "SETTLEMENT-AGREEMENT-SUSPENDED",
  "SETTLEMENT-ALREADY-IN-HOSPITAL",
  "SETTLEMENT-BATCH-EXISTS",
  "SETTLEMENT-BATCH-SETTLED",
  "SETTLEMENT-BATCH-UNKNOWN",
  "SETTLEMENT-CANCEL-ORDER",
  "SETTLEMENT-CANCELLED-ALREADY",
  "SETTLEMENT-CLOSED",
  "SETTLEMENT-DISCHARGE-EARLY",
  "SETTLEMENT-DISEASE-MISSING",
  "SETTLEMENT-ENROLMENT-PAUSED",
  "SETTLEMENT-INSURED-ELSEWHERE",
  "SETTLEMENT-LINE-REFUNDED",
  "SETTLEMENT-LINE-SERIAL-TWICE",
  "SETTLEMENT-LINE-SETTLED",
  "SETTLEMENT-LINE-TIME-OUTSIDE",
  "SETTLEMENT-LINE-UNKNOWN",
  "SETTLEMENT-LINE-UNMAPPED",
  "SETTLEMENT-MESSAGE-DIFFERS",
  "SETTLEMENT-MESSAGE-NOT-REVERSIBLE",
  "SETTLEMENT-MESSAGE-REUSED",
  "SETTLEMENT-MESSAGE-REVERSED",
  "SETTLEMENT-NO-AGREEMENT",
  "SETTLEMENT-NO-CERTIFICATE",
  "SETTLEMENT-NO-LINES",
  "SETTLEMENT-NOT-ENROLLED",
  "SETTLEMENT-PERSON-UNKNOWN",
  "SETTLEMENT-REFUND-SETTLED",
  "SETTLEMENT-REFUND-TOO-MUCH",
  "SETTLEMENT-REFUND-UNKNOWN",
  "SETTLEMENT-TOTAL-DIFFERS",
  "SETTLEMENT-UNKNOWN",
  "SETTLEMENT-VISIT-CANCELLED",
  "SETTLEMENT-VISIT-DISCHARGED",
  "SETTLEMENT-VISIT-HAS-LINES",
  "SETTLEMENT-VISIT-NOT-DISCHARGED",
  "SETTLEMENT-VISIT-NOT-YET",
  "SETTLEMENT-VISIT-OTHER-INSTITUTION",
  "SETTLEMENT-VISIT-OTHER-KIND",
  "SETTLEMENT-VISIT-OTHER-NUMBER",
  "SETTLEMENT-VISIT-SCHEME-DIFFERS",
  "SETTLEMENT-VISIT-SETTLED",
  "SETTLEMENT-VISIT-TYPE-DIFFERS",
  "SETTLEMENT-VISIT-UNKNOWN",
];

const GAP = "\u0001";

/** Every detail is the same mark, so that the sentence shows where details stand. */
const MARKS = new Proxy<Record<string, string>>({}, { get: () => GAP });

interface Pattern {
  readonly code: ErrorCode;
  readonly expression: RegExp;
  readonly literal: number;
}

const PATTERNS: readonly Pattern[] = REFUSAL_CODES.map((code) => {
  const { message } = new YibaoError(code, MARKS);
  const what = `${message.split("。")[0]}。`;
  const literals = what.split(GAP).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`(?:^|：)${literals.join(".*?")}`, "s");
  return { code, expression, literal: what.replaceAll(GAP, "").length };
});

/** The code of a sentence: of those that fit, the one that says most. Null for none. */
export function refusalCode(sentence: string): string | null {
  let best: Pattern | null = null;
  for (const pattern of PATTERNS) {
    if (!pattern.expression.test(sentence)) continue;
    if (best === null || pattern.literal > best.literal) best = pattern;
  }
  return best?.code ?? null;
}
