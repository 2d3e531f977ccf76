import { YibaoError } from "../kernel/index.ts";
import { reviewVersion } from "../policy-library/index.ts";
import type { Invocation } from "./arguments.ts";
import {
  actor,
  neededText,
  tellVersion,
  versionAsked,
  withLibrary,
} from "./policy-library-house.ts";
import { neededFlag } from "./policy-words.ts";

/** `yibao policy review CODE --version H --by WHO --decision approve|refuse --reason TEXT`. */
export async function policyReviewCommand(invocation: Invocation): Promise<number> {
  const by = actor(invocation);
  const reason = neededText(invocation, "reason");
  const decision = neededFlag(invocation, "decision");
  if (decision !== "approve" && decision !== "refuse") {
    const allowed = "approve（同意）、refuse（不同意）";
    throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--decision", value: decision, allowed });
  }
  const version = await withLibrary(invocation, async (store) => {
    const { content_hash } = await versionAsked(store, invocation);
    return reviewVersion(store, { content_hash, by, now: new Date(), decision, reason });
  });
  tellVersion(invocation, version, "已审核");
  return 0;
}
