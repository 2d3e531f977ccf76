import type { Fact } from "../../../src/disclosure/index.ts";

/** Facts as a data folder would give them: exact, in fen, nobody's mistake. */
export class FactList {
  readonly facts: Fact[] = [];
  readonly #values = new Map<string, number>();

  money(topic: string, row: string, column: string, value: number): void {
    this.#add("table", "money", { topic, row, column, value });
  }

  /** What only sentences tell: budgets, the year before. */
  told(topic: string, row: string, column: string, value: number): void {
    this.#add("text", "money", { topic, row, column, value });
  }

  count(topic: string, row: string, value: number, column = "count"): void {
    this.#add("table", "count", { topic, row, column, value });
  }

  /** Zero where nothing was said. */
  value(topic: string, row: string, column: string, source = "table"): number {
    return this.#values.get(`${source}:${topic}[${row}].${column}`) ?? 0;
  }

  /** The sum of a column over rows of seven digits. */
  sum(topic: string, column: string, source = "table"): number {
    let sum = 0;
    for (const [key, value] of this.#values) {
      const match = /^(table|text):([a-z-]+)\[\d{7}\]\.(.+)$/.exec(key);
      if (match?.[1] === source && match[2] === topic && match[3] === column) sum += value;
    }
    return sum;
  }

  #add(
    source: "table" | "text",
    quantity: "money" | "count",
    at: {
      readonly topic: string;
      readonly row: string;
      readonly column: string;
      readonly value: number;
    },
  ): void {
    const { topic, row, column, value } = at;
    const key = `${source}:${topic}[${row}].${column}`;
    if (this.#values.has(key)) throw new Error(`${key} is given twice`);
    this.#values.set(key, value);
    this.facts.push({
      ...{ source, topic, row, column, origin: "printed" },
      printed: { quantity, value, step: 1, text: "" },
      place: { page: 0, line: 0, table: "", row, column, text: "" },
    });
  }
}
