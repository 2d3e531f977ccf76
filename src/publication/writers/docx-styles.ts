import {
  AlignmentType,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LineRuleType,
} from "docx";

/** Chinese fonts of official papers, beside the usual one for letters and digits. */
export const SONG = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "宋体" };
export const HEI = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "黑体" };
const KAI = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "楷体" };
const FANG = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "仿宋" };

/** What a reader without these fonts takes instead, by the name of the font. */
export const OTHER_FONTS: Readonly<Record<string, string>> = {
  宋体: "SimSun;STSong;Songti SC;Noto Serif CJK SC;Source Han Serif SC",
  黑体: "SimHei;STHeiti;Heiti SC;Noto Sans CJK SC;Source Han Sans SC",
  楷体: "KaiTi;STKaiti;Kaiti SC;Noto Serif CJK SC",
  仿宋: "FangSong;FangSong_GB2312;STFangsong;Noto Serif CJK SC",
};

/** Two characters of a body text in 小四, in twentieths of a point. */
export const INDENT = 480;
/** Sizes in half points: 小四, 五号. */
const BODY_SIZE = 24;
export const SMALL_SIZE = 21;

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FANG, size: BODY_SIZE, language: { value: "zh-CN", eastAsia: "zh-CN" } },
      paragraph: { spacing: { line: 360, lineRule: LineRuleType.AUTO } },
    },
    title: heading({ font: HEI, size: 52, bold: true }, { alignment: AlignmentType.CENTER }),
    heading1: heading({ font: HEI, size: 36, bold: true }, { alignment: AlignmentType.CENTER }),
    heading2: heading({ font: HEI, size: 30 }, { indent: { firstLine: 600 } }),
    heading3: heading({ font: KAI, size: 28, bold: true }, { indent: { firstLine: 560 } }),
    heading4: heading(
      { font: FANG, size: BODY_SIZE, bold: true },
      { indent: { firstLine: INDENT } },
    ),
  },
  paragraphStyles: [
    named("ContentsTitle", "目录标题", { font: HEI, size: 36, bold: true }, AlignmentType.CENTER),
    named("TableTitle", "表标题", { font: HEI, size: 32, bold: true }, AlignmentType.CENTER),
    named("TableLine", "表头行", { font: SONG, size: SMALL_SIZE }, AlignmentType.LEFT),
    named("TableNote", "表注", { font: SONG, size: SMALL_SIZE }, AlignmentType.LEFT),
    ...[1, 2, 3, 4].map((level) => ({
      ...named(`TOC${level}`, `toc ${level}`, { font: SONG, size: BODY_SIZE }, AlignmentType.LEFT),
      paragraph: { indent: { left: (level - 1) * INDENT }, spacing: { line: 400 } },
    })),
  ],
};

type RunLook = NonNullable<IParagraphStyleOptions["run"]>;
type ParagraphLook = NonNullable<IParagraphStyleOptions["paragraph"]>;

function heading(run: RunLook, paragraph: ParagraphLook) {
  return {
    run: { color: "000000", ...run },
    paragraph: { spacing: { before: 240, after: 120, line: 360 }, keepNext: true, ...paragraph },
  };
}

function named(
  id: string,
  name: string,
  run: RunLook,
  alignment: NonNullable<ParagraphLook["alignment"]>,
): IParagraphStyleOptions {
  const isNote = id === "TableNote";
  return {
    ...{ id, name, basedOn: "Normal", quickFormat: true, run },
    paragraph: { alignment, spacing: { line: 300 }, keepNext: !isNote },
  };
}
