import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clientTypes } from "./client-types.ts";
import { ROUTES } from "./routes.ts";

/** Writes the types of the browser's client below a project's root; called by the build. */
export function writeClientTypes(root: string): void {
  const folder = join(root, "web", "api");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "paths.ts"), clientTypes(ROUTES));
}
