/** Writing of CSV: the other side of the importers' reading. */

export type CsvCell = string | number | boolean | null;

/** A file of a header and rows; null is an empty cell, flags are 1 and 0. */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [header.join(",")];
  for (const row of rows) lines.push(row.map(cellText).join(","));
  return `${lines.join("\n")}\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "1" : "0";
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
