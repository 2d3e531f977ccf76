import { migrate, openStore } from "../store/index.ts";
import type { Invocation } from "./arguments.ts";
import { checkCoherence, coherenceText } from "./coherence.ts";
import { placeOf } from "./house.ts";
import { note } from "./progress.ts";

/** `yibao verify`: books balance, accumulators equal the settlements, the chain is intact. */
export async function verifyCommand(invocation: Invocation): Promise<number> {
  const store = await openStore({ ...placeOf(invocation), join: true, existing: true, log: note });
  try {
    await migrate(store);
    const coherence = await checkCoherence(store);
    const { findings, milliseconds } = coherence;
    if (invocation.json) {
      const answer = { coherent: findings.length === 0, milliseconds, findings };
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    } else {
      process.stdout.write(coherenceText(coherence));
    }
    return findings.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}
