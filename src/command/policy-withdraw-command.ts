import { withdrawVersion } from "../policy-library/index.ts";
import type { Invocation } from "./arguments.ts";
import {
  actor,
  neededText,
  tellVersion,
  versionAsked,
  withLibrary,
} from "./policy-library-house.ts";

/** `yibao policy withdraw CODE --version H --by WHO --reason TEXT`: before it is published. */
export async function policyWithdrawCommand(invocation: Invocation): Promise<number> {
  const by = actor(invocation);
  const reason = neededText(invocation, "reason");
  const version = await withLibrary(invocation, async (store) => {
    const { content_hash } = await versionAsked(store, invocation);
    return withdrawVersion(store, { content_hash, by, now: new Date(), reason });
  });
  tellVersion(invocation, version, "已撤回");
  return 0;
}
