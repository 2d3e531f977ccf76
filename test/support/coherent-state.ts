import { type Finding, verifyLedger } from "../../src/ledger/index.ts";
import type { Store } from "../../src/store/index.ts";

export type CoherenceCheck = (store: Store) => Promise<readonly Finding[]>;

/** What must hold after every end-to-end test; each room with money or sums adds its check. */
export const COHERENCE_CHECKS: readonly CoherenceCheck[] = [verifyLedger];

/** Throws with every finding when the database does not agree with itself. */
export async function coherentState(
  store: Store,
  checks: readonly CoherenceCheck[] = COHERENCE_CHECKS,
): Promise<void> {
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check(store)));
  if (findings.length === 0) return;
  const lines = findings.map(({ code, where, message }) => `${code} ${where}：${message}`);
  throw new Error(`the state is not coherent:\n${lines.join("\n")}`);
}
