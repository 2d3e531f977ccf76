import type { Figure } from "./figure.ts";

/** The figures printed next to a figure: above and below in its column, beside it in its row. */
export class Neighbours {
  private readonly rows = new Map<string, Figure[]>();
  private readonly columns = new Map<string, Figure[]>();
  private readonly places = new Map<Figure, readonly [number, number]>();
  private readonly zeros = new Set<string>();

  constructor(figures: readonly Figure[]) {
    for (const figure of figures) {
      if (figure.source !== "table") continue;
      if (figure.origin === "printed" && figure.printed.value === 0) this.zeros.add(figure.topic);
      const inRow = put(this.rows, `${figure.topic}[${figure.row}]`, figure);
      const inColumn = put(this.columns, `${figure.topic}.${figure.column}`, figure);
      this.places.set(figure, [inRow, inColumn]);
    }
  }

  of(figure: Figure): readonly Figure[] {
    const place = this.places.get(figure);
    if (place === undefined) return [];
    const row = this.rows.get(`${figure.topic}[${figure.row}]`) ?? [];
    const column = this.columns.get(`${figure.topic}.${figure.column}`) ?? [];
    const [x, y] = place;
    return [row[x - 1], row[x + 1], column[y - 1], column[y + 1]].filter(
      (one) => one !== undefined,
    );
  }

  /** Whether a table prints its zeros: then a blank is no usual way to write nothing. */
  printsZeros(topic: string): boolean {
    return this.zeros.has(topic);
  }

  /** The figures of a row in the order printed. */
  row(topic: string, row: string): readonly Figure[] {
    return this.rows.get(`${topic}[${row}]`) ?? [];
  }
}

function put(into: Map<string, Figure[]>, key: string, figure: Figure): number {
  const own = into.get(key);
  if (own === undefined) into.set(key, [figure]);
  else own.push(figure);
  return (own?.length ?? 1) - 1;
}
