import { civilDate } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { policySheet } from "./policy-sheet.ts";
import { shownPolicy } from "./policy-shown.ts";
import { neededFlag, regionWord } from "./policy-words.ts";

/** Flags that ask the policy library instead of the packs of this folder. */
const LIBRARY_FLAGS = ["data", "database-url", "known-at"] as const;

/** `yibao policy show CODE --date D [--benefit B] [--known-at MOMENT]`. */
export async function policyShowCommand(invocation: Invocation): Promise<number> {
  const date = civilDate(neededFlag(invocation, "date"));
  const { answer, sheet } = await shown(invocation, date);
  process.stdout.write(`${invocation.json ? JSON.stringify(answer, null, 2) : sheet}\n`);
  return 0;
}

async function shown(invocation: Invocation, date: ReturnType<typeof civilDate>) {
  if (LIBRARY_FLAGS.some((flag) => textFlag(invocation, flag) !== undefined)) {
    const { showFromLibrary } = await import("./policy-show-library.ts");
    return await showFromLibrary(invocation, date);
  }
  const region = loadRegion(regionWord(invocation));
  const answer = shownPolicy(region, date, textFlag(invocation, "benefit") ?? null);
  return { answer, sheet: policySheet(answer) };
}
