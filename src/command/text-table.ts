/** Width of a text on a terminal: Chinese characters and full-width marks take two columns. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += isWide(character.codePointAt(0) as number) ? 2 : 1;
  return width;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

export type Alignment = "left" | "right";

/** Rows as lines with columns aligned; no row may be longer than `alignments`. */
export function textTable(rows: readonly (readonly string[])[], alignments: readonly Alignment[]) {
  const widths = alignments.map((_, column) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ""))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0, alignments[column] ?? "left"))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function padded(text: string, width: number, alignment: Alignment): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return alignment === "left" ? text + space : space + text;
}
