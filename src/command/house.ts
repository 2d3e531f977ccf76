import type { PlatformOptions } from "../server/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { note } from "./progress.ts";

/** The region that the shipped demo and the default start are for. */
export const REGION_CODE = "430400";

/** Where the data is, from `--data` and `--database-url`. */
export function placeOf(invocation: Invocation): Pick<PlatformOptions, "databaseUrl" | "dataDir"> {
  const databaseUrl = textFlag(invocation, "database-url");
  const dataDir = textFlag(invocation, "data");
  return {
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(dataDir === undefined ? {} : { dataDir }),
  };
}

/** Options of a command that works on the database beside a running server. */
export function joiningPlatform(invocation: Invocation): PlatformOptions {
  return { ...placeOf(invocation), regionCode: REGION_CODE, join: true, log: note };
}
