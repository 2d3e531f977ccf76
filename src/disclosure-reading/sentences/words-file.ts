import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { plainWord } from "./plain-text.ts";

/** The words of `disclosure/words.yaml`, its alternatives written out. */
export interface SentenceWords {
  readonly subjects: readonly SubjectWord[];
  readonly counts: readonly CountWord[];
  readonly measures: readonly string[];
  readonly fillers: readonly string[];
  readonly owners: readonly string[];
  readonly directions: Readonly<Record<DirectionGroup, readonly string[]>>;
  readonly speaking: Readonly<Record<"things" | "up" | "down" | "same", string>>;
  readonly silent: ReadonlySet<string>;
  readonly matters: Readonly<Record<string, string>>;
  readonly titles: readonly { readonly topic: string; readonly words: RegExp }[];
}

export type DirectionGroup = "up" | "down" | "same" | "greater" | "less";

/** A word and what it means by the topic of the section it stands in. */
export interface SubjectWord {
  readonly word: string;
  /** Row by topic; an empty one says that the word means nothing there. */
  readonly at: Readonly<Record<string, string>>;
  /** Row by topic where a budget means another than final accounts. */
  readonly in_budgets: Readonly<Record<string, string>>;
  /** `topic.row` under any other topic; null where it then means nothing. */
  readonly otherwise: string | null;
  /** `topic.row` where it divides spending by its source; null where it cannot. */
  readonly spending: string | null;
  readonly is_bare: boolean;
}

export interface CountWord {
  readonly topic: string;
  readonly row: string;
  readonly measures: readonly string[];
  readonly item: readonly string[];
  readonly near: readonly string[];
}

interface SubjectRecord {
  readonly words: readonly string[];
  readonly at: Readonly<Record<string, string>>;
  readonly else?: string;
  readonly spending?: string;
  readonly bare?: boolean;
  readonly budget?: Readonly<Record<string, string>>;
}

type WordsRecord = Omit<SentenceWords, "subjects" | "silent" | "titles"> & {
  readonly subjects: readonly SubjectRecord[];
  readonly silent: readonly string[];
  readonly titles: readonly { readonly topic: string; readonly words: string }[];
};

let loaded: SentenceWords | undefined;

/** The words as shipped; read on first use. */
export function sentenceWords(): SentenceWords {
  loaded ??= wordsOf(parse(readFileSync(wordsPath(), "utf8")) as WordsRecord);
  return loaded;
}

/** `disclosure/words.yaml` beside package.json, found upward from src/ or dist/src/. */
function wordsPath(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("no package.json above the disclosure-reading room");
    folder = parent;
  }
  return join(folder, "disclosure", "words.yaml");
}

function wordsOf(record: WordsRecord): SentenceWords {
  return {
    ...record,
    subjects: record.subjects.flatMap(subjectWords),
    fillers: record.fillers.map(plainWord),
    silent: new Set(record.silent),
    titles: record.titles.map(({ topic, words }) => ({ topic, words: new RegExp(words, "u") })),
  };
}

function subjectWords(record: SubjectRecord): readonly SubjectWord[] {
  const words = new Set(record.words.flatMap(alternatives).map(plainWord));
  return [...words].map((word) => ({
    word,
    at: record.at,
    in_budgets: record.budget ?? {},
    otherwise: record.else ?? null,
    spending: record.spending ?? null,
    is_bare: record.bare ?? false,
  }));
}

/** `{a|b|}c` written out: `ac`, `bc`, `c`. */
export function alternatives(template: string): readonly string[] {
  const match = /\{([^{}]*)\}/.exec(template);
  if (match === null) return [template];
  const before = template.slice(0, match.index);
  const after = alternatives(template.slice(match.index + match[0].length));
  return (match[1] as string)
    .split("|")
    .flatMap((one) => after.map((rest) => `${before}${one}${rest}`));
}
