import { civilDate } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { asksLibrary } from "./policy-region.ts";
import { policySheet } from "./policy-sheet.ts";
import { shownPolicy } from "./policy-shown.ts";
import { neededFlag, regionWord } from "./policy-words.ts";

/** `yibao policy show CODE --date D [--benefit B] [--known-at MOMENT]`. */
export async function policyShowCommand(invocation: Invocation): Promise<number> {
  const date = civilDate(neededFlag(invocation, "date"));
  const { answer, sheet } = await shown(invocation, date);
  process.stdout.write(`${invocation.json ? JSON.stringify(answer, null, 2) : sheet}\n`);
  return 0;
}

async function shown(invocation: Invocation, date: ReturnType<typeof civilDate>) {
  if (asksLibrary(invocation)) {
    const { showFromLibrary } = await import("./policy-show-library.ts");
    return await showFromLibrary(invocation, date);
  }
  const region = loadRegion(regionWord(invocation));
  const answer = shownPolicy(region, date, textFlag(invocation, "benefit") ?? null);
  return { answer, sheet: policySheet(answer) };
}
