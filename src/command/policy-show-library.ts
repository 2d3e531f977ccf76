import type { CivilDate } from "../kernel/index.ts";
import {
  type PackState,
  type PolicyMoment,
  policyAsKnown,
  STATE_NAMES,
} from "../policy-library/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { withLibrary } from "./policy-library-house.ts";
import { policySheet } from "./policy-sheet.ts";
import { shownPolicy } from "./policy-shown.ts";
import { regionWord } from "./policy-words.ts";

/** `policy show` by what the policy library had published: the answer, and as a sheet. */
export async function showFromLibrary(invocation: Invocation, date: CivilDate) {
  const { region, ...moment } = await policyMoment(invocation);
  const view = shownPolicy(region, date, textFlag(invocation, "benefit") ?? null);
  return {
    answer: { ...view, ...moment },
    sheet: `${policySheet(view)}\n\n${momentSheet(moment)}`,
  };
}

/** What was published, now or at the moment of --known-at. @throws YibaoError LIBRARY-* */
export function policyMoment(invocation: Invocation): Promise<PolicyMoment> {
  const known_at = textFlag(invocation, "known-at") ?? null;
  return withLibrary(invocation, (store) => policyAsKnown(store, regionWord(invocation), known_at));
}

/** A version that was published at the moment may be something else by now. */
function stateNow(state: PackState): string {
  return state === "published" ? "" : `（现在${STATE_NAMES[state]}）`;
}

/** Below the policy: of which published versions it is made up, and what was retroactive. */
function momentSheet({ known_at, packs }: Omit<PolicyMoment, "region">): string {
  const lines = packs.map(({ region_code, name, version_number, state, publication }) => {
    const from = publication?.effective_from ?? null;
    const since = from === null ? "" : `，自 ${from} 起生效`;
    const reason = publication?.retroactive_reason ?? null;
    const retroactive = reason === null ? "" : `，追溯理由：${reason}`;
    return (
      `  ${region_code} ${name} 第 ${version_number} 版${stateNow(state)}，` +
      `${publication?.at} 由 ${publication?.by} 发布${since}${retroactive}`
    );
  });
  return [`按政策库${known_at === null ? "现在" : ` ${known_at} 时`}已发布的版本：`, ...lines].join(
    "\n",
  );
}
