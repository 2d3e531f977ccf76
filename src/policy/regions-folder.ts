import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
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

/** A folder as the user wrote it, from the root: `.` has a name and a parent too. */
export function absoluteFolder(folder: string): string {
  return resolve(folder);
}

/** Names of the folders below `root`, in a fixed order. */
export function packFolders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * The folder of a pack by region code ("430400") below `root`.
 * @throws YibaoError REGION-UNKNOWN naming the packs that exist, PACK-DUPLICATE-NAME for two
 */
export function packFolder(code: string, root = regionsFolder()): string {
  const folders = packFolders(root);
  const [found, again] = folders.filter((name) => name.split("-")[0] === code);
  if (found === undefined) {
    throw new YibaoError("REGION-UNKNOWN", { code, known: folders.join("、") });
  }
  if (again !== undefined) {
    throw new YibaoError("PACK-DUPLICATE-NAME", { name: code, earlier: found }, again);
  }
  return join(root, found);
}
