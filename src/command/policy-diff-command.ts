import { civilDate, YibaoError } from "../kernel/index.ts";
import { diffPolicy, diffSheet, type Region } from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { regionAsked } from "./policy-region.ts";
import { neededFlag } from "./policy-words.ts";

/** `yibao policy diff CODE --from D --to D [--benefit B]`, of a folder or of the library. */
export async function policyDiffCommand(invocation: Invocation): Promise<number> {
  const region = await regionAsked(invocation);
  const from = civilDate(neededFlag(invocation, "from"));
  const to = civilDate(neededFlag(invocation, "to"));
  const benefit = textFlag(invocation, "benefit") ?? null;
  if (benefit !== null) assertBenefit(region, benefit, `${from}–${to}`);
  const diff = diffPolicy(region, from, to, { benefit });
  const text = invocation.json ? JSON.stringify(diff, null, 2) : diffSheet(diff);
  process.stdout.write(`${text}\n`);
  return 0;
}

/** A benefit may be of one of the days only, but a name that never was is a slip. */
function assertBenefit(region: Region, benefit: string, date: string): void {
  const known = [...new Set(region.benefits.map(({ name }) => name))];
  if (known.includes(benefit)) return;
  throw new YibaoError("POLICY-UNKNOWN-BENEFIT", { benefit, date, known: known.join("、") });
}
