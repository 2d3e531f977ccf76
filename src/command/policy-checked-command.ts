import { checkVersion } from "../policy-library/index.ts";
import type { Invocation } from "./arguments.ts";
import { policyJudge } from "./policy-judge.ts";
import { actor, tellVersion, versionAsked, withLibrary } from "./policy-library-house.ts";
import { note } from "./progress.ts";

const SHOWN = 20;

/** `yibao policy checked CODE --version H --by WHO`: proves a draft, and keeps what was found. */
export async function policyCheckedCommand(invocation: Invocation): Promise<number> {
  const by = actor(invocation);
  const { version, report } = await withLibrary(invocation, async (store) => {
    const { content_hash } = await versionAsked(store, invocation);
    return checkVersion(store, { content_hash, by, now: new Date() }, policyJudge());
  });
  const { errors, warnings } = report;
  for (const sentence of [...errors, ...warnings].slice(0, SHOWN)) note(sentence);
  const done = `校验完毕，${errors.length} 处错误，${warnings.length} 处提醒`;
  tellVersion(invocation, version, done);
  return errors.length === 0 ? 0 : 1;
}
