import type { RandomStream } from "../random.ts";

/** A document made for a test: lines of text and tables, in any format. */
export type SampleDocument = readonly (SampleText | SampleTable)[];

export interface SampleText {
  readonly text: string;
}

export interface SampleCell {
  readonly text: string;
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
}

export interface SampleTable {
  readonly title: string;
  readonly headerRows: number;
  readonly columns: number;
  readonly rows: readonly (readonly SampleCell[])[];
}

const SYLLABLES = [
  "甲",
  "乙",
  "丙",
  "丁",
  "子",
  "丑",
  "寅",
  "卯",
  "水",
  "火",
  "木",
  "土",
  "山",
  "河",
];

function word(random: RandomStream, least: number, more: number): string {
  const length = least + random.below(more + 1);
  return Array.from({ length }, () => random.pick(SYLLABLES)).join("");
}

function amount(random: RandomStream): string {
  const scaled = random.below(99_999_999);
  const whole = String(Math.floor(scaled / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${random.once(12) ? "-" : ""}${whole}.${String(scaled % 100).padStart(2, "0")}`;
}

/**
 * A table as such documents have them: a code, a name that may be long, figures of which some are
 * blank; a header of one or two rows in which one heading spans some columns.
 */
export function sampleTable(random: RandomStream, title: string): SampleTable {
  const figures = 2 + random.below(5);
  const columns = figures + 2;
  const grouped = figures > 2 && random.once(2);
  const header = grouped ? groupedHeader(random, columns) : [plainHeader(random, columns)];
  const body = Array.from({ length: 3 + random.below(25) }, (_, row) => {
    const cells = [String(201 + row), word(random, 3, random.once(4) ? 18 : 5)];
    for (let i = 0; i < figures; i += 1) {
      // The total is always there.
      cells.push(i > 0 && random.once(3) ? "" : amount(random));
    }
    return cells.map((text, column) => ({ text, column, colSpan: 1, rowSpan: 1 }));
  });
  return { title, headerRows: header.length, columns, rows: [...header, ...body] };
}

function plainHeader(random: RandomStream, columns: number): SampleCell[] {
  return Array.from({ length: columns }, (_, column) => ({
    text: word(random, 2, 3),
    column,
    colSpan: 1,
    rowSpan: 1,
  }));
}

function groupedHeader(random: RandomStream, columns: number): SampleCell[][] {
  const from = 2 + random.below(columns - 4);
  const span = 2 + random.below(columns - from - 1);
  const top: SampleCell[] = [];
  for (let column = 0; column < columns; ) {
    const group = column === from;
    top.push({
      text: word(random, 2, 3),
      column,
      colSpan: group ? span : 1,
      rowSpan: group ? 1 : 2,
    });
    column += group ? span : 1;
  }
  const below = plainHeader(random, columns).slice(from, from + span);
  return [top, below];
}

/** The text of every place of a table; a cell that spans is in each of its places. */
export function placesOf(
  rows: readonly (readonly SampleCell[])[],
  columns: number,
): readonly (readonly string[])[] {
  const places = rows.map(() => new Array<string>(columns).fill(""));
  rows.forEach((row, index) => {
    for (const { text, column, colSpan, rowSpan } of row) {
      for (let i = index; i < Math.min(rows.length, index + rowSpan); i += 1) {
        places[i]?.fill(text, column, column + colSpan);
      }
    }
  });
  return places;
}
