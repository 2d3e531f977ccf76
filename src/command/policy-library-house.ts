import { YibaoError } from "../kernel/index.ts";
import { type PackVersion, STATE_NAMES, versionMeant } from "../policy-library/index.ts";
import { beginLibrary } from "../server/index.ts";
import { migrate, openStore, type Store } from "../store/index.ts";
import type { Invocation } from "./arguments.ts";
import { placeOf, REGION_CODE } from "./house.ts";
import { neededFlag, regionWord } from "./policy-words.ts";
import { note } from "./progress.ts";

/** What the subcommands that work on the policy library have in common. */

/** Opens the library beside a running server, begun with the shipped packs where it is empty. */
export async function withLibrary<T>(
  invocation: Invocation,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore({ ...placeOf(invocation), join: true, existing: true, log: note });
  try {
    await migrate(store);
    await beginLibrary(store, REGION_CODE, { clock: () => new Date(), log: note });
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The version that CODE and --version mean. @throws YibaoError COMMAND-MISSING | LIBRARY-… */
export function versionAsked(store: Store, invocation: Invocation): Promise<PackVersion> {
  return versionMeant(store, regionWord(invocation), neededFlag(invocation, "version"));
}

/** Who acts. @throws YibaoError COMMAND-MISSING */
export function actor(invocation: Invocation): string {
  return neededText(invocation, "by");
}

/** A flag that says something. @throws YibaoError COMMAND-MISSING */
export function neededText(invocation: Invocation, flag: string): string {
  const text = neededFlag(invocation, flag).trim();
  if (text === "")
    throw new YibaoError("COMMAND-MISSING", { command: "policy", what: `--${flag}` });
  return text;
}

/** What was done, with the version as it stands now. */
export function tellVersion(invocation: Invocation, version: PackVersion, done: string): void {
  if (invocation.json) {
    process.stdout.write(`${JSON.stringify(version, null, 2)}\n`);
    return;
  }
  const { region_code, version_number, content_hash, state, name } = version;
  process.stdout.write(
    `${done}：${region_code} ${name} 第 ${version_number} 版 ${content_hash.slice(0, 12)}，` +
      `现在${STATE_NAMES[state]}\n`,
  );
}
