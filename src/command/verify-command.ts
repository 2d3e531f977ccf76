import { verifyLedger } from "../ledger/index.ts";
import { loadRegion } from "../policy/index.ts";
import { verifySettlements } from "../settlement/index.ts";
import { migrate, openStore } from "../store/index.ts";
import type { Invocation } from "./arguments.ts";
import { placeOf, REGION_CODE } from "./house.ts";
import { note } from "./progress.ts";

/** `yibao verify`: books balance, accumulators equal the settlements, the chain is intact. */
export async function verifyCommand(invocation: Invocation): Promise<number> {
  const store = await openStore({ ...placeOf(invocation), join: true, log: note });
  try {
    await migrate(store);
    const region = loadRegion(REGION_CODE);
    const started = Date.now();
    const checks = [
      {
        check: "ledger",
        title: "账本：分录平衡、余额、散列链",
        findings: await verifyLedger(store),
      },
      {
        check: "settlement",
        title: "结算：累计、账户、恒等式、分录对应",
        findings: await verifySettlements(store, region),
      },
    ];
    const findings = checks.flatMap((one) => one.findings);
    const milliseconds = Date.now() - started;
    if (invocation.json) {
      const answer = { coherent: findings.length === 0, milliseconds, findings };
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    } else {
      for (const { title, findings: found } of checks) {
        process.stdout.write(`${found.length === 0 ? "✓" : "✗"} ${title}\n`);
        for (const one of found) process.stdout.write(`  ${one.where}：${one.message}\n`);
      }
      process.stdout.write(`用时 ${(milliseconds / 1000).toFixed(1)} 秒\n`);
    }
    return findings.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}
