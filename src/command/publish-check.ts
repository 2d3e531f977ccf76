import type { Charts } from "../classification/index.ts";
import type { Finding, Profile } from "../disclosure/index.ts";
import { checkDisclosure, type Waiver } from "../disclosure-check/index.ts";
import { readDocument } from "../documents/index.ts";
import { giveWay } from "../store/index.ts";
import type { PublishedFile } from "./publish-folder.ts";

/** What checking a written file found, as `yibao check` would. */
export interface WrittenCheck {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** Reads a written file again, as a stranger would, and checks it. */
export async function checkWritten(
  { path, bytes }: PublishedFile,
  charts: Charts,
  profile: Profile,
  waivers: readonly Waiver[],
): Promise<WrittenCheck> {
  const clock = () => performance.now();
  const document = await readDocument(bytes, path, { clock, giveWay });
  const { findings } = checkDisclosure(document, { charts, profile: profile.id, waivers });
  return { path, findings };
}
