import type { DisclosureKind, FoundSection, Profile, ProfileSection } from "../disclosure/index.ts";
import { type Document, markOf, type Paragraph, type Section } from "../documents/index.ts";
import { fits, type ReadingWords, type SectionWords } from "./reading-words.ts";
import { bare } from "./words.ts";

interface Heading {
  readonly mark: string;
  readonly ordinal: number;
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly page: number;
  /** Whether text of its own follows. */
  readonly has_text: boolean;
}

/** Who and what the document is: words that headings carry without saying more. */
export interface HeadingContext {
  readonly unit_name: string;
  readonly kind: DisclosureKind;
  /** What it is judged by: its own words for a matter go before all others. */
  readonly profile: Profile;
}

/**
 * The headings of the narrative in order, each with the matter it opens as far as its words say it.
 * Entries of a table of contents are no headings.
 */
export function sectionsIn(
  document: Document,
  words: ReadingWords,
  context: HeadingContext,
): readonly FoundSection[] {
  const headings = named(withoutContents(headingsOf(document.section, words)));
  const open: { level: number; id: string }[] = [];
  const own = profileTitles(context.profile.sections, []);
  return headings.map((heading) => {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    const above = open.map(({ id }) => id);
    const id = idOfHeading(heading, above, own, words, context);
    open.push({ level: heading.level, id });
    const { mark, ordinal, level, title, line, page } = heading;
    const place = { page, line, table: "", row: "", column: "", text: title };
    return { id, mark, ordinal, level, title, place };
  });
}

/** Sections whose own headings are only lists: of duties, of terms, of papers. */
const LISTS: ReadonlySet<string> = new Set([
  ...["duties", "offices", "units", "glossary", "attachments", "project-notes"],
]);
const TITLE_MOST = 45;

function idOfHeading(
  heading: Heading,
  above: readonly string[],
  own: readonly ProfileTitle[],
  words: ReadingWords,
  { unit_name, kind }: HeadingContext,
): string {
  if (heading.title === "" || heading.title.length > TITLE_MOST) return "";
  const same = own.filter(({ title }) => title === skeleton(heading.title, unit_name));
  const inPlace = same.find(({ under }) => under.some((id) => above.includes(id)));
  if (inPlace !== undefined) return inPlace.id;
  if (above.some((id) => LISTS.has(id))) return "";
  if (same[0] !== undefined) return same[0].id;
  const unit = bare(unit_name);
  const plain = bare(heading.title)
    .replace(/20\d\d(年度?)?/g, "")
    .replace(unit === "" ? /^关于/ : unit, "")
    .replace(/^关于/, "");
  const found = words.sections.find((one) => {
    return isOpen(one, above, heading.level, kind) && says(one, plain);
  });
  return found?.topic ?? "";
}

interface ProfileTitle {
  readonly id: string;
  readonly title: string;
  /** Ids of the sections it stands in. */
  readonly under: readonly string[];
}

function profileTitles(
  sections: readonly ProfileSection[],
  under: readonly string[],
): readonly ProfileTitle[] {
  return sections.flatMap(({ id, title, sections: below }) => {
    const plain = skeleton(title.replace(/\{[^}]*\}/g, ""), "");
    return [{ id, title: plain, under }, ...profileTitles(below, [...under, id])];
  });
}

/** A heading without unit, year and the word that a disclosure uses for itself. */
function skeleton(title: string, unit_name: string): string {
  const unit = bare(unit_name);
  const plain = bare(title).replace(/20\d\d(年度?)?|^年度?/g, "");
  return plain.replace(unit === "" ? /^关于/ : unit, "").replace(/^年度?|部门|单位/g, "");
}

function says({ words, without }: SectionWords, text: string): boolean {
  return fits(words, text) && !fits(without, text);
}

function isOpen(
  section: SectionWords,
  above: readonly string[],
  level: number,
  kind: DisclosureKind,
): boolean {
  if (section.kind !== null && section.kind !== kind) return false;
  if (section.level !== null && (section.level === 1) !== (level === 1)) return false;
  return section.under.length === 0 || section.under.some((id) => above.includes(id));
}

/** Numbered headings, and lines without a number that say nothing but the name of a matter. */
function headingsOf(root: Section, words: ReadingWords): readonly Heading[] {
  const headings: Heading[] = [];
  const visit = (section: Section) => {
    if (section.level > 0) {
      headings.push({ ...section, has_text: section.paragraphs.length > 0 });
    }
    section.paragraphs.forEach((paragraph, index) => {
      if (!isBareHeading(paragraph, words)) return;
      const { line, page } = paragraph;
      const title = joinedTitle(paragraph.text);
      const has_text = index + 1 < section.paragraphs.length || section.sections.length > 0;
      headings.push({ mark: "", ordinal: 0, level: 1, title, line, page, has_text });
    });
    for (const one of section.sections) visit(one);
  };
  visit(root);
  return headings.sort((a, b) => a.line - b.line);
}

/** “附 件” is a word. */
function joinedTitle(text: string): string {
  return text.trim().replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "");
}

const BARE_MOST = 40;
const HEADING_END =
  /(情况|说明|解释|职能|职责|设置|构成|概况|事项|预算表|决算表|公开表|附表|附件|“三公”经费)$/;

function isBareHeading({ text, line, lastLine }: Paragraph, words: ReadingWords): boolean {
  const title = joinedTitle(text);
  if (line !== lastLine || title.length > BARE_MOST || title.length < 2) return false;
  if (markOf(title) !== null || /[。，；：:,;]/.test(title) || !HEADING_END.test(title))
    return false;
  const plain = bare(title).replace(/20\d\d(年度?)?/g, "");
  return words.sections.some((one) => one.under.length === 0 && says(one, plain));
}

const LINES_BETWEEN = 12;

/** “第一部分” alone, and its title on a line of its own below it. */
function named(headings: readonly Heading[]): readonly Heading[] {
  const joined: Heading[] = [];
  for (const heading of headings) {
    const last = joined.at(-1);
    const goesOn = last?.level === 1 && last.mark !== "" && last.title === "";
    const near = last !== undefined && heading.line - last.line <= LINES_BETWEEN;
    if (goesOn && near && heading.mark === "" && heading.level === 1) {
      joined[joined.length - 1] = { ...last, title: heading.title, has_text: heading.has_text };
    } else joined.push(heading);
  }
  return joined;
}

const DOTTED = /PAGEREF|_Toc\d|[.．…·⋯]{3,}\s*[-–—]?\s*\d{0,3}\s*[-–—]?$/;

/** A heading that comes again, and had no text the first time, stood in a table of contents. */
function withoutContents(headings: readonly Heading[]): readonly Heading[] {
  const key = ({ title, level }: Heading) => `${level} ${bare(title).replace(/\d+$/, "")}`;
  const last = new Map(headings.map((heading, index) => [key(heading), index]));
  return headings.filter((heading, index) => {
    if (DOTTED.test(heading.title)) return false;
    return heading.has_text || (last.get(key(heading)) as number) <= index;
  });
}
