import pg from "pg";

/**
 * How column values become JavaScript values on our connections (never process-wide):
 * bigint → number, refused beyond 2^53; date → text `2023-06-01`; timestamptz → Date;
 * numeric → text, so that nothing is rounded unseen.
 */
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`the database holds ${text}, which a number cannot hold exactly`);
  }
  return value;
}

const asText = (text: string): string => text;

/** `{1,2,NULL}` of a type whose values need no quoting. */
function plainArray<T>(text: string, item: (text: string) => T): (T | null)[] {
  if (text === "{}") return [];
  return text
    .slice(1, -1)
    .split(",")
    .map((part) => (part === "NULL" ? null : item(part)));
}

const OWN_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: safeInteger,
  [INT8_ARRAY]: (text) => plainArray(text, safeInteger),
  [DATE]: asText,
  [DATE_ARRAY]: (text) => plainArray(text, asText),
};

export const columnTypes = {
  getTypeParser(typeId: number, format?: "text" | "binary"): unknown {
    const own = format === "binary" ? undefined : OWN_PARSERS[typeId];
    return own ?? pg.types.getTypeParser(typeId, format as "text");
  },
} as pg.CustomTypesConfig;
