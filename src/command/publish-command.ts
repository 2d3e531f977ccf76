import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Charts, loadCharts } from "../classification/index.ts";
import {
  type Disclosure,
  type DisclosureKind,
  judge,
  loadForms,
  loadProfiles,
  loadRules,
  type Profile,
} from "../disclosure/index.ts";
import { readWaivers, type Waiver } from "../disclosure-check/index.ts";
import { YibaoError } from "../kernel/index.ts";
import {
  factsOf,
  type Materials,
  materialsFromBooks,
  PUBLICATION_FORMATS,
  type Publication,
  type PublicationFormat,
  publicationOf,
  readDataFolder,
  writeOpenData,
  writePublication,
} from "../publication/index.ts";
import { openStore } from "../store/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { placeOf } from "./house.ts";
import { createProgress, note } from "./progress.ts";
import { checkWritten, type WrittenCheck } from "./publish-check.ts";
import { assertFolderFree, type PublishedFile, writeTogether } from "./publish-folder.ts";
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
  const given = await materialsOf(invocation, charts);
  const materials = { ...given, profile: textFlag(invocation, "profile") ?? given.profile };
  const disclosure = factsOf(materials, charts);
  const profile = profileOf(disclosure.profile);
  // What is missing is told before what cannot be right without it.
  const publication = publicationOf(materials, disclosure, profile, charts);
  assertSound(disclosure, profile, charts);
  const waivers = waiversOf(invocation);
  const written = await filesOf({ publication, disclosure, profile, materials }, formats);
  const checks = await checked(written, charts, profile, waivers);
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
    return await materialsFromBooks(store, { unit_code, year, kind }, beside ?? NO_WORDS);
  } finally {
    await store.close();
  }
}

/** Without a folder beside the books: what then is missing is said when the words are put down. */
const NO_WORDS: Materials = {
  kind: "final",
  year: 0,
  unit: { name: "", self: "部门", province: "", level: "", members: [] },
  profile: null,
  given: [],
  reasons: {},
  uses: {},
  paragraphs: {},
  registers: {},
  source: "",
};

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

function profileOf(id: string): Profile {
  const profiles = loadProfiles();
  const profile = profiles.find((one) => one.id === id);
  if (profile !== undefined) return profile;
  const known = profiles.map((one) => one.id).join("、");
  throw new YibaoError("PUBLICATION-PROFILE", { profile: id, known });
}

const SHOWN_MOST = 20;

/** @throws YibaoError PUBLICATION-REFUSED with what the rules find wrong with the figures */
function assertSound(disclosure: Disclosure, profile: Profile, charts: Charts): void {
  const { findings } = judge(disclosure, { rules: loadRules(), profile, charts });
  const errors = findings.filter(({ outcome }) => outcome === "error");
  if (errors.length === 0) return;
  const shown = errors.slice(0, SHOWN_MOST).map(({ rule, message }) => `${message}〔${rule}〕`);
  const details = { count: errors.length, findings: shown.join("；") };
  throw new YibaoError("PUBLICATION-REFUSED", details);
}

interface Made {
  readonly publication: Publication;
  readonly disclosure: Disclosure;
  readonly profile: Profile;
  readonly materials: Materials;
}

const EXTENSIONS: Readonly<Record<PublicationFormat, string>> = {
  html: "html",
  xlsx: "xlsx",
  docx: "docx",
  pdf: "pdf",
  text: "txt",
};

/** The document in each format, and the open data. */
async function filesOf(
  { publication, disclosure, profile, materials }: Made,
  formats: readonly PublicationFormat[],
): Promise<readonly PublishedFile[]> {
  const files: PublishedFile[] = [];
  const progress = createProgress();
  try {
    for (const [index, format] of formats.entries()) {
      progress.update(`生成 ${format}`, index, formats.length);
      const path = `disclosure.${EXTENSIONS[format]}`;
      files.push({ path, bytes: await writePublication(publication, format), format });
    }
  } finally {
    progress.finish();
  }
  const about = { title: publication.title, source: materials.source, licence: null };
  const data = writeOpenData(disclosure, loadForms(), profile, about);
  return [...files, ...data.map((file) => ({ ...file, format: null }))];
}

async function checked(
  files: readonly PublishedFile[],
  charts: Charts,
  profile: Profile,
  waivers: readonly Waiver[],
): Promise<readonly WrittenCheck[]> {
  const checks: WrittenCheck[] = [];
  const progress = createProgress();
  const documents = files.filter(({ format }) => format !== null);
  try {
    for (const [index, file] of documents.entries()) {
      progress.update(`核对 ${file.path}`, index, documents.length);
      checks.push(await checkWritten(file, charts, profile, waivers));
    }
  } finally {
    progress.finish();
  }
  return checks;
}
