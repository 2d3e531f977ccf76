import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readWaivers, type Waiver } from "../../disclosure-check/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import {
  dataFileText,
  filesOfUpload,
  type Materials,
  readDataFiles,
  readDataFolder,
} from "../../publication/index.ts";
import { packageRoot } from "../../store/index.ts";

/** The data folders that the platform holds: figures and words of whole disclosures. */

const ROOT = ["examples", "disclosures"];

export interface DataFolder {
  readonly folder: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: "budget" | "final";
  readonly source: string;
}

export function dataFolders(): readonly DataFolder[] {
  return namesOfFolders().map((folder) => {
    const { unit, year, kind, source } = readDataFolder(pathOf(folder));
    return { folder, unit: unit.name, year, kind, source };
  });
}

function namesOfFolders(): readonly string[] {
  const root = join(packageRoot(), ...ROOT);
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => existsSync(join(root, name, "disclosure.yaml")))
    .sort();
}

function pathOf(folder: string): string {
  return join(packageRoot(), ...ROOT, folder);
}

export interface OpenedData {
  readonly materials: Materials;
  readonly waivers: readonly Waiver[];
}

const WAIVERS_FILE = "waivers.yaml";

/**
 * What a folder holds, with what its unit lets stand.
 * @throws YibaoError PUBLICATION-FOLDER-UNKNOWN for a name that is none of ours
 */
export function openedFolder(folder: string): OpenedData {
  const known = namesOfFolders();
  if (!known.includes(folder)) {
    const details = { folder, known: known.join("、") };
    throw new YibaoError("PUBLICATION-FOLDER-UNKNOWN", details, "folder");
  }
  const file = join(pathOf(folder), WAIVERS_FILE);
  return {
    materials: readDataFolder(pathOf(folder)),
    waivers: existsSync(file) ? readWaivers(readFileSync(file, "utf8"), WAIVERS_FILE) : [],
  };
}

/**
 * The same of a zip that somebody sent. It stays in memory: whatever is wrong with it, nothing of
 * it is left behind.
 * @throws YibaoError PUBLICATION-* with file, line and column | WAIVER-* | DOCUMENT-*
 */
export function openedUpload(zip: Uint8Array): OpenedData {
  const files = filesOfUpload(zip);
  const hasWaivers = files.names("").includes(WAIVERS_FILE);
  return {
    materials: readDataFiles(files),
    waivers: hasWaivers ? readWaivers(dataFileText(files, WAIVERS_FILE), WAIVERS_FILE) : [],
  };
}
