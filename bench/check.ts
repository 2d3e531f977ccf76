import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadProfiles, profileFor } from "../src/disclosure/index.ts";
import { checkDisclosure } from "../src/disclosure-check/index.ts";
import { checkFiles, type FileAnswer, type FileTask } from "../src/disclosure-report/index.ts";
import { type Document, readDocument } from "../src/documents/index.ts";
import {
  factsOf,
  PUBLICATION_FORMATS,
  type Publication,
  publicationOf,
  readDataFolder,
  writePublication,
} from "../src/publication/index.ts";
import { packageRoot } from "../src/store/index.ts";
import { type BenchOptions, type BenchResult, OutputsDiffer } from "./bench-result.ts";
import { barePages } from "./check/bare-pdf.ts";
import { withProjects } from "./check/long-publication.ts";
import { machine, packageVersion, today } from "./machine.ts";
import { median, rounded } from "./rounds.ts";

/**
 * `bench check`: documents of mixed formats read and checked on two threads, a page's time, how it
 * grows with the pages, and what reading and checking costs beside bare text extraction.
 */

const THREADS = 2;
const PAGES = [30, 60, 120];
const ROUNDS = 5;
const ENDINGS = { html: "html", xlsx: "xlsx", docx: "docx", pdf: "pdf", text: "txt" } as const;

export async function run(options: BenchOptions): Promise<BenchResult> {
  options.progress("编制公开文件");
  const publications = shippedPublications();
  const longest = publications.reduce((a, b) => (b.blocks.length > a.blocks.length ? b : a));
  const books: LongDocument[] = [];
  for (const pages of PAGES) books.push(await documentOf(longest, pages));
  options.progress("核对两边在每一页看到的数字是否一致");
  await assertSameDigits(books[0] as LongDocument);
  options.progress("按页数计时，与 pdfjs-dist 轮流");
  const growth = await measured(books);
  options.progress(`${THREADS} 个线程核对各种格式的文件`);
  const files = await mixedFiles(publications);
  const per_second = await documentsPerSecond(files, options.seconds / 2);
  const [first] = growth as [Measured, ...Measured[]];
  const last = growth.at(-1) as Measured;
  const peer = { name: "pdfjs-dist", version: packageVersion("pdfjs-dist"), outputs_equal: true };
  return {
    name: "check",
    ours: { per_second, what: `份公开文件读取并核对（${THREADS} 个线程，五种格式）` },
    peers: [
      {
        ...peer,
        per_second: rounded(first.bare_pages_per_second),
        ratio: rounded(first.pages_per_second / first.bare_pages_per_second),
        target: 0.2,
        ratio_of: { what: "每秒页数，读取并核对比只取文字", less_is_better: false },
      },
      {
        ...{ name: `${first.pages} 页`, version: "", outputs_equal: true },
        per_second: rounded(1_000 / first.milliseconds),
        ratio: rounded(first.milliseconds / 1_000),
        target: 2,
        ratio_of: { what: `${first.pages} 页 PDF 的秒数`, less_is_better: true },
      },
      {
        ...{ name: `${last.pages} 页`, version: "", outputs_equal: true },
        per_second: rounded(1_000 / last.milliseconds),
        ratio: rounded(perPage(last) / perPage(first)),
        target: 1.3,
        ratio_of: { what: "每页用时，比最短的一份", less_is_better: true },
      },
    ],
    machine: machine(null),
    date: today(),
    details: { documents: files.length, growth },
  };
}

/** Every example of the package in its own profile: no made-up unit is left out. */
function shippedPublications(): readonly Publication[] {
  const folder = join(packageRoot(), "examples", "disclosures");
  const profiles = loadProfiles();
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().map((name) => {
    const materials = readDataFolder(join(folder, name));
    const disclosure = factsOf(materials);
    const { kind, year, unit } = materials;
    const chosen = profiles.find(({ id }) => id === disclosure.profile);
    return publicationOf(materials, disclosure, chosen ?? profileFor({ kind, year, ...unit }));
  });
}

interface LongDocument {
  readonly pages: number;
  readonly bytes: Uint8Array;
}

/** The publication grown to about so many pages; all it has itself stands at its beginning. */
async function documentOf(publication: Publication, pages: number): Promise<LongDocument> {
  const probe = 10;
  const [none, some] = await Promise.all([pagesOf(publication, 0), pagesOf(publication, probe)]);
  const projects = Math.round(((pages - none) * probe) / (some - none));
  const bytes = await writePublication(withProjects(publication, Math.max(0, projects)), "pdf");
  return { pages: (await barePages(bytes)).length, bytes };
}

async function pagesOf(publication: Publication, projects: number): Promise<number> {
  const grown = projects === 0 ? publication : withProjects(publication, projects);
  const bytes = await writePublication(grown, "pdf");
  return (await readDocument(bytes, "x.pdf")).pages.length;
}

/** The same digits on each page, whatever their order. @throws OutputsDiffer */
export async function assertSameDigits({ bytes }: Pick<LongDocument, "bytes">): Promise<void> {
  const ours = digitsOf(await readDocument(bytes, "x.pdf"));
  const theirs = (await barePages(bytes)).map(digits);
  ours.forEach((own, page) => {
    if (own === theirs[page]) return;
    throw new OutputsDiffer("pdfjs-dist", `第 ${page + 1} 页的数字`, own, theirs[page]);
  });
  if (ours.length !== theirs.length) {
    throw new OutputsDiffer("pdfjs-dist", "页数", ours.length, theirs.length);
  }
}

function digitsOf({ pages }: Document): readonly string[] {
  return pages.map(({ runs }) => digits(runs.map(({ text }) => text).join("")));
}

function digits(text: string): string {
  return [...text.replace(/\D/g, "")].sort().join("");
}

interface Measured {
  readonly pages: number;
  readonly milliseconds: number;
  readonly reading_milliseconds: number;
  readonly milliseconds_per_page: number;
  readonly pages_per_second: number;
  readonly bare_pages_per_second: number;
}

async function measured(books: readonly LongDocument[]): Promise<readonly Measured[]> {
  const times = books.map(() => ({
    whole: [] as number[],
    read: [] as number[],
    bare: [] as number[],
  }));
  // The first turn is not counted: it meets the code for the first time.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, { bytes }] of books.entries()) {
      const own = await readAndCheck(bytes);
      const bare = await timed(() => barePages(bytes));
      if (round === 0) continue;
      times[index]?.whole.push(own.whole);
      times[index]?.read.push(own.read);
      times[index]?.bare.push(bare);
    }
  }
  return books.map(({ pages }, index) => {
    const { whole, read, bare } = times[index] as (typeof times)[number];
    const milliseconds = median(whole);
    return {
      pages,
      milliseconds: rounded(milliseconds),
      reading_milliseconds: rounded(median(read)),
      milliseconds_per_page: rounded(milliseconds / pages),
      pages_per_second: rounded((pages * 1_000) / milliseconds),
      bare_pages_per_second: rounded((pages * 1_000) / median(bare)),
    };
  });
}

function perPage({ milliseconds, pages }: Measured): number {
  return milliseconds / pages;
}

async function readAndCheck(bytes: Uint8Array): Promise<{ whole: number; read: number }> {
  const began = performance.now();
  const document = await readDocument(bytes, "公开.pdf");
  const read = performance.now() - began;
  checkDisclosure(document);
  return { whole: performance.now() - began, read };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

interface MixedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function mixedFiles(publications: readonly Publication[]): Promise<readonly MixedFile[]> {
  const files: MixedFile[] = [];
  for (const publication of publications) {
    for (const format of PUBLICATION_FORMATS) {
      const name = `${publication.title}.${ENDINGS[format]}`;
      files.push({ name, bytes: await writePublication(publication, format) });
    }
  }
  return files;
}

/** The folder again and again for about so long, after one turn that warms the threads. */
async function documentsPerSecond(files: readonly MixedFile[], seconds: number): Promise<number> {
  const once = files.map(({ name, bytes }): FileTask => {
    const asked = { name, bytes, against: null, charts: null, options: {}, with_views: false };
    return { name, question: () => Promise.resolve(asked) };
  });
  const began = performance.now();
  assertChecked(await checkFiles(once, { threads: THREADS }));
  const turn = (performance.now() - began) / 1_000;
  const turns = Math.max(2, Math.min(20, Math.round(seconds / turn)));
  const tasks = Array.from({ length: turns }, () => once).flat();
  const started = performance.now();
  assertChecked(await checkFiles(tasks, { threads: THREADS }));
  return rounded((tasks.length * 1_000) / (performance.now() - started));
}

function assertChecked(answers: readonly FileAnswer[]): void {
  const other = answers.find(({ kind }) => kind !== "checked");
  if (other !== undefined) throw new Error(`${other.name} was not checked`);
}
