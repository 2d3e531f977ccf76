/**
 * Writes small PDFs for tests: text at a place, rules, several pages, a turned page. The font is
 * not embedded; a map to Unicode says which letters its codes are, as in published files.
 */
export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  /** Degrees the page is shown turned by. */
  readonly rotate?: number;
  readonly texts: readonly DrawnText[];
  readonly rules: readonly DrawnRule[];
  /** Number of the object of an image that covers the page. */
  readonly image?: number;
}

/** Left end of the baseline, in points from the upper left corner. */
export interface DrawnText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Draws it along the page from top to bottom. */
  readonly downwards?: boolean;
}

export interface DrawnRule {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const WIDE = 1_000;
const NARROW = 500;

/** Width of a text in points: Chinese characters are as wide as high, others half. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += isNarrow(character) ? NARROW : WIDE;
  return (width * size) / WIDE;
}

function isNarrow(character: string): boolean {
  return character.charCodeAt(0) < 0x100;
}

export interface PdfExtras {
  /** Leaves out the map to Unicode. */
  readonly withoutLetters?: boolean;
  /** Entries of the trailer. */
  readonly trailer?: string;
  readonly objects?: readonly string[];
}

export function writePdf(pages: readonly DrawnPage[], extras: PdfExtras = {}): Uint8Array {
  const fonts = fontObjects(pages, extras);
  const firstPage = 3 + fonts.length;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages
      .map((_, index) => `${firstPage + index * 2} 0 R`)
      .join(" ")}] >>`,
    ...fonts,
    ...pages.flatMap((page, index) => pageObjects(page, firstPage + index * 2)),
    ...(extras.objects ?? []),
  ];
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) text += `${String(offset).padStart(10, "0")} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extras.trailer ?? ""} >>\n`;
  return new TextEncoder().encode(`${text}startxref\n${start}\n%%EOF\n`);
}

function fontObjects(pages: readonly DrawnPage[], extras: PdfExtras): readonly string[] {
  const used = new Set(pages.flatMap((page) => page.texts.flatMap(({ text }) => [...text])));
  const letters = extras.withoutLetters ? "" : "/ToUnicode 6 0 R";
  return [
    `<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H
/DescendantFonts [4 0 R] ${letters} >>`,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW ${WIDE} /W [0 255 ${NARROW}]
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>
/FontDescriptor 5 0 R >>`,
    `<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0
/Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>`,
    streamOf(mapOfLetters([...used])),
  ];
}

function mapOfLetters(used: readonly string[]): string {
  const lines: string[] = [];
  // At most a hundred in one section.
  for (let from = 0; from < used.length; from += 100) {
    const part = used.slice(from, from + 100);
    lines.push(`${part.length} beginbfchar`);
    for (const character of part) lines.push(`<${hex(character)}> <${hex(character)}>`);
    lines.push("endbfchar");
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Test def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
${lines.join("\n")}
endcmap end end`;
}

function hex(text: string): string {
  return [...text].map((one) => one.charCodeAt(0).toString(16).padStart(4, "0")).join("");
}

function streamOf(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function pageObjects(page: DrawnPage, number: number): readonly string[] {
  const { width, height, rotate = 0 } = page;
  const content = [
    ...page.rules.map(({ x0, y0, x1, y1 }) => {
      return `${x0} ${height - y0} m ${x1} ${height - y1} l S`;
    }),
    ...page.texts.map(({ text, x, y, size, downwards }) => {
      const turn = downwards ? "0 -1 1 0" : "1 0 0 1";
      return `BT /F1 ${size} Tf ${turn} ${x} ${height - y} Tm <${hex(text)}> Tj ET`;
    }),
    page.image === undefined ? "" : `q ${width} 0 0 ${height} 0 0 cm /Im1 Do Q`,
  ].join("\n");
  const images = page.image === undefined ? "" : `/XObject << /Im1 ${page.image} 0 R >>`;
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate}
/Resources << /Font << /F1 3 0 R >> ${images} >> /Contents ${number + 1} 0 R >>`,
    streamOf(content),
  ];
}
