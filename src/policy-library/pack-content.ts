import { createHash } from "node:crypto";
import { type PackText, packHeader } from "../policy/index.ts";

/** A version of a pack as it is kept: what it says of itself, and the exact text of its files. */
export interface PackContent {
  readonly content_hash: string;
  readonly region_code: string;
  readonly name: string;
  readonly parent_code: string | null;
  /** The one version of the parent it lies over; null: whichever is published. */
  readonly parent_hash: string | null;
  readonly text: PackText;
}

/** @throws YibaoError PACK-* when the text does not say whose pack it is */
export function packContent(text: PackText, parent_hash: string | null): PackContent {
  const { code, name, parent } = packHeader(text);
  return {
    content_hash: contentHash(code, parent_hash, text.files),
    region_code: code,
    name,
    parent_code: parent,
    parent_hash: parent === null ? null : parent_hash,
    text,
  };
}

/**
 * The same files of the same region give the same hash on any machine; the name of the folder and
 * the order of the files do not count.
 */
export function contentHash(
  region_code: string,
  parent_hash: string | null,
  files: PackText["files"],
): string {
  const hash = createHash("sha256");
  const parts = [region_code, parent_hash ?? ""];
  for (const path of Object.keys(files).sort()) parts.push(path, files[path] as string);
  // Each part after its length, so that no two contents read alike.
  for (const part of parts) hash.update(`${part.length}:${part};`);
  return hash.digest("hex");
}
