import { verifyDepartment } from "../department/index.ts";
import { type Finding, verifyLedger } from "../ledger/index.ts";
import { verifySettlements } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
import { currentRegion } from "./current-region.ts";

/** Whether books, accumulators and settlements agree, as `verify` and `restore` tell it. */
export interface Coherence {
  readonly checks: readonly { readonly title: string; readonly findings: readonly Finding[] }[];
  readonly findings: readonly Finding[];
  readonly milliseconds: number;
}

export async function checkCoherence(store: Store): Promise<Coherence> {
  const region = await currentRegion(store);
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
    {
      check: "department",
      title: "单位账：预算明细、单据、附件与分录相符",
      findings: await verifyDepartment(store),
    },
  ];
  const findings = checks.flatMap((one) => one.findings);
  return { checks, findings, milliseconds: Date.now() - started };
}

/** For people: a line a check, and what was found below it. */
export function coherenceText({ checks, milliseconds }: Coherence): string {
  const lines = checks.flatMap(({ title, findings }) => [
    `${findings.length === 0 ? "✓" : "✗"} ${title}`,
    ...findings.map(({ where, message }) => `  ${where}：${message}`),
  ]);
  return [...lines, `用时 ${(milliseconds / 1000).toFixed(1)} 秒`, ""].join("\n");
}
