import type { Disclosure, Fact } from "../../disclosure/index.ts";
import { addFen, type Fen, fen, ZERO_FEN } from "../../kernel/index.ts";

/** The place of a figure without the word whether a table or a sentence says it. */
export interface Place {
  readonly topic: string;
  readonly row: string;
  /** "" for the column that holds the year's own figure. */
  readonly column: string;
}

const ADDRESS = /^(?:text:)?([a-z-]+)\[([0-9a-z-]+)\](?:\.([0-9a-z-]+))?$/;

/** `general[2101501].basic`, `general[total]`. */
export function placeOf(address: string): Place {
  const match = ADDRESS.exec(address);
  if (match === null) throw new RangeError(`“${address}” is no address`);
  return { topic: match[1] as string, row: match[2] as string, column: match[3] ?? "" };
}

/** Tables of the set: where there is one, a cell of it that nobody speaks of holds nothing. */
const TABLES = [
  ...["overview", "income", "spending", "appropriation", "general", "basic", "basic-government"],
  ...["fund", "capital", "three-public", "special-account"],
];

/** Where the figure of the year itself stands, the first that is known. */
const OWN_COLUMNS = {
  final: ["actual", "amount", "total", "count"],
  budget: ["amount", "total", "budget", "actual", "count"],
} as const;

/** What a disclosure says, looked up by place; amounts in fen, signed. */
export class DisclosureFigures {
  readonly #facts = new Map<string, Fact>();
  readonly #rows = new Map<string, Set<string>>();
  readonly #columns = new Set<string>();
  readonly #kind: "budget" | "final";

  constructor({ facts, kind }: Pick<Disclosure, "facts" | "kind">) {
    this.#kind = kind;
    for (const fact of facts) {
      const key = `${fact.source}:${fact.topic}[${fact.row}].${fact.column}`;
      if (!this.#facts.has(key)) this.#facts.set(key, fact);
      const rows = this.#rows.get(fact.topic) ?? new Set();
      this.#rows.set(fact.topic, rows.add(fact.row));
      this.#columns.add(`${fact.topic}.${fact.column}`);
    }
  }

  isKnownTopic(topic: string): boolean {
    return this.#rows.has(topic);
  }

  /** The codes and ids that figures of a topic stand under, in order. */
  rowsOf(topic: string): readonly string[] {
    return [...(this.#rows.get(topic) ?? [])].sort();
  }

  columnsOf(topic: string): readonly string[] {
    const own = [...this.#columns].filter((key) => key.startsWith(`${topic}.`));
    return own.map((key) => key.slice(topic.length + 1));
  }

  fact({ topic, row, column }: Place, source: "table" | "text" | "any" = "any"): Fact | null {
    const table = this.#facts.get(`table:${topic}[${row}].${column}`);
    if (source === "table") return table ?? null;
    const text = this.#facts.get(`text:${topic}[${row}].${column}`) ?? null;
    return source === "text" ? text : (table ?? text);
  }

  /** The amount of a place, its own column where none is named; null: not known. */
  money(place: Place): Fen | null {
    if (place.column !== "") {
      return this.#printed(place) ?? this.#virtual(place) ?? this.#nothing(place);
    }
    for (const column of OWN_COLUMNS[this.#kind]) {
      const amount = this.#printed({ ...place, column });
      if (amount !== null) return amount;
    }
    const isSum = /-(?:total|grand)$/.test(place.row);
    return this.#virtual(place) ?? (this.#isTable(place.topic) && !isSum ? ZERO_FEN : null);
  }

  /** A number of things; null: not known. */
  count({ topic, row, column }: Place): number | null {
    return this.fact({ topic, row, column: column || "count" })?.printed.value ?? null;
  }

  /** The budget that the year's figure is compared with. */
  budget({ topic, row }: Place): Fen | null {
    for (const column of ["budget", "initial-budget", "full-budget"]) {
      const amount = this.#printed({ topic, row, column });
      if (amount !== null) return amount;
    }
    return null;
  }

  /** The year before, or what it must have been by the change that is told. */
  prior(place: Place): Fen | null {
    for (const same of this.samePlaces(place)) {
      const prior = this.#priorOf(same);
      if (prior !== null) return prior;
    }
    return null;
  }

  /** The place itself first, then other wholes of the same side that come to as much. */
  samePlaces(place: Place): readonly Place[] {
    const others = WHOLES[`${place.topic}[${place.row}]`] ?? [];
    const own = this.money({ ...place, column: "" });
    const same = others.map(placeOf).filter((other) => this.money(other) === own);
    return [place, ...same];
  }

  #priorOf(place: Place): Fen | null {
    const { topic, row } = place;
    const prior = this.#printed({ topic, row, column: "prior" });
    if (prior !== null) return prior;
    const change = this.#printed({ topic, row, column: "change" });
    const now = this.money({ ...place, column: "" });
    if (change === null || now === null) return null;
    const before = fen(now - change);
    // Where only the budget is known, the change that is told is against that.
    return before === this.budget(place) ? null : before;
  }

  #printed(place: Place): Fen | null {
    const fact = this.fact(place);
    return fact === null ? null : fen(fact.printed.value);
  }

  /** A cell of a table that has the column and not the row holds nothing. */
  #nothing(place: Place): Fen | null {
    const isTold = this.#columns.has(`${place.topic}.${place.column}`);
    return isTold && this.#isTable(place.topic) ? ZERO_FEN : null;
  }

  #isTable(topic: string): boolean {
    return TABLES.includes(topic) && this.#rows.has(topic);
  }

  /** Wholes that some forms print and others do not: the sum of their parts. */
  #virtual({ topic, row, column }: Place): Fen | null {
    if (column === "personnel" || column === "public")
      return this.#economicPart(topic, row, column);
    const isOwn = column === "" || column === "amount";
    if (topic === "appropriation" && isOwn && /^\d|^spending-/.test(row)) {
      return this.#overFunds(row);
    }
    const parts = isOwn ? PARTS[`${topic}[${row}]`] : undefined;
    if (parts === undefined) return null;
    const amounts = parts.map((part) => this.money({ topic, row: part, column: "amount" }));
    if (amounts.every((amount) => amount === null)) return null;
    return addFen(...amounts.map((amount) => amount ?? ZERO_FEN));
  }

  /** Spending by all three appropriations. */
  #overFunds(row: string): Fen | null {
    const cells = ["general", "fund", "capital"].map((column) =>
      this.#printed({ topic: "appropriation", row, column }),
    );
    if (cells.every((cell) => cell === null)) return null;
    return addFen(...cells.map((cell) => cell ?? ZERO_FEN));
  }

  /** Wages and help for people are 人员经费, all else is 公用经费. */
  #economicPart(topic: string, row: string, column: string): Fen | null {
    if (topic !== "basic") return null;
    if (row === "total") return this.money({ topic, row: column, column: "total" });
    const isPersonnel = /^30[13]/.test(row);
    if (isPersonnel !== (column === "personnel")) return ZERO_FEN;
    return this.money({ topic, row, column: "total" });
  }
}

/** What may stand for each other where they come to as much: nothing is carried over. */
const WHOLES: Readonly<Record<string, readonly string[]>> = {
  "overview[income-grand]": ["overview[income-total]", "overview[spending-grand]"],
  "overview[income-total]": ["overview[income-grand]"],
  "overview[spending-total]": ["spending[total]", "overview[spending-grand]"],
  "spending[total]": ["overview[spending-total]", "overview[spending-grand]"],
  "appropriation[income-grand]": ["appropriation[income-total]", "appropriation[spending-grand]"],
  "appropriation[income-total]": ["appropriation[income-grand]"],
};

const PARTS: Readonly<Record<string, readonly string[]>> = {
  "overview[income-appropriation]": ["income-general", "income-fund", "income-capital"],
  "appropriation[income-appropriation]": ["income-general", "income-fund", "income-capital"],
  "overview[income-unit]": [
    ...["income-superior", "income-business", "income-operating", "income-affiliated"],
    ...["income-superior-finance", "income-other"],
  ],
};
