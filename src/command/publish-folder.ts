import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { YibaoError } from "../kernel/index.ts";
import type { PublicationFormat } from "../publication/index.ts";

export interface PublishedFile {
  /** Inside the folder of the results. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Null: open data. */
  readonly format: PublicationFormat | null;
}

/** Before any work is done. @throws YibaoError PUBLICATION-FOLDER */
export function assertFolderFree(folder: string): void {
  if (!existsSync(folder)) return;
  attempt(folder, () => {
    if (readdirSync(folder).length === 0) return;
    throw new YibaoError("PUBLICATION-FOLDER", { folder, reason: "里面已有文件" });
  });
}

/** All files or none: they are put together in a folder beside, which then takes its name. */
export function writeTogether(folder: string, files: readonly PublishedFile[]): void {
  attempt(folder, () => {
    const target = resolve(folder);
    mkdirSync(dirname(target), { recursive: true });
    const beside = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    try {
      for (const { path, bytes } of files) {
        mkdirSync(dirname(join(beside, path)), { recursive: true });
        writeFileSync(join(beside, path), bytes);
      }
      if (existsSync(target)) rmdirSync(target);
      renameSync(beside, target);
    } catch (error) {
      rmSync(beside, { recursive: true, force: true });
      throw error;
    }
  });
}

function attempt(folder: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof YibaoError || code === undefined) throw error;
    throw new YibaoError("PUBLICATION-FOLDER", { folder, reason: code });
  }
}
