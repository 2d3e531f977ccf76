import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder of our package.json. The code runs from `src/` under test and from `dist/src/` when
 * built, while SQL files stay in `src/`; so they are found from the root, not from here.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("package.json not found above the store room");
    folder = parent;
  }
  return folder;
}
