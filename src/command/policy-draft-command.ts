import { YibaoError } from "../kernel/index.ts";
import { packFolder, packHeader, readPackText } from "../policy/index.ts";
import { draftPack, versionMeant } from "../policy-library/index.ts";
import type { Store } from "../store/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { actor, tellVersion, withLibrary } from "./policy-library-house.ts";

/**
 * `yibao policy draft DIR|CODE --by WHO`: takes a pack's folder, or by its code what the program
 * brings, into the library as a draft.
 */
export async function policyDraftCommand(invocation: Invocation): Promise<number> {
  const [word] = invocation.words;
  if (word === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "policy draft", what: "政策包文件夹" });
  }
  const by = actor(invocation);
  const text = readPackText(/^\d{6}$/.test(word) ? packFolder(word) : word);
  const { parent } = packHeader(text);
  const drafted = await withLibrary(invocation, async (store) =>
    draftPack(store, {
      text,
      parent_hash: await parentHash(store, invocation, parent),
      by,
      note: textFlag(invocation, "note") ?? null,
      now: new Date(),
    }),
  );
  const done = drafted.repeated ? "内容与已有的一版相同，未新增" : "已提交草稿";
  tellVersion(invocation, drafted.version, done);
  return 0;
}

async function parentHash(
  store: Store,
  invocation: Invocation,
  parent: string | null,
): Promise<string | null> {
  const word = textFlag(invocation, "parent-version");
  if (word === undefined || parent === null) return null;
  return (await versionMeant(store, parent, word)).content_hash;
}
