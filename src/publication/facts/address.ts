/**
 * Where a figure stands: `general[2101501].basic` in a table, `text:general[2101501].completion`
 * where only sentences tell it. What sentences tell beside the tables has these columns:
 * `initial-budget`, `full-budget` and `budget` (the one of the two that is compared with), `prior`,
 * `change`, `change-rate`, `completion`, `share`.
 */
export type Address = string;

export interface AddressParts {
  readonly source: "table" | "text";
  readonly topic: string;
  readonly row: string;
  readonly column: string;
}

export function at(topic: string, row: string, column: string): Address {
  return `${topic}[${row}].${column}`;
}

export function told(topic: string, row: string, column: string): Address {
  return `text:${topic}[${row}].${column}`;
}

export function addressOf({ source, topic, row, column }: AddressParts): Address {
  return source === "text" ? told(topic, row, column) : at(topic, row, column);
}

const ADDRESS = /^(text:)?([a-z-]+)\[([0-9a-z-]+)\]\.([0-9a-z-]+)$/;

const KNOWN = new Map<Address, AddressParts | null>();

/** Beyond it what is known is forgotten: a program may make any number of disclosures. */
const KNOWN_MAX = 50_000;

/** Null for what is no address. */
export function partsOf(address: Address): AddressParts | null {
  const known = KNOWN.get(address);
  if (known !== undefined) return known;
  if (KNOWN.size >= KNOWN_MAX) KNOWN.clear();
  const parts = parsed(address);
  KNOWN.set(address, parts);
  return parts;
}

function parsed(address: Address): AddressParts | null {
  const match = ADDRESS.exec(address);
  if (match === null) return null;
  const [, text, topic, row, column] = match as unknown as [string, string?, string?, ...string[]];
  return {
    source: text === undefined ? "table" : "text",
    topic: topic as string,
    row: row as string,
    column: column as string,
  };
}
