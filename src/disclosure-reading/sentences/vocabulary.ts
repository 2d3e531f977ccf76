import type { DisclosureKind } from "../../disclosure/index.ts";
import type { ChartNames } from "./function-names.ts";
import { plainWord } from "./plain-text.ts";
import type { Subject, Token } from "./token.ts";
import type { SentenceWords, SubjectWord } from "./words-file.ts";

/** All that is needed to part a text of one topic into words. */
export interface Vocabulary {
  readonly topic: string;
  readonly year: number;
  readonly kind: DisclosureKind;
  readonly words: SentenceWords;
  readonly names: ChartNames;
  /** By first character, the longest word first. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** The unit's name in the forms it is used in. */
  readonly owners: readonly string[];
  /** 增加（减少）: a choice that was left open. */
  readonly choice: RegExp;
}

export interface Entry {
  readonly word: string;
  make(at: number): Token;
}

/** @param topic of the section, or "" where it is not known */
export function vocabularyOf(
  topic: string,
  words: SentenceWords,
  names: ChartNames,
  about: { readonly year: number; readonly kind: DisclosureKind; readonly unit_name: string },
): Vocabulary {
  const { entries, choice } = common(topic, words, about.kind);
  return {
    ...{ topic, year: about.year, kind: about.kind, words, names, entries, choice },
    owners: unitNames(about.unit_name),
  };
}

interface Common {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly choice: RegExp;
}

/** What is the same for every document: made once for each topic. */
const COMMON = new WeakMap<SentenceWords, Map<string, Common>>();

function common(topic: string, words: SentenceWords, kind: DisclosureKind): Common {
  const topics = COMMON.get(words) ?? new Map<string, Common>();
  COMMON.set(words, topics);
  const key = `${kind} ${topic}`;
  const known = topics.get(key);
  if (known !== undefined) return known;
  const made = { entries: entriesOf(topic, words, kind), choice: choiceOf(words) };
  topics.set(key, made);
  return made;
}

function entriesOf(topic: string, words: SentenceWords, kind: DisclosureKind): Common["entries"] {
  return byFirst([
    ...words.subjects.flatMap((word) => subjectEntry(word, topic, kind)),
    ...directionEntries(words),
    ...[...words.fillers, "略有", "有所", "大幅", "基本", "小幅", "主要"].map((word) =>
      plain("filler", word),
    ),
    ...(NARROW.has(topic) || topic === "basic" ? FUNDS : []).map((word) => plain("fund", word)),
    ...["和", "及", "与", "以及"].map((word) => plain("and", word)),
    ...Object.entries(SEPARATORS).map(([word, kind]) => plain(kind, word)),
  ]);
}

/** 增加（减少）, 大于（小于）, 增加/减少. */
function choiceOf(words: SentenceWords): RegExp {
  const moving = [...words.directions.up, ...words.directions.down, "增", "减"].join("|");
  const levels = [...words.directions.greater, ...words.directions.less, "等于"].join("|");
  const pair = (all: string) => `(?:${all})(?:（(?:${all})(?:或持平)?）|[/或](?:${all}))`;
  return new RegExp(`(${pair(moving)})|${pair(levels)}`, "y");
}

const SEPARATORS: Readonly<Record<string, Token["kind"]>> = {
  "。": "stop",
  "！": "stop",
  "？": "stop",
  "；": "semicolon",
  "，": "comma",
  "、": "pause",
  "：": "colon",
  "（": "open",
  "）": "close",
};

/** The unit's name, and the same without province, city and district. */
function unitNames(name: string): readonly string[] {
  const whole = plainWord(name).replace(/[（）]/g, "");
  const short = whole.replace(/^.{2,3}(?:省|市|自治区)(?=.{4})/, "");
  const shorter = short.replace(/^.{2,4}(?:市|区|县)(?=.{3})/, "");
  return [...new Set([whole, short, shorter])].filter((one) => one.length >= 3);
}

type PlainKind = "owner" | "filler" | "and" | Token["kind"];

function plain(kind: PlainKind, word: string): Entry {
  return { word, make: (at) => ({ kind, at, end: at + word.length }) as Token };
}

function subjectEntry(word: SubjectWord, topic: string, kind: DisclosureKind): readonly Entry[] {
  const subject = meaningOf(word, topic, kind);
  if (subject === null) return [];
  const spending = word.spending === null ? null : addressOf(word.spending);
  return [
    {
      word: word.word,
      make: (at) => ({
        ...{ kind: "subject", subject, spending, is_bare: word.is_bare },
        ...{ at, end: at + word.word.length },
      }),
    },
  ];
}

function meaningOf(word: SubjectWord, topic: string, kind: DisclosureKind): Subject | null {
  const own = (kind === "budget" ? word.in_budgets[topic] : undefined) ?? word.at[topic];
  if (own !== undefined) return own === "" ? null : { topic, row: own };
  if (word.otherwise === null) return null;
  const found = addressOf(word.otherwise);
  return NARROW.has(topic) && WIDE.has(found.topic) ? null : found;
}

/** Topics in which the budget's funds are told only as whose money it is. */
const NARROW = new Set([
  ...["three-public", "operating", "meetings", "procurement", "assets", "performance"],
]);
const FUNDS = [
  ...["一般公共预算", "一般公共预算财政拨款", "一般公共预算拨款", "一般公共预算支出", "政府性基金"],
  ...["政府性基金预算", "政府性基金预算支出", "国有资本经营预算", "国有资本经营预算支出"],
  ...["政府性基金预算财政拨款", "国有资本经营预算财政拨款", "一般公共预算财政拨款支出"],
  ...["政府性基金预算财政拨款支出", "国有资本经营预算财政拨款支出", "当年一般公共预算拨款"],
];
const WIDE = new Set([
  ...["general", "fund", "capital", "income", "spending", "overview", "appropriation", "basic"],
]);

function addressOf(address: string): Subject {
  const [topic = "", row = ""] = address.split(".");
  return { topic, row };
}

function directionEntries({ directions }: SentenceWords): readonly Entry[] {
  const moving = (["up", "down", "same"] as const).flatMap((direction) =>
    directions[direction].map((word) => ({ word, direction })),
  );
  const levels = [
    ...directions.greater.map((word) => ({ word, direction: "up" as const })),
    ...directions.less.map((word) => ({ word, direction: "down" as const })),
  ];
  return [
    ...moving.map(({ word, direction }) => ({
      word,
      make: (at: number): Token => ({
        ...{ kind: "direction", direction, is_target: false },
        ...{ at, end: at + word.length },
      }),
    })),
    ...levels.map(({ word, direction }) => ({
      word,
      make: (at: number): Token => ({ kind: "level", direction, at, end: at + word.length }),
    })),
  ];
}

function byFirst(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const known = found.get(entry.word[0] as string);
    if (known === undefined) found.set(entry.word[0] as string, [entry]);
    else known.push(entry);
  }
  for (const known of found.values()) known.sort((a, b) => b.word.length - a.word.length);
  return found;
}
