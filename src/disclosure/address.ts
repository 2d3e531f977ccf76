/**
 * Addresses as rules write them: `general[2101501].basic` in a table, `text:general[total].actual`
 * in a sentence, `against:general[total].total` in the other disclosure. A row may be a pattern:
 *
 * - `class`, `subclass`, `item`: codes of 3, 5, 7 digits; `code`: any code; `*`: any row;
 * - `child:208`: what is printed directly below 208; `top`: codes with none printed above them;
 * - `a|b`: one or the other; `20805??`: `?` stands for a digit;
 * - `{name}`: what `each` has bound.
 */
export interface Address {
  readonly source: "table" | "text" | "against";
  readonly topic: string;
  readonly row: string;
  readonly column: string;
}

const SHAPE = /^(?:(text|against):)?([a-z][a-z-]*|\{\w+\})\[([^\]]+)\]\.(\S+)$/;

/** Null where it is no address. */
export function parseAddress(text: string): Address | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  return {
    source: (match[1] ?? "table") as Address["source"],
    topic: match[2] as string,
    row: match[3] as string,
    column: match[4] as string,
  };
}

export function addressText({ source, topic, row, column }: Address): string {
  const prefix = source === "table" ? "" : `${source}:`;
  return `${prefix}${topic}[${row}].${column}`;
}

const LENGTHS: Readonly<Record<string, number>> = { class: 3, subclass: 5, item: 7 };

/** Whether a row or column is meant by a pattern without blanks (`child:` and `top` apart). */
export function matchesPattern(pattern: string, word: string): boolean {
  return pattern.split("|").some((one) => {
    if (one === "*" || one === word) return true;
    if (one === "code") return /^\d+$/.test(word);
    const length = LENGTHS[one];
    if (length !== undefined) return word.length === length && /^\d+$/.test(word);
    return one.includes("?") && one.length === word.length && matchesDigits(one, word);
  });
}

function matchesDigits(pattern: string, word: string): boolean {
  return [...pattern].every((sign, at) => sign === word[at] || (sign === "?" && isDigit(word[at])));
}

function isDigit(sign: string | undefined): boolean {
  return sign !== undefined && sign >= "0" && sign <= "9";
}

export function isCode(row: string): boolean {
  return /^\d{3,}$/.test(row);
}
