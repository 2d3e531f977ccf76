import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TableOfContents,
  TabStopType,
  TextRun,
} from "docx";
import type { Block, HeadingBlock, PrintedTable, Publication } from "../publication.ts";
import { INDENT, OTHER_FONTS, SMALL_SIZE, SONG, STYLES } from "./docx-styles.ts";
import { docxTable } from "./docx-table.ts";
import { fixedZip } from "./fixed-zip.ts";
import { beginsPage, isForm, type Paper, papersOf } from "./paper.ts";
import { linesOf, printable } from "./printable.ts";

/** A document for a word processor: headings, a contents field, wide tables on turned pages. */
export async function writeDocx(publication: Publication): Promise<Uint8Array> {
  const papers = papersOf(publication.blocks);
  const document = new Document({
    title: printable(publication.title),
    creator: printable(publication.unit_name),
    lastModifiedBy: printable(publication.unit_name),
    styles: STYLES,
    sections: papers.map((paper, index) => section(paper, papers[index - 1])),
  });
  return fixedZip(await Packer.toBuffer(document), mendedPart);
}

/** The moment of making is not told; fonts name others to be taken where they are missing. */
function mendedPart(name: string, text: string): string {
  if (name === "docProps/core.xml") {
    return text.replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, "");
  }
  if (name === "word/document.xml") return countedMarks(text);
  if (name !== "word/fontTable.xml") return text;
  const fonts = Object.entries(OTHER_FONTS).map(([font, others]) => {
    const taken = `<w:altName w:val="${others}"/><w:charset w:val="86"/>`;
    return `<w:font w:name="${font}">${taken}</w:font>`;
  });
  return text.includes("</w:fonts>")
    ? text.replace("</w:fonts>", `${fonts.join("")}</w:fonts>`)
    : text.replace(/<w:fonts([^>]*)\/>/, `<w:fonts$1>${fonts.join("")}</w:fonts>`);
}

/** The marks of headings are counted on from document to document: they begin anew in each. */
function countedMarks(text: string): string {
  const names = new Map<string, number>();
  const ids = new Map<string, number>();
  const ranked = (ranks: Map<string, number>, number: string) => {
    if (!ranks.has(number)) ranks.set(number, ranks.size + 1);
    return ranks.get(number);
  };
  return text
    .replace(/(w:name="|w:anchor="|PAGEREF )_Toc(\d+)/g, (_, before: string, number: string) => {
      return `${before}_Toc${ranked(names, number)}`;
    })
    .replace(/(<w:bookmark(?:Start|End) [^>]*w:id=")(\d+)/g, (_, before: string, id: string) => {
      return before + ranked(ids, id);
    });
}

// In twentieths of a point: A4, and its margins.
const PAGE = { width: 11_906, height: 16_838 };
const MARGIN = { top: 1_587, bottom: 1_417, left: 1_474, right: 1_474 };
const WIDE_MARGIN = { top: 1_247, bottom: 1_134, left: 1_021, right: 1_021 };

function section(paper: Paper, before: Paper | undefined): ISectionOptions {
  const isCover = paper.blocks[0]?.kind === "cover";
  const afterCover = before?.blocks[0]?.kind === "cover";
  const { is_landscape } = paper;
  const children = paper.blocks.flatMap((_, index) => blockOf(paper, index));
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: {
          ...PAGE,
          orientation: is_landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { ...(is_landscape ? WIDE_MARGIN : MARGIN), footer: 850 },
        ...(afterCover ? { pageNumbers: { start: 1 } } : {}),
      },
    },
    footers: { default: isCover ? new Footer({ children: [new Paragraph({})] }) : pageNumber() },
    children,
  };
}

function pageNumber(): Footer {
  const children = [
    new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: SONG, size: SMALL_SIZE }),
  ];
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
}

function blockOf(paper: Paper, index: number): readonly FileChild[] {
  const block = paper.blocks[index] as Block;
  const pageBreakBefore = beginsPage(paper.blocks, index);
  switch (block.kind) {
    case "cover":
      return cover(block.title, block.lines);
    case "contents":
      return [
        new Paragraph({ style: "ContentsTitle", pageBreakBefore, children: runs(block.title) }),
        new TableOfContents(printable(block.title), {
          hyperlink: true,
          headingStyleRange: `1-${block.depth}`,
        }),
        ...(paper.blocks[index + 1]?.kind === "page-break" || index + 1 === paper.blocks.length
          ? []
          : [new Paragraph({ children: [new PageBreak()] })]),
      ];
    case "heading":
      return [
        new Paragraph({
          heading: HEADINGS[block.level],
          pageBreakBefore,
          children: runs(block.text),
        }),
      ];
    case "paragraph":
      return [
        new Paragraph({
          alignment: ALIGNMENTS[block.align],
          pageBreakBefore,
          ...(block.is_indented ? { indent: { firstLine: INDENT } } : {}),
          children: runs(block.text),
        }),
      ];
    case "table":
      return tableOf(block.table, pageBreakBefore);
    case "page-break":
      return [];
  }
}

const HEADINGS: Readonly<
  Record<HeadingBlock["level"], (typeof HeadingLevel)[keyof typeof HeadingLevel]>
> = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
};
const ALIGNMENTS = {
  left: AlignmentType.BOTH,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

function runs(text: string): readonly TextRun[] {
  return linesOf(text).map((line, index) => {
    return new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) });
  });
}

function cover(title: string, lines: readonly string[]): readonly FileChild[] {
  const alignment = AlignmentType.CENTER;
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      spacing: { before: 4_200, after: 4_800 },
      children: runs(title),
    }),
    ...lines.map((line) => new Paragraph({ alignment, children: runs(line) })),
  ];
}

/** Number, title and the line of owner and unit stay with the table; notes follow it. */
function tableOf(table: PrintedTable, pageBreakBefore: boolean): readonly FileChild[] {
  const margin = table.is_landscape ? WIDE_MARGIN : MARGIN;
  const across = table.is_landscape ? PAGE.height : PAGE.width;
  const width = across - margin.left - margin.right;
  const above: { style: string; text: string; alignment?: (typeof AlignmentType)["RIGHT"] }[] = [];
  if (table.label !== "") {
    above.push({ style: "TableLine", text: table.label, alignment: AlignmentType.RIGHT });
  }
  if (table.title !== "") above.push({ style: "TableTitle", text: table.title });
  const paragraphs = above.map(({ style, text, alignment }, index) => {
    const aligned = alignment === undefined ? {} : { alignment };
    const first = index === 0 && pageBreakBefore;
    return new Paragraph({ style, ...aligned, pageBreakBefore: first, children: runs(text) });
  });
  return [
    ...paragraphs,
    ...ownerAndUnit(table, width, pageBreakBefore && paragraphs.length === 0),
    docxTable(table, width, isForm(table) ? heightFor(table) : undefined),
    ...table.notes.map((note) => new Paragraph({ style: "TableNote", children: runs(note) })),
    // Two tables without a paragraph between them would be one.
    ...(table.notes.length === 0 ? [new Paragraph({ spacing: { line: 240 } })] : []),
  ];
}

/** What the page leaves for the rows, in points: less title and notes, as far as one can know. */
function heightFor({ is_landscape, notes }: PrintedTable): number {
  const { top, bottom } = is_landscape ? WIDE_MARGIN : MARGIN;
  const page = is_landscape ? PAGE.width : PAGE.height;
  return (page - top - bottom) / 20 - 100 - notes.length * 20;
}

function ownerAndUnit(
  { owner, unit }: PrintedTable,
  width: number,
  pageBreakBefore: boolean,
): readonly FileChild[] {
  if (owner === "" && unit === "") return [];
  const tab = unit === "" ? [] : [new TextRun({ children: [`\t${printable(unit)}`] })];
  return [
    new Paragraph({
      style: "TableLine",
      pageBreakBefore,
      tabStops: [{ type: TabStopType.RIGHT, position: width }],
      children: [...runs(owner), ...tab],
    }),
  ];
}
