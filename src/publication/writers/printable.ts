/**
 * Text as it may stand in any file: without control characters and halves of characters, which XML
 * forbids and no printer shows. Line feeds stay, tabs become blanks.
 */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(UNPRINTABLE, "");
}

const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Its lines; a text without line feeds is one. */
export function linesOf(text: string): readonly string[] {
  return printable(text).split("\n");
}

/** In one line: what a line feed parts goes together, as Chinese is written. */
export function oneLine(text: string): string {
  return linesOf(text).join("").trim();
}
