import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readJson, writeWhole } from "./durable-file.ts";

/**
 * A backup folder serves one data folder:
 *
 *     line.json                 which one, and the shape of its write-ahead log
 *     base-20261122-100000/     a base backup: manifest.json, password, cluster/…
 *     wal/                      the log since the first base backup, always growing:
 *                               a file for each segment, a note for each that is complete,
 *                               and progress.json for the one that is not
 *
 * A base backup gets its name when it is whole; before that it ends in `.part`.
 */

/** One unbroken log of one data folder. */
export interface BackupLine {
  readonly id: string;
  readonly postgres_version: string;
  readonly timeline: number;
  readonly segment_bytes: number;
}

/** In the data folder: where its backups go. `home` tells a copied folder from the true one. */
export interface BackupLink {
  readonly folder: string;
  readonly line: string;
  readonly home: string;
}

/** How far the log is copied. Everything committed until `at` lies before `position`. */
export interface WalProgress {
  readonly position: number;
  /** Civil time in China with microseconds; "" before the first copying. */
  readonly at: string;
  /** Of the growing segment, from its start to `position`. */
  readonly sha256: string;
}

/** Of a segment that grows no more; fewer bytes than a whole one where the log breaks off. */
export interface SegmentNote extends WalProgress {
  readonly bytes: number;
}

export interface BackedUpFile {
  /** Inside the base backup, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface BaseManifest {
  readonly line: string;
  readonly postgres_version: string;
  readonly timeline: number;
  readonly segment_bytes: number;
  readonly started_at: string;
  /** From here on the backup can be restored to any moment. */
  readonly ended_at: string;
  readonly start_position: number;
  readonly stop_position: number;
  readonly folders: readonly string[];
  readonly files: readonly BackedUpFile[];
}

export const CLUSTER = "cluster";
export const PASSWORD = "password";
export const PART = ".part";
const BASE_NAME = /^base-\d{8}-\d{6}$/;

export function lineFile(folder: string): string {
  return join(folder, "line.json");
}

export function linkFile(home: string): string {
  return join(home, "backup.json");
}

export function walFolder(folder: string): string {
  return join(folder, "wal");
}

export function progressFile(folder: string): string {
  return join(walFolder(folder), "progress.json");
}

export function noteFile(folder: string, segment: string): string {
  return join(walFolder(folder), `${segment}.json`);
}

export function readLine(folder: string): Promise<BackupLine | null> {
  return readJson(lineFile(folder));
}

export function readLink(home: string): Promise<BackupLink | null> {
  return readJson(linkFile(home));
}

export function readProgress(folder: string): Promise<WalProgress | null> {
  return readJson(progressFile(folder));
}

/** Names of the whole base backups, the oldest first. */
export async function baseNames(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => BASE_NAME.test(name)).sort();
}

/** `base-20261122-100000` for a moment written as civil time. */
export function baseName(moment: string): string {
  return `base-${moment.slice(0, 19).replace(/[-:]/g, "").replace(" ", "-")}`;
}

/** The manifest carries the hash of its own content, so that it cannot change unseen either. */
export async function writeManifest(base: string, manifest: BaseManifest): Promise<void> {
  const text = JSON.stringify(manifest);
  await writeWhole(join(base, "manifest.json"), `{"sha256":"${sha256(text)}","of":${text}}\n`);
}

/** Null when it is missing or is not what was written. */
export async function readManifest(base: string): Promise<BaseManifest | null> {
  const kept = await readJson<{ sha256: string; of: BaseManifest }>(join(base, "manifest.json"));
  if (kept?.of === undefined || sha256(JSON.stringify(kept.of)) !== kept.sha256) return null;
  return kept.of;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
