import { type Charts, loadCharts } from "../classification/index.ts";
import {
  type Disclosure,
  type Finding,
  judge,
  loadForms,
  loadProfiles,
  loadRules,
  type Profile,
} from "../disclosure/index.ts";
import { checkDisclosure, type Waiver } from "../disclosure-check/index.ts";
import { readDocument } from "../documents/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { giveWay } from "../store/index.ts";
import { factsOf } from "./facts/facts-of.ts";
import type { Materials } from "./materials.ts";
import { publicationOf } from "./narrative/index.ts";
import type { Publication } from "./publication.ts";
import { type PublicationFormat, writeOpenData, writePublication } from "./writers/index.ts";

/** A disclosure in every form that is asked for, and what checking each form found. */
export interface MadePublication {
  readonly publication: Publication;
  readonly disclosure: Disclosure;
  readonly profile: Profile;
  readonly files: readonly PublishedFile[];
  readonly checks: readonly WrittenCheck[];
}

export interface PublishedFile {
  /** Inside the folder of the results. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Null: open data. */
  readonly format: PublicationFormat | null;
}

/** What checking a written file found, as `yibao check` would. */
export interface WrittenCheck {
  readonly path: string;
  readonly findings: readonly Finding[];
}

export interface MakingOptions {
  readonly charts?: Charts;
  /** The id of a profile; null: that of the materials, or the one that fits. */
  readonly profile: string | null;
  readonly formats: readonly PublicationFormat[];
  /** What the unit lets stand, with its reasons. */
  readonly waivers: readonly Waiver[];
  readonly progress?: (what: string, done: number, total: number) => void;
}

/**
 * Works out the figures, writes the document in each format, and reads each again as a stranger
 * would. Nothing is made where a word is missing or a rule finds an error in the figures.
 * @throws YibaoError PUBLICATION-*
 */
export async function makePublication(
  given: Materials,
  { charts = loadCharts(), profile: wanted, formats, waivers, progress }: MakingOptions,
): Promise<MadePublication> {
  const materials = { ...given, profile: wanted ?? given.profile };
  const disclosure = factsOf(materials, charts);
  const profile = profileOf(disclosure.profile);
  // What is missing is told before what cannot be right without it.
  const publication = publicationOf(materials, disclosure, profile, charts);
  assertSound(disclosure, profile, charts);
  const documents: PublishedFile[] = [];
  for (const [index, format] of formats.entries()) {
    progress?.(`生成 ${format}`, index, formats.length);
    const path = `disclosure.${EXTENSIONS[format]}`;
    documents.push({ path, bytes: await writePublication(publication, format), format });
  }
  const about = { title: publication.title, source: materials.source, licence: null };
  const data = writeOpenData(disclosure, loadForms(), profile, about);
  const checks: WrittenCheck[] = [];
  for (const [index, file] of documents.entries()) {
    progress?.(`核对 ${file.path}`, index, documents.length);
    checks.push(await checkWritten(file, { charts, profile: profile.id, waivers }));
  }
  const files = [...documents, ...data.map((file) => ({ ...file, format: null }))];
  return { publication, disclosure, profile, files, checks };
}

/** @throws YibaoError PUBLICATION-PROFILE */
export function profileOf(id: string): Profile {
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

const EXTENSIONS: Readonly<Record<PublicationFormat, string>> = {
  html: "html",
  xlsx: "xlsx",
  docx: "docx",
  pdf: "pdf",
  text: "txt",
};

interface CheckingAs {
  readonly charts: Charts;
  readonly profile: string;
  readonly waivers: readonly Waiver[];
}

/** Reads a written file again, as a stranger would, and checks it. */
async function checkWritten({ path, bytes }: PublishedFile, as: CheckingAs): Promise<WrittenCheck> {
  const clock = () => performance.now();
  const document = await readDocument(bytes, path, { clock, giveWay });
  return { path, findings: checkDisclosure(document, as).findings };
}
