/** What is common to all values of the wire: emptiness, kinds, and how they are quoted back. */

/** Unused members come as absent, null, "" or the words "null" and "NULL": all mean empty. */
export function isEmpty(value: unknown): value is undefined | null | "" {
  if (typeof value !== "string") return value === undefined || value === null;
  return value.length === 0 || (value.length === 4 && (value === "null" || value === "NULL"));
}

export type WireObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What came, in the words of an error message. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "数组";
  if (value === null || value === undefined) return "空值";
  if (typeof value === "object") return "对象";
  if (typeof value === "number") return "数字";
  return typeof value === "boolean" ? "布尔值" : "文本";
}

const QUOTE_LENGTH_MAX = 24;

/** A received value as it may stand in an error message: short, and on one line. */
export function quoted(value: unknown): string {
  const text = typeof value === "object" && value !== null ? kindOf(value) : String(value);
  return clipped(text.replace(/[\p{C}\s]+/gu, " "), QUOTE_LENGTH_MAX);
}

/** At most `length` UTF-16 units, never cutting a character in two. */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1);
  return `${/[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head}…`;
}

/** Postgres holds neither a null character nor half a surrogate pair. */
export function isUnusable(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) return /[\0\p{Surrogate}]/u.test(text);
  }
  return false;
}
