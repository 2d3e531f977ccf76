import type { Line, Page } from "../document.ts";

/** Lines and pages of a format without geometry, written down one after the other. */
export class LineBook {
  readonly #pages: Line[][] = [[]];
  #number = 0;

  get page(): number {
    return this.#pages.length;
  }

  /** A new page, where something stands on this one. */
  turn(): void {
    if (this.#pages.at(-1)?.length) this.#pages.push([]);
  }

  /** Adds a line and returns its number. */
  add(text: string, inTable = false, number = this.#number + 1): number {
    this.#number = number;
    const place = { x: 0, y: 0, width: 0, height: 0, size: 0 };
    this.#pages.at(-1)?.push({
      ...{ number, page: this.page, text, runs: [{ text, ...place }] },
      ...place,
      ...{ role: "body", inTable },
    });
    return number;
  }

  pages(): readonly Omit<Page, "tables">[] {
    return this.#pages.map((lines, index) => ({
      ...{ number: index + 1, width: 0, height: 0, rotation: 0 },
      runs: lines.flatMap(({ runs }) => runs),
      lines,
    }));
  }
}
