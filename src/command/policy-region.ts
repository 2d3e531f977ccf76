import { loadRegion, type Region } from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { regionWord } from "./policy-words.ts";

/** Flags that ask the policy library instead of the packs of the folder. */
const LIBRARY_FLAGS = ["data", "database-url", "known-at"] as const;

/** Whether the published versions are meant, and not the folder. */
export function asksLibrary(invocation: Invocation): boolean {
  return LIBRARY_FLAGS.some((flag) => textFlag(invocation, flag) !== undefined);
}

/**
 * The region that a command reads: as published where a flag asks the policy library (at the
 * moment of --known-at), else the packs of the folder. The library is loaded only when asked.
 * @throws YibaoError REGION-UNKNOWN | PACK-* | LIBRARY-*
 */
export async function regionAsked(invocation: Invocation): Promise<Region> {
  if (!asksLibrary(invocation)) return loadRegion(regionWord(invocation));
  const { policyMoment } = await import("./policy-show-library.ts");
  return (await policyMoment(invocation)).region;
}
