import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { YibaoError } from "../kernel/index.ts";

/** The `regions/` folder beside package.json, found upward from this file (src/ or dist/src/). */
export function regionsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("no package.json above the policy room");
    folder = parent;
  }
  return join(folder, "regions");
}

/**
 * The folder of a pack by region code ("430400") below `root`.
 * @throws YibaoError REGION-UNKNOWN naming the packs that exist
 */
export function packFolder(code: string, root = regionsFolder()): string {
  const packs = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = packs.find((entry) => entry.name.split("-")[0] === code);
  if (!found) {
    const known = packs.map((entry) => entry.name).join("、");
    throw new YibaoError("REGION-UNKNOWN", { code, known });
  }
  return join(root, found.name);
}
