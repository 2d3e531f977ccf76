import { createHash } from "node:crypto";
import { type Fen, minimumFen, YibaoError, yuanFromFen } from "../kernel/index.ts";

/** Kinds of attachments; the first prove an amount, the others support it. */
const PROVING = {
  invoice: "发票",
  receipt: "收据",
  payroll: "工资表",
  "bank-slip": "银行回单",
  list: "清单",
} as const;
export const EVIDENCE_KINDS = {
  ...PROVING,
  contract: "合同",
  approval: "审批单",
  acceptance: "验收单",
} as const;
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** 附件. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** As printed on it. */
  readonly number: string;
  /** Of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  /** What it is made out for; 0 for one that names no amount. */
  readonly amount_fen: Fen;
}

/** An attachment with the part of its amount that this voucher uses. */
export interface UsedEvidence extends Evidence {
  readonly covers_fen: Fen;
}

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Spreads an amount over its attachments: those that prove it first, in the order given.
 * @throws YibaoError DEPARTMENT-EVIDENCE-MISSING | -EVIDENCE-FORM | -EVIDENCE-TWICE |
 * -EVIDENCE-SHORT
 */
export function coveredBy(evidence: readonly Evidence[], amount_fen: Fen): readonly UsedEvidence[] {
  if (evidence.length === 0) throw new YibaoError("DEPARTMENT-EVIDENCE-MISSING");
  for (const [index, one] of evidence.entries()) assertForm(one, index + 1);
  assertOnce(evidence);
  const proving = evidence.filter(({ kind }) => Object.hasOwn(PROVING, kind));
  const covers = new Map<Evidence, Fen>();
  let left = amount_fen;
  for (const one of new Set([...proving, ...evidence])) {
    const covers_fen = minimumFen(left, one.amount_fen);
    covers.set(one, covers_fen);
    left = (left - covers_fen) as Fen;
  }
  if (left > 0) {
    const amount = yuanFromFen(amount_fen);
    throw new YibaoError("DEPARTMENT-EVIDENCE-SHORT", { amount, short: yuanFromFen(left) });
  }
  return evidence.map((one) => ({ ...one, covers_fen: covers.get(one) as Fen }));
}

function assertForm({ kind, number, sha256, amount_fen }: Evidence, place: number): void {
  const wrong = (field: string, value: string): YibaoError =>
    new YibaoError("DEPARTMENT-EVIDENCE-FORM", { place, field, value });
  if (!Object.hasOwn(EVIDENCE_KINDS, kind)) throw wrong("种类", kind);
  if (number.trim() === "") throw wrong("号码", "空");
  if (!SHA256.test(sha256)) throw wrong("文件散列", sha256);
  if (!Number.isSafeInteger(amount_fen) || amount_fen < 0) throw wrong("金额", String(amount_fen));
}

function assertOnce(evidence: readonly Evidence[]): void {
  const seen = new Set<string>();
  for (const one of evidence) {
    const { kind, number } = one;
    if (seen.has(identityOf(one))) {
      throw new YibaoError("DEPARTMENT-EVIDENCE-TWICE", { kind: EVIDENCE_KINDS[kind], number });
    }
    seen.add(identityOf(one));
  }
}

/** What is the same attachment: an invoice by its number, anything else by its file. */
export function identityOf({ kind, number, sha256 }: Evidence): string {
  return kind === "invoice" ? `invoice ${number}` : sha256;
}

/** Hash of all attachments, which the journal entry carries. */
export function evidenceHash(evidence: readonly UsedEvidence[]): string {
  const lines = evidence.map(({ kind, number, sha256, amount_fen, covers_fen }) =>
    [kind, number, sha256, amount_fen, covers_fen].join(" "),
  );
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
