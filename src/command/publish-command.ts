import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Charts, loadCharts } from "../classification/index.ts";
import type { DisclosureKind } from "../disclosure/index.ts";
import { readWaivers, type Waiver } from "../disclosure-check/index.ts";
import { YibaoError } from "../kernel/index.ts";
import {
  type Materials,
  makePublication,
  materialsFromBooks,
  NO_MATERIALS,
  PUBLICATION_FORMATS,
  type PublicationFormat,
  readDataFolder,
} from "../publication/index.ts";
import { openStore } from "../store/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { placeOf } from "./house.ts";
import { createProgress, note } from "./progress.ts";
import { assertFolderFree, writeTogether } from "./publish-folder.ts";
import { publishAnswer, publishSheet } from "./publish-sheet.ts";

const DEFAULT_FORMATS = "html,xlsx,docx,pdf";

/** `yibao publish DIR|--unit CODE`: the whole disclosure, checked after it is written. */
export async function publishCommand(invocation: Invocation): Promise<number> {
  const out = textFlag(invocation, "out");
  if (out === undefined)
    throw new YibaoError("COMMAND-MISSING", { command: "publish", what: "--out" });
  const formats = formatsOf(invocation);
  assertFolderFree(out);
  const charts = loadCharts(textFlag(invocation, "charts"));
  const materials = await materialsOf(invocation, charts);
  const progress = createProgress();
  const made = await makePublication(materials, {
    ...{ charts, formats, waivers: waiversOf(invocation) },
    profile: textFlag(invocation, "profile") ?? null,
    progress: (what, done, total) => progress.update(what, done, total),
  }).finally(() => progress.finish());
  const { disclosure, profile, files: written, checks } = made;
  writeTogether(out, written);
  const answer = publishAnswer({ out, disclosure, profile, written, checks });
  const text = invocation.json ? JSON.stringify(answer, null, 2) : publishSheet(answer);
  process.stdout.write(`${text}\n`);
  return answer.checks.some(({ error }) => error > 0) ? 1 : 0;
}

/** What the unit lets stand, with its reasons, lies in its data folder. */
function waiversOf(invocation: Invocation): readonly Waiver[] {
  const [folder] = invocation.words;
  const file = join(folder ?? "", "waivers.yaml");
  return folder !== undefined && existsSync(file)
    ? readWaivers(readFileSync(file, "utf8"), file)
    : [];
}

function formatsOf(invocation: Invocation): readonly PublicationFormat[] {
  const words = (textFlag(invocation, "format") ?? DEFAULT_FORMATS).split(",");
  const wanted = words.map((word) => word.trim().toLowerCase());
  const known: readonly string[] = PUBLICATION_FORMATS;
  const strange = wanted.find((word) => !known.includes(word));
  if (strange === undefined) return [...new Set(wanted)] as readonly PublicationFormat[];
  const details = { flag: "--format", value: strange, allowed: `${known.join("、")}，以逗号分开` };
  throw new YibaoError("COMMAND-BAD-FLAG", details);
}

/** From a data folder, or from the books with a folder beside them for the words. */
async function materialsOf(invocation: Invocation, charts: Charts): Promise<Materials> {
  const unit_code = textFlag(invocation, "unit");
  const [folder] = invocation.words;
  if (folder === undefined && unit_code === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "publish", what: "数据目录，或 --unit" });
  }
  const beside = folder === undefined ? null : readDataFolder(folder, charts);
  if (unit_code === undefined) return beside as Materials;
  const year = numberFlag(invocation, "year", beside?.year ?? 0, 1990, 2099);
  const kind = kindOf(textFlag(invocation, "kind") ?? beside?.kind ?? "");
  if (year === 0) throw new YibaoError("COMMAND-MISSING", { command: "publish", what: "--year" });
  const store = await openStore({ ...placeOf(invocation), join: true, log: note });
  try {
    return await materialsFromBooks(store, { unit_code, year, kind }, beside ?? NO_MATERIALS);
  } finally {
    await store.close();
  }
}

const KINDS: Readonly<Record<string, DisclosureKind>> = {
  budget: "budget",
  final: "final",
  预算: "budget",
  决算: "final",
};

function kindOf(word: string): DisclosureKind {
  const kind = KINDS[word];
  if (kind !== undefined) return kind;
  const allowed = "budget（预算）、final（决算）";
  throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--kind", value: word, allowed });
}
