import type { FoundSection } from "../../disclosure/index.ts";
import { type Document, markOf, type Section } from "../../documents/index.ts";
import { factsOf } from "./factual.ts";
import { chartNames } from "./function-names.ts";
import { closed, type OpenStatement } from "./open-statement.ts";
import { joined, type Passage, type Piece, passageOf, pieceOf } from "./passage.ts";
import { readPassage } from "./read-passage.ts";
import type { Thread } from "./reading-state.ts";
import type { SentenceOptions, SentenceReading, UnreadFigure } from "./sentence-reading.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";
import { type SentenceWords, sentenceWords } from "./words-file.ts";

/**
 * Reads the figures out of the sentences of a document: what each is of, and in which role.
 *
 * The row of a statement is an id of `disclosure/forms.yaml`: a row of its topic or, where the form
 * has it for a column, that column (`income[appropriation]`, `spending[basic]`). The column of a
 * fact is the role. 收、支总计, one figure for both sides, stands under `income-grand`.
 * What is not certain gives no fact and is told in `unread`.
 */
export function readStatements(document: Document, options: SentenceOptions): SentenceReading {
  const words = sentenceWords();
  const names = chartNames(options.charts, options.year, options.tables);
  const vocabularies = new Map<string, Vocabulary>();
  const vocabulary = (topic: string) => {
    const known = vocabularies.get(topic) ?? vocabularyOf(topic, words, names, options);
    vocabularies.set(topic, known);
    return known;
  };
  const roots: OpenStatement[] = [];
  const unread: UnreadFigure[] = [];
  const reader: Reader = {
    ...{ document, options, words, vocabulary, roots, unread, announced: null },
    pageOf: pages(document),
    found: new Map(options.sections.map((one) => [one.place.line, one])),
  };
  readSection(reader, document.section, { topic: "", scope: null });
  const statements = roots.map(closed);
  return { statements, facts: factsOf(statements, options.year), unread };
}

interface Reader {
  readonly document: Document;
  readonly options: SentenceOptions;
  readonly words: SentenceWords;
  readonly roots: OpenStatement[];
  readonly unread: UnreadFigure[];
  /** What the last heading without a number announced; it holds for the sections after it. */
  announced: string | null;
  vocabulary(topic: string): Vocabulary;
  pageOf(line: number): number;
  /** The headings that were found, by their line. */
  readonly found: ReadonlyMap<number, FoundSection>;
}

/** What a section takes over from the one it stands in. */
interface Setting {
  readonly topic: string;
  readonly scope: OpenStatement | null;
}

const SILENT = "silent";

function readSection(reader: Reader, section: Section, setting: Setting): void {
  const own = topicOf(reader, section, setting.topic);
  const thread: Thread = {
    ...{ roots: [], unread: reader.unread, current: null, focus: null },
    scope: own === setting.topic ? setting.scope : null,
  };
  let topic = own;
  for (const { piece, is_title } of piecesOf(reader, section)) {
    const heading = is_title ? null : headed(reader, piece, topic);
    if (heading !== null) {
      topic = heading;
      reader.announced = heading;
    }
    if (topic === SILENT) continue;
    const passage = passageOf(piece, is_title, reader.pageOf);
    const { length } = passage.plain.text;
    if (length > LONGEST_PASSAGE) tellTooLong(reader, passage);
    else if (length > 0) readPassage(passage, reader.vocabulary(topic), thread);
    if (isOfOtherMoney(thread.scope, topic)) Object.assign(thread, { scope: null, current: null });
  }
  reader.roots.push(...thread.roots);
  for (const below of section.sections) {
    readSection(reader, below, { topic, scope: thread.scope });
  }
}

const MONEYS: ReadonlySet<string> = new Set(["general", "fund", "capital"]);

/** What one sentence says of another kind of money than its heading does not hold of the rest. */
function isOfOtherMoney(scope: OpenStatement | null, topic: string): boolean {
  const own = scope?.subject.topic ?? topic;
  return own !== topic && MONEYS.has(topic) && MONEYS.has(own);
}

/** No paragraph of a disclosure is as long; what is, is no sentence. */
const LONGEST_PASSAGE = 20_000;

function tellTooLong({ unread }: Reader, passage: Passage): void {
  const place = passage.place(0, LONGEST_WORDS);
  unread.push({ what: "figure", why: "段落过长，其中的数没有读", place });
}

const LONGEST_WORDS = 60;

/** The title, then the paragraphs; one that was torn in two is joined. */
function piecesOf(
  { document, vocabulary }: Reader,
  section: Section,
): readonly { piece: Piece; is_title: boolean }[] {
  const pieces: { piece: Piece; is_title: boolean }[] = [];
  const inText = section.paragraphs[0]?.line === section.line;
  if (section.level > 0 && !inText && section.title !== "") {
    const piece = { text: section.title, breaks: [{ at: 0, line: section.line }] };
    pieces.push({ piece, is_title: true });
  }
  for (const paragraph of section.paragraphs) {
    const piece = pieceOf(paragraph);
    const last = pieces.at(-1);
    if (last !== undefined && isTorn(document, last, piece, vocabulary(""))) {
      pieces[pieces.length - 1] = { piece: joined(last.piece, piece), is_title: false };
    } else pieces.push({ piece, is_title: false });
  }
  return pieces;
}

/** Whether a text breaks off where the next goes on. */
function isTorn(
  { format }: Document,
  before: { readonly piece: Piece; readonly is_title: boolean },
  after: Piece,
  vocabulary: Vocabulary,
): boolean {
  const text = before.piece.text.trim();
  if (/原因(?:是|为)?[：:]$/.test(text)) return true;
  if (/[。；;：:！？]$/.test(text) || /^[一二三四五六七八九十\d（(]/.test(after.text.trim()))
    return false;
  if (before.is_title && !/\d/.test(text)) return false;
  if (/[，,、]$/.test(text)) return true;
  if (format !== "pdf" && format !== "text") return false;
  const begins = vocabulary.entries.get(after.text.trim()[0] ?? "") ?? [];
  return !begins.some(({ word }) => word.length > 2 && after.text.trim().startsWith(word));
}

/** The topic of a section by its id, by that of the section around it, or by its own words. */
function topicOf(reader: Reader, section: Section, around: string): string {
  if (section.level === 0) return around;
  const { words } = reader;
  const found = reader.found.get(section.line);
  if (found !== undefined && found.id !== "") {
    reader.announced = null;
    const topic = topicOfId(words, found.id, around);
    // 收入支出决算总体情况: both sides, whichever of them the heading is listed under.
    const isOfBoth = (topic === "income" || topic === "spending") && BOTH.test(section.title);
    return isOfBoth ? (titleTopic(words, plainTitle(section.title)) ?? topic) : topic;
  }
  // A part begins anew, whatever the headings before it (or a table of contents) said.
  if (section.level === 1) reader.announced = null;
  const outer = section.level === 1 ? "" : (reader.announced ?? around);
  if (outer === SILENT) return SILENT;
  const title = plainTitle(section.title);
  const byTitle = /\d/.test(title.replace(/20\d\d/g, "")) ? undefined : titleTopic(words, title);
  if (byTitle !== undefined && byTitle !== reader.announced) reader.announced = null;
  return byTitle ?? outer;
}

const BOTH = /收入支出|收、?支|收入[和与、]支出/;

function topicOfId(words: SentenceWords, id: string, around: string): string {
  if (words.silent.has(id)) return SILENT;
  const topic = words.matters[id] ?? id;
  // 收入情况, 支出情况 below one kind of money are about that money.
  if (OF_ONE_KIND.has(around) && (topic === "income" || topic === "spending")) return around;
  return KEEPS.has(topic) ? (around === SILENT ? "" : around) : topic;
}

const OF_ONE_KIND = new Set([
  ...["general", "fund", "capital", "basic", "three-public", "operating", "meetings"],
  ...["procurement", "assets", "performance"],
]);

/** Matters that hold sections of several topics. */
const KEEPS = new Set(["other-matters", "part-narrative"]);

/** A heading without a number, which stands as a paragraph of its own. */
function headed(reader: Reader, piece: Piece, topic: string): string | null {
  const text = piece.text.trim();
  const line = piece.breaks[0]?.line;
  const found = reader.found.get(line ?? 0);
  if (found !== undefined && found.mark === "" && found.id !== "")
    return topicOfId(reader.words, found.id, topic);
  const isShort = text.length <= LONGEST_HEADING && !/[。，；：:]/.test(text);
  if (!isShort || markOf(text) !== null) return null;
  return titleTopic(reader.words, plainTitle(text)) ?? null;
}

const LONGEST_HEADING = 30;

function plainTitle(title: string): string {
  return title.replace(/[\s“”"《》]/g, "");
}

function titleTopic(words: SentenceWords, title: string): string | undefined {
  return words.titles.find((one) => one.words.test(title))?.topic;
}

/** The page of each line, by the first line of each page. */
function pages(document: Document): (line: number) => number {
  const firsts = document.pages.flatMap(({ number, lines }) => {
    const first = lines[0]?.number;
    return first === undefined ? [] : [{ first, number }];
  });
  return (line) => {
    let [low, high] = [0, firsts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((firsts[middle] as { first: number }).first <= line) low = middle;
      else high = middle;
    }
    return firsts[low]?.number ?? 1;
  };
}
