import type { Fact } from "../disclosure/index.ts";
import type { Elsewhere } from "./place-loose.ts";

/** What is said of a cell, by row and column, outside its own table. */
export type SaidElsewhere = (row: string, column: string) => Elsewhere | null;

interface Amount {
  readonly fen: number;
  readonly step: number;
}

/** Money of these adds up to all spending by function, and is a part of it. */
const FUNDS = ["general", "fund", "capital"] as const;
const PARTS: ReadonlySet<string> = new Set(["basic", "project"]);
/** Whose money a column holds, by what a column of spending by fund is called. */
const OF_FUND: Readonly<Record<string, readonly string[]>> = {
  appropriation: FUNDS,
  general: ["general"],
  fund: ["fund"],
  capital: ["capital"],
};
const SPENT = ["actual", "amount", "total"];

/**
 * What the facts of other tables and of sentences say of the cells of a table: the same figure
 * printed again, and figures that it is a part of. Tables that were not read say nothing.
 */
export function elsewhereIn(facts: readonly Fact[], topic: string): SaidElsewhere {
  const said = new Said(
    facts.filter(({ source, ...one }) => source === "text" || one.topic !== topic),
  );
  return (row, column) => {
    if (row === "" || column === "") return null;
    const printed = said.printed(topic, row, column);
    const same = [said.told(topic, row, column), printed].filter(({ length }) => length > 0);
    const isPart = PARTS.has(column) && FUNDS.some((fund) => fund === topic);
    const isLimited = isPart && printed.length === 0 && !said.isAtOdds();
    const most = isLimited ? said.cell("spending", row, column) : null;
    return same.length === 0 && most === null ? null : { same, most };
  };
}

/** Fewer rows at odds are errors of their own. */
const ODDS_LEAST = 3;

class Said {
  readonly #amounts = new Map<string, Amount[]>();
  /** Tables, and their rows, that hold anything. */
  readonly #known = new Set<string>();
  #odds: number | undefined;

  constructor(facts: readonly Fact[]) {
    for (const { source, topic, row, column, printed } of facts) {
      if (printed.quantity !== "money") continue;
      const key = keyOf(source, topic, row, column);
      const own = this.#amounts.get(key) ?? [];
      this.#amounts.set(key, [...own, { fen: printed.value, step: printed.step }]);
      if (source === "table") this.#known.add(topic).add(`${topic} ${row}`);
    }
  }

  /** Of a cell of a table; null where it is not known. */
  cell(topic: string, row: string, column: string): Amount | null {
    return this.#amounts.get(keyOf("table", topic, row, column))?.[0] ?? null;
  }

  /** What sentences tell: the whole of a row, or a column of the total, has the amount. */
  told(topic: string, row: string, column: string): readonly Amount[] {
    const of = (one: string, columns: readonly string[]) =>
      columns.flatMap((own) => this.#amounts.get(keyOf("text", topic, one, own)) ?? []);
    if (SPENT.includes(column)) return of(row, SPENT);
    return [...of(row, [column]), ...(row === "total" ? of(column, SPENT) : [])];
  }

  /** What other tables print. */
  printed(topic: string, row: string, column: string): readonly Amount[] {
    return [...this.#ofSpending(topic, row, column), ...this.#ofIncome(topic, row, column)];
  }

  #ofSpending(topic: string, row: string, column: string): readonly Amount[] {
    if (topic === "spending" && row === "total") {
      return some(this.cell("overview", `nature-${column}`, "amount"));
    }
    if (!PARTS.has(column) || !/^\d|^total$/.test(row) || this.isAtOdds()) return [];
    const others = FUNDS.filter((fund) => fund !== topic).map((fund) => {
      return this.#orNothing(fund, row, column);
    });
    if (topic === "spending" && this.#known.has("general")) return some(sumOf(others, 1));
    if (others.length === FUNDS.length) return [];
    return some(sumOf([this.cell("spending", row, column), ...others], -1));
  }

  /** Parts of the whole that are more than the whole, row after row: one of them is wrong. */
  isAtOdds(): boolean {
    this.#odds ??= [...this.#amounts.keys()].filter((key) => {
      const [source, topic, row, column] = key.split(" ") as [string, string, string, string];
      if (source !== "table" || topic !== "general" || !PARTS.has(column)) return false;
      const whole = this.cell("spending", row, column);
      const part = this.cell(topic, row, column);
      if (whole === null || part === null) return false;
      return (part.fen - whole.fen) * 2 > part.step + whole.step;
    }).length;
    return this.#odds >= ODDS_LEAST;
  }

  #ofIncome(topic: string, row: string, column: string): readonly Amount[] {
    if (topic === "income" && row === "total") {
      return some(this.cell("overview", `income-${column}`, "amount"));
    }
    const funds = topic === "income" || topic === "appropriation" ? OF_FUND[column] : undefined;
    if (funds === undefined || !/^\d/.test(row) || !this.#known.has(funds[0] as string)) return [];
    return some(
      sumOf(
        funds.map((fund) => this.#orNothing(fund, row, "total")),
        1,
      ),
    );
  }

  /** A table without a row for it holds nothing of it; a row that was not placed says nothing. */
  #orNothing(topic: string, row: string, column: string): Amount | null {
    const nothing = this.#known.has(`${topic} ${row}`) ? null : { fen: 0, step: 0 };
    return this.cell(topic, row, column) ?? nothing;
  }
}

function keyOf(source: string, topic: string, row: string, column: string): string {
  return `${source} ${topic} ${row} ${column}`;
}

function some(amount: Amount | null): readonly Amount[] {
  return amount === null ? [] : [amount];
}

/** The first, and the others added or taken off; null where one of them is not known. */
function sumOf(amounts: readonly (Amount | null)[], sign: 1 | -1): Amount | null {
  let fen = 0;
  let step = 0;
  for (const [at, amount] of amounts.entries()) {
    if (amount === null) return null;
    fen += at === 0 ? amount.fen : sign * amount.fen;
    step += amount.step;
  }
  return { fen, step };
}
