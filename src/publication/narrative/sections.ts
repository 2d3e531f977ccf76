import type { ProfileSection } from "../../disclosure/index.ts";
import type { Block } from "../publication.ts";
import { fillTemplate } from "./fill-template.ts";
import { chineseNumeral } from "./numerals.ts";
import type { Scope } from "./scope.ts";

/** A section with what is said in it. */
interface FilledSection {
  readonly section: ProfileSection;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly sections: readonly FilledSection[];
}

/** Headings and paragraphs of the narrative, numbered; the tables where their section stands. */
export function sectionBlocks(scope: Scope, tables: readonly Block[]): readonly Block[] {
  const filled = scope.profile.sections.flatMap((section) => fillSection(section, scope));
  return numbered(filled, 1, tables);
}

/** A section of which nothing can be said, and which need not be, is left out. */
function fillSection(section: ProfileSection, scope: Scope): readonly FilledSection[] {
  const mark = scope.wants.mark;
  const paragraphs = section.text.flatMap((text) => fillTemplate(text, scope));
  const sections = section.sections.flatMap((inner) => fillSection(inner, scope));
  const isSilent = paragraphs.length === 0 && sections.length === 0;
  if (isSilent && !section.obligatory) {
    scope.wants.forgetSince(mark);
    return [];
  }
  const title = fillTemplate(section.title, scope).join("");
  return [{ section, title, paragraphs, sections }];
}

function numbered(
  filled: readonly FilledSection[],
  level: 1 | 2 | 3 | 4,
  tables: readonly Block[],
): readonly Block[] {
  let number = 0;
  return filled.flatMap(({ section, title, paragraphs, sections }) => {
    const isNumbered = section.numbering !== "";
    if (isNumbered) number += 1;
    const mark = isNumbered ? numberText(section.numbering, number) : "";
    const blocks: Block[] = [{ kind: "heading", level, text: `${mark}${title}` }];
    for (const text of paragraphs) {
      blocks.push({ kind: "paragraph", text, align: "left", is_indented: true });
    }
    if (section.id === "tables") blocks.push(...tables);
    blocks.push(...numbered(sections, Math.min(level + 1, 4) as 1 | 2 | 3 | 4, tables));
    return level === 1 ? [{ kind: "page-break" }, ...blocks] : blocks;
  });
}

/** `第{n}部分` with 三, `{d}.` with 3. */
function numberText(numbering: string, number: number): string {
  return numbering.replace("{n}", chineseNumeral(number)).replace("{d}", String(number));
}
