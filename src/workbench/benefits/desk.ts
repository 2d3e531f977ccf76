import { type Caller, coversRegion } from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import {
  createRegionShelf,
  findVersion,
  type LoadRegion,
  type PackVersion,
  proposalsOf,
} from "../../policy-library/index.ts";
import type { Runner } from "../../store/index.ts";
import type { House } from "../house.ts";
import { createProving, type Proving, QUICK_PROOF } from "./proving.ts";

/** What the benefits office's routes keep between two requests of a house. */
export interface Desk {
  readonly proving: Proving;
  /** Regions asked for last, compiled: a reader looks at the same one for a while. */
  readonly load: LoadRegion;
}

const desks = new WeakMap<House, Desk>();

export function deskOf(house: House): Desk {
  const known = desks.get(house);
  if (known !== undefined) return known;
  const desk = { proving: createProving(), load: createRegionShelf() };
  desks.set(house, desk);
  return desk;
}

/** For tests of what is around a proof: bills are tried under a few plans only. */
export function proveQuickly(house: House): void {
  desks.set(house, { ...deskOf(house), proving: createProving(QUICK_PROOF) });
}

/** @throws YibaoError LIBRARY-NO-SUCH-VERSION */
export async function versionSeen(runner: Runner, content_hash: string): Promise<PackVersion> {
  const version = await findVersion(runner, content_hash);
  if (version !== null) return version;
  const details = { code: "", version: content_hash.slice(0, SHORT_HASH) };
  throw new YibaoError("LIBRARY-NO-SUCH-VERSION", details);
}

export const SHORT_HASH = 12;

/** A version as part of the first region that it makes up, with its parents and children. */
export async function regionWith(runner: Runner, desk: Desk, version: PackVersion) {
  const [first] = await proposalsOf(runner, version);
  if (first === undefined) throw new Error(`${version.content_hash} makes up no region`);
  return (await desk.load(runner, first.after)).region;
}

/** Only those at home in a region change its policy. @throws YibaoError ACCESS-REGION */
export function assertOwnRegion(caller: Caller, region: string): void {
  if (!coversRegion(caller.regions, region)) throw new YibaoError("ACCESS-REGION", { region });
}

/** As the library remembers who acted: two of the same name are two people. */
export function actorOf({ name, account }: Caller): string {
  return account === null ? name : `${name}（${account}）`;
}
