import { type ChartKind, type Charts, chartOf, loadCharts } from "../../classification/index.ts";
import {
  type DisclosureKind,
  type Fact,
  type Forms,
  loadForms,
  type Topic,
} from "../../disclosure/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { partsOf } from "../facts/address.ts";
import { agreed } from "../facts/agreed.ts";
import { NOWHERE } from "../facts/found-tables.ts";
import type { Materials } from "../materials.ts";
import { fullTopic } from "../topic-rows.ts";
import { type DataFiles, filesOfFolder, textOf } from "./data-files.ts";
import { type DisclosureFile, readDisclosureFile } from "./disclosure-file.ts";
import { REGISTERS, type Register, readRegister } from "./register-facts.ts";
import { type TableFacts, tableFacts } from "./table-facts.ts";
import { readTableFile } from "./table-file.ts";

const DISCLOSURE_FILE = "disclosure.yaml";
const REGISTER_FOLDER = "registers";

/**
 * Reads a data folder (docs/publish.md): `disclosure.yaml`, a CSV file for each table, registers in
 * `registers/`.
 * @throws YibaoError PUBLICATION-*, with file, line and column
 */
export function readDataFolder(folder: string, charts: Charts = loadCharts()): Materials {
  return readDataFiles(filesOfFolder(folder), charts);
}

/**
 * The same of files that are nowhere on the disk: an upload.
 * @throws YibaoError PUBLICATION-*, with file, line and column
 */
export function readDataFiles(files: DataFiles, charts: Charts = loadCharts()): Materials {
  const forms = loadForms();
  const file = readDisclosureFile(DISCLOSURE_FILE, textOf(files, DISCLOSURE_FILE));
  const tables = csvFiles(files, "").map((name) => {
    const topic = topicOf(forms, name);
    const table = readTableFile(name, textOf(files, name));
    return {
      name,
      topic,
      read: tableFacts(table, topic, chartOf(charts, chartKind(topic), file.year)),
    };
  });
  const registers = csvFiles(files, REGISTER_FOLDER).map((name) => registerOf(files, name));
  const given = agreed(
    tables.flatMap(({ read }) => read.facts),
    registers.flatMap(({ register }) => register.facts),
  );
  assertNone(file, given);
  const words = wordsOf(
    file,
    forms,
    tables.map(({ read }) => read),
  );
  return {
    kind: file.kind,
    year: file.year,
    unit: file.unit,
    profile: file.profile,
    given: [...given, ...file.none.flatMap((topic) => nothingOf(topic, file.kind))],
    ...words,
    registers: Object.fromEntries(registers.map(({ topic, register }) => [topic, register.rows])),
    source: file.source,
  };
}

const CSV = /\.csv$/i;

/** A table that was saved as a workbook would otherwise be left out without a word. */
function isWorkbookOfTable(name: string): boolean {
  const stem = name.replace(/\.(xlsx?|et|ods)$/i, "");
  return stem !== name && (loadForms().topics.has(stem) || Object.hasOwn(REGISTERS, stem));
}

function notCsv(name: string): YibaoError {
  const reason = "是工作簿，不是 CSV";
  return new YibaoError("PUBLICATION-CSV-BROKEN", { reason }, name);
}

/** Names of the CSV files, in their order; none where the folder is not there. */
function csvFiles(files: DataFiles, inner: string): readonly string[] {
  const names = files.names(inner);
  const full = (name: string) => (inner === "" ? name : `${inner}/${name}`);
  const workbook = names.find((name) => isWorkbookOfTable(name));
  if (workbook !== undefined) throw notCsv(full(workbook));
  return names
    .filter((name) => CSV.test(name))
    .sort()
    .map(full);
}

function topicOf(forms: Forms, name: string): Topic {
  const value = name.replace(CSV, "");
  const topic = fullTopic(forms, value) ?? fullTopic(forms, titled(forms, value));
  if (topic !== null) return topic;
  const known = [...forms.topics.values()]
    .map(({ id, titles }) => `${id}（${titles.final ?? titles.budget ?? "文字中的数"}）`)
    .join("、");
  throw new YibaoError("PUBLICATION-TOPIC", { value, known }, name);
}

/** The id of the table of this title; "" for none. */
function titled({ topics }: Forms, title: string): string {
  for (const { id, titles } of topics.values()) {
    if (titles.budget === title || titles.final === title) return id;
  }
  return "";
}

function chartKind({ stub }: Topic): ChartKind {
  return stub === "departmental" || stub === "governmental" ? stub : "functional";
}

function registerOf(files: DataFiles, name: string): { topic: string; register: Register } {
  const topic = name.replace(/^.*\//, "").replace(CSV, "");
  if (!Object.hasOwn(REGISTERS, topic)) {
    const known = Object.keys(REGISTERS).join("、");
    throw new YibaoError("PUBLICATION-TOPIC", { value: topic, known }, name);
  }
  return { topic, register: readRegister(topic, readTableFile(name, textOf(files, name))) };
}

/** What is said not to be there has no figure. */
function assertNone(file: DisclosureFile, given: readonly Fact[]): void {
  for (const [index, topic] of file.none.entries()) {
    const found = given.find(
      (fact) => fact.topic === topic && fact.column !== "prior" && fact.printed.value !== 0,
    );
    if (found === undefined) continue;
    const details = { topic, file: `${topic}.csv` };
    throw new YibaoError("PUBLICATION-EMPTY-NOT-EMPTY", details, file.where(["none", index]));
  }
}

const OWN = { budget: ["amount"], final: ["budget", "actual"] } as const;

type Columns = readonly string[];

const NOTHING_COLUMNS: Readonly<Record<string, Columns | Record<DisclosureKind, Columns>>> = {
  fund: ["opening", "income", "total", "basic", "project", "closing"],
  capital: ["opening", "income", "total", "basic", "project", "closing"],
  "special-account": ["total", "basic", "project"],
  "three-public": OWN,
  operating: { budget: ["amount"], final: ["actual"] },
  procurement: ["amount"],
};

function nothingOf(topic: string, kind: DisclosureKind): readonly Fact[] {
  const place = { ...NOWHERE, table: DISCLOSURE_FILE };
  const printed = { quantity: "money", value: 0, step: 1, text: "" } as const;
  const base = { source: "table", topic, row: "total", printed, origin: "blank", place } as const;
  const columns = NOTHING_COLUMNS[topic] ?? [];
  const own = "budget" in columns ? columns[kind] : columns;
  return own.map((column) => ({ ...base, column }));
}

/** Words beside the figures, and those of `disclosure.yaml`, which go before. */
function wordsOf(
  file: DisclosureFile,
  forms: Forms,
  tables: readonly TableFacts[],
): Pick<Materials, "reasons" | "uses" | "paragraphs"> {
  const topics = [...forms.topics.keys()];
  for (const address of Object.keys(file.reasons)) {
    const parts = partsOf(address);
    if (parts !== null && topics.includes(parts.topic)) continue;
    throw new YibaoError("PUBLICATION-ADDRESS", { address }, file.where(["reasons", address]));
  }
  const paragraphs = Object.entries(file.paragraphs).map(([words, texts]) => {
    const id = sectionId(forms, words);
    if (id !== null) return [id, texts] as const;
    const known = [...forms.matters].map(([one, title]) => `${title}（${one}）`).join("、");
    const details = { value: words, known };
    throw new YibaoError("PUBLICATION-TOPIC", details, file.where(["paragraphs", words]));
  });
  const beside = (of: "reasons" | "uses"): Readonly<Record<string, string>> =>
    Object.assign({}, ...tables.map((table) => table[of]), file[of]);
  return {
    reasons: beside("reasons"),
    uses: beside("uses"),
    paragraphs: Object.fromEntries(paragraphs),
  };
}

/** An id, or the Chinese title of a matter or table. */
function sectionId({ topics, matters }: Forms, words: string): string | null {
  if (topics.has(words) || matters.has(words)) return words;
  for (const [id, title] of matters) if (title === words) return id;
  for (const { id, titles } of topics.values()) {
    if (titles.budget === words || titles.final === words) return id;
  }
  return /^part-[a-z-]+$/.test(words) ? words : null;
}
