import { civilDate } from "../kernel/index.ts";
import { publishVersion } from "../policy-library/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { policyJudge } from "./policy-judge.ts";
import { actor, tellVersion, versionAsked, withLibrary } from "./policy-library-house.ts";
import { neededFlag } from "./policy-words.ts";

/** `yibao policy publish CODE --version H --by WHO --from D [--retroactive-reason TEXT]`. */
export async function policyPublishCommand(invocation: Invocation): Promise<number> {
  const by = actor(invocation);
  const from = civilDate(neededFlag(invocation, "from"));
  const retroactive_reason = textFlag(invocation, "retroactive-reason")?.trim() || null;
  const { version, repeated } = await withLibrary(invocation, async (store) => {
    const { content_hash } = await versionAsked(store, invocation);
    const request = { content_hash, by, now: new Date(), from, retroactive_reason };
    return publishVersion(store, request, policyJudge());
  });
  const done = repeated ? `早已发布，自 ${from} 起生效` : `已发布，自 ${from} 起生效`;
  tellVersion(invocation, version, done);
  return 0;
}
