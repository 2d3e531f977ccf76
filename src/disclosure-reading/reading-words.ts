import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { DisclosureKind } from "../disclosure/index.ts";

/** The words of `disclosure/headings.yaml`: how tables, columns, rows and sections are headed. */
export interface ReadingWords {
  readonly titles: readonly TitleWords[];
  /** By group of columns: column id and what its heading may be, the first that fits. */
  readonly columns: ReadonlyMap<string, readonly IdWords[]>;
  /** The same for headers that are only words in a row. */
  readonly line_columns: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly passed_over: readonly RegExp[];
  readonly stubs: readonly IdWords[];
  readonly rows: readonly IdWords[];
  readonly totals: readonly RegExp[];
  readonly subtotals: readonly RegExp[];
  readonly personnel_total: readonly RegExp[];
  readonly public_total: readonly RegExp[];
  readonly owners: readonly string[];
  readonly sections: readonly SectionWords[];
}

export interface TitleWords {
  readonly topic: string;
  readonly words: readonly RegExp[];
  readonly without: readonly RegExp[];
}

export interface IdWords {
  readonly id: string;
  readonly words: readonly RegExp[];
}

export interface SectionWords extends TitleWords {
  readonly kind: DisclosureKind | null;
  /** Ids of the sections it may stand under; empty: any. */
  readonly under: readonly string[];
  /** Only parts (1), or only what is below them (2); null: any. */
  readonly level: number | null;
}

interface TitleRecord {
  readonly topic?: string;
  readonly id?: string;
  readonly words: readonly string[];
  readonly without?: readonly string[];
  readonly kind?: DisclosureKind;
  readonly under?: readonly string[];
  readonly level?: number;
}

interface WordsFile {
  readonly titles: readonly TitleRecord[];
  readonly columns: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly "line-columns": Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly "passed-over": readonly string[];
  readonly stubs: Readonly<Record<string, readonly string[]>>;
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly totals: readonly string[];
  readonly subtotals: readonly string[];
  readonly "personnel-total": readonly string[];
  readonly "public-total": readonly string[];
  readonly owners: readonly string[];
  readonly sections: readonly TitleRecord[];
}

let loaded: ReadingWords | undefined;

/** The words as shipped; read on first use. */
export function readingWords(): ReadingWords {
  loaded ??= wordsOf(parse(readFileSync(join(packageFolder(), FILE), "utf8")) as WordsFile);
  return loaded;
}

const FILE = join("disclosure", "headings.yaml");

/** The folder of package.json, found upward from src/ or dist/src/. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("no package.json above the disclosure-reading room");
    folder = parent;
  }
  return folder;
}

function wordsOf(file: WordsFile): ReadingWords {
  return {
    titles: file.titles.map(titleWords),
    columns: new Map(Object.entries(file.columns).map(([group, ids]) => [group, idWords(ids)])),
    line_columns: new Map(
      Object.entries(file["line-columns"]).map(([group, ids]) => [
        group,
        new Map(Object.entries(ids)),
      ]),
    ),
    passed_over: patterns(file["passed-over"]),
    stubs: idWords(file.stubs),
    rows: idWords(file.rows),
    totals: patterns(file.totals),
    subtotals: patterns(file.subtotals),
    personnel_total: patterns(file["personnel-total"]),
    public_total: patterns(file["public-total"]),
    owners: file.owners,
    sections: file.sections.map((record) => ({
      ...titleWords(record),
      kind: record.kind ?? null,
      under: record.under ?? [],
      level: record.level ?? null,
    })),
  };
}

function titleWords(record: TitleRecord): TitleWords {
  return {
    topic: record.topic ?? record.id ?? "",
    words: patterns(record.words),
    without: patterns(record.without ?? []),
  };
}

function idWords(ids: Readonly<Record<string, readonly string[]>>): readonly IdWords[] {
  return Object.entries(ids).map(([id, words]) => ({ id, words: patterns(words) }));
}

function patterns(words: readonly string[]): readonly RegExp[] {
  return words.map((word) => new RegExp(word, "u"));
}

/** Whether one of the patterns is found in the text. */
export function fits(patterns: readonly RegExp[], text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}

/** The first id of which a pattern is found in the text. */
export function idOf(ids: readonly IdWords[], text: string): string | null {
  return ids.find(({ words }) => fits(words, text))?.id ?? null;
}
