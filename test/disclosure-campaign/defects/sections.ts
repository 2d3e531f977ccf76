import { loadProfiles, type ProfileSection } from "../../../src/disclosure/index.ts";
import type { RandomSource } from "../../../src/kernel/index.ts";
import type { Publication } from "../../../src/publication/index.ts";
import {
  BOTH,
  type DefectKind,
  either,
  inSentence,
  namedAs,
  type Planted,
} from "../defect-kind.ts";
import { bare } from "../found.ts";
import { type HeadingAt, headingsOf, spliced, withText } from "../publication-parts.ts";

/** Sections of the narrative: left out, misnumbered, empty, doubled, with a wrong year. */

const DIGITS = "一二三四五六七八九十";

/** “三、收入决算情况说明” without its number. */
function bareTitle(text: string): string {
  return text.replace(
    /^(第.部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])\s*/u,
    "",
  );
}

/** How many blocks belong to a heading: all up to the next of its level or above. */
function extent({ blocks }: Publication, at: HeadingAt): number {
  const end = blocks.findIndex(
    (block, index) =>
      index > at.block &&
      (block.kind === "page-break" || (block.kind === "heading" && block.level <= at.level)),
  );
  return (end < 0 ? blocks.length : end) - at.block;
}

function sectionKind(
  id: string,
  what: string,
  choice: (at: HeadingAt, publication: Publication) => boolean,
  spoil: (publication: Publication, at: HeadingAt, random: RandomSource) => Planted | null,
): DefectKind {
  return {
    ...{ id: `section-${id}`, what, kinds: BOTH },
    plant(publication, random) {
      const chosen = headingsOf(publication).filter((at) => choice(at, publication));
      while (chosen.length > 0) {
        const [at] = chosen.splice(random.below(chosen.length), 1) as [HeadingAt];
        const planted = spoil(publication, at, random);
        if (planted !== null) return planted;
      }
      return null;
    },
  };
}

/** Matters that every narrative must tell, in any province. */
const REQUIRED = /机关运行|政府采购|三公|国有资产|绩效|支出(?:决算|预算)?情况/;

/** Whether the form of the place obliges to a section of this title. */
function isObligatory({ profile }: Publication, title: string): boolean {
  const words = bare(title);
  const isIn = (sections: readonly ProfileSection[]): boolean =>
    sections.some((one) => {
      const own = one.title.split(/\{[^{}]*\}/).map(bare);
      const isIt = own.join("").length > 1 && own.every((part) => words.includes(part));
      return (isIt && one.obligatory) || isIn(one.sections);
    });
  return isIn(loadProfiles().find(({ id }) => id === profile)?.sections ?? []);
}

/** A report that is attached deals with the matter, too. */
function isElsewhere(publication: Publication, at: HeadingAt): boolean {
  const matter = REQUIRED.exec(at.text)?.[0] ?? at.text;
  const end = at.block + extent(publication, at);
  return headingsOf(publication).some(({ block, text }) => {
    return (block < at.block || block >= end) && text.includes(matter);
  });
}

/** What nobody is obliged to tell is missed only where the number after it shows that it was. */
function leftOut(publication: Publication, at: HeadingAt): Planted | null {
  const title = bareTitle(at.text);
  const next = headingsOf(publication).find((one) => one.block > at.block && one.level <= at.level);
  const isTraced = next?.level === at.level && bareTitle(next.text) !== next.text;
  if (!isTraced && (!isObligatory(publication, title) || isElsewhere(publication, at))) return null;
  return {
    publication: spliced(publication, at.block, extent(publication, at), []),
    // Where the numbers jump is as right a place as the name of what is missing.
    where: either(namedAs(title), inSentence(next?.text ?? title)),
    ...{ severity: "error", rules: ["SEC"] },
  };
}

const numberSkipped = (publication: Publication, at: HeadingAt): Planted | null => {
  const mark = /^(（?)([一二三四五六七八九])(、|）)/u.exec(at.text);
  if (mark === null) return null;
  const next = DIGITS[DIGITS.indexOf(mark[2] as string) + 1] as string;
  const text = `${mark[1]}${next}${mark[3]}${at.text.slice(mark[0].length)}`;
  const after = headingsOf(publication).find(
    (one) => one.block > at.block && one.level === at.level,
  );
  return {
    publication: withText(publication, at.block, text),
    // The number after it is there twice now.
    where: inSentence(text, after?.text ?? text),
    ...{ severity: "warn", rules: ["SEC"] },
  };
};

const wrongYear = (publication: Publication, at: HeadingAt): Planted | null => {
  const year = String(publication.year);
  if (!at.text.includes(year)) return null;
  const text = at.text.replace(year, String(publication.year - 2));
  return {
    publication: withText(publication, at.block, text),
    where: either(inSentence(text), namedAs(text)),
    ...{ severity: "warn", rules: [] },
  };
};

/** A title with nothing under it. */
const emptied = (publication: Publication, at: HeadingAt): Planted | null => {
  const next = publication.blocks[at.block + 1];
  const count = extent(publication, at);
  const inner = publication.blocks.slice(at.block + 1, at.block + count);
  if (next?.kind !== "paragraph" || inner.some(({ kind }) => kind !== "paragraph")) return null;
  return {
    publication: spliced(publication, at.block + 1, count - 1, []),
    where: either(inSentence(at.text), namedAs(bareTitle(at.text))),
    ...{ severity: "warn", rules: [] },
  };
};

const twice = (publication: Publication, at: HeadingAt): Planted | null => {
  const count = extent(publication, at);
  const blocks = publication.blocks.slice(at.block, at.block + count);
  if (blocks.some(({ kind }) => kind === "table")) return null;
  return {
    publication: spliced(publication, at.block, 0, blocks),
    where: either(inSentence(at.text), namedAs(bareTitle(at.text))),
    ...{ severity: "warn", rules: [] },
  };
};

function isNarrative(at: HeadingAt, publication: Publication): boolean {
  const count = extent(publication, at);
  return publication.blocks
    .slice(at.block, at.block + count)
    .every(({ kind }) => kind === "heading" || kind === "paragraph");
}

export const SECTION_KINDS: readonly DefectKind[] = [
  sectionKind(
    "left-out",
    "漏了一节",
    (at, publication) => at.level === 2 && REQUIRED.test(at.text) && isNarrative(at, publication),
    leftOut,
  ),
  sectionKind(
    "subsection-left-out",
    "漏了一小节",
    (at, publication) => at.level === 3 && REQUIRED.test(at.text) && isNarrative(at, publication),
    leftOut,
  ),
  sectionKind("number-skipped", "序号跳了一个", ({ level }) => level === 2, numberSkipped),
  sectionKind("wrong-year", "标题的年度错", () => true, wrongYear),
  sectionKind("emptied", "标题下没有内容", ({ text }) => REQUIRED.test(text), emptied),
  sectionKind("twice", "一节印了两遍", (at) => at.level === 2 && REQUIRED.test(at.text), twice),
];
