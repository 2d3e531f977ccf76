import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { YibaoError } from "../kernel/index.ts";
import type { PublishedFile } from "../publication/index.ts";

/** What an earlier run leaves in its folder: it may be replaced. */
const OURS = /^(disclosure\.(html|xlsx|docx|pdf|txt)|datapackage\.json|data)$/;

/** Before any work is done. @throws YibaoError PUBLICATION-FOLDER where other files lie in it */
export function assertFolderFree(folder: string): void {
  if (!existsSync(folder)) return;
  attempt(folder, () => {
    const strange = readdirSync(folder).find((name) => !OURS.test(name));
    if (strange === undefined) return;
    throw new YibaoError("PUBLICATION-FOLDER", { folder, reason: `里面有别的文件：${strange}` });
  });
}

/** All files or none: they are put together in a folder beside, which then takes its name. */
export function writeTogether(folder: string, files: readonly PublishedFile[]): void {
  attempt(folder, () => {
    const target = resolve(folder);
    makeFolder(dirname(target));
    const beside = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    try {
      for (const { path, bytes } of files) {
        mkdirSync(dirname(join(beside, path)), { recursive: true });
        writeFileSync(join(beside, path), bytes);
      }
      chmodSync(beside, 0o755);
      replace(target, beside);
    } catch (error) {
      rmSync(beside, { recursive: true, force: true });
      throw error;
    }
  });
}

/** One by one: made all at once, Node never ends where the system refuses one (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** An earlier result is moved aside first, and only deleted when the new one has its place. */
function replace(target: string, made: string): void {
  if (!existsSync(target)) {
    renameSync(made, target);
    return;
  }
  const earlier = `${made}-earlier`;
  renameSync(target, earlier);
  renameSync(made, target);
  rmSync(earlier, { recursive: true, force: true });
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
