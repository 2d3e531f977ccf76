import {
  type ErrorCode,
  type ErrorDetails,
  fenFromYuan,
  ppmFromDecimal,
  YibaoError,
} from "../kernel/index.ts";
import { scaledInteger } from "./decimal.ts";
import type { Dictionary, FieldShape } from "./transaction-shape.ts";
import { dateText, dateTimeText } from "./wire-time.ts";
import { isUnusable, kindOf, quoted } from "./wire-value.ts";

/** Why a value is not taken. A value, not an exception: a bad message may have thousands. */
export class Refusal {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    this.code = code;
    this.details = details;
  }
}

/** Turns one non-empty value of the wire into ours, or says why not. */
export type FieldReader = (value: unknown) => unknown;

/** The reader of a field, made once. `array` fields are read by the validator itself. */
export function fieldReader(
  field: FieldShape,
  dictionaries: ReadonlyMap<string, Dictionary>,
): FieldReader {
  switch (field.type) {
    case "text":
      return textFieldReader(field, dictionaries);
    case "digits":
      return readDigits;
    case "amount":
      return readAmount;
    case "price":
      return numberReader(6, "12.345678");
    case "quantity":
      return numberReader(4, "1.5");
    case "rate":
      return readRate;
    case "decimal":
      return decimalReader(field.decimals);
    case "integer":
      return readInteger;
    case "boolean":
      return readBoolean;
    case "date":
      return (value) => readTime(value, dateText);
    case "datetime":
      return (value) => readTime(value, dateTimeText);
    case "bytes":
      return readBytes;
    case "json":
      return readExtension;
    case "texts":
      return readTexts;
    case "array":
      throw new Error(`the field ${field.name} holds rows and has no reader of its own`);
  }
}

function textFieldReader(
  field: FieldShape,
  dictionaries: ReadonlyMap<string, Dictionary>,
): FieldReader {
  if (field.name === "exp_content") return readExtension;
  const dictionary = field.dictionary === null ? undefined : dictionaries.get(field.dictionary);
  return dictionary?.enforced ? dictionaryReader(dictionary) : readText;
}

function readText(value: unknown): string | Refusal {
  if (typeof value === "string") {
    return isUnusable(value) ? new Refusal("GATEWAY-TEXT-UNUSABLE", {}) : value.trim();
  }
  // A code sent as a JSON number is taken as its digits, while they are still exact.
  if (typeof value === "number" && (Number.isSafeInteger(value) || !Number.isInteger(value))) {
    return String(value);
  }
  return new Refusal("GATEWAY-NOT-TEXT", { kind: kindOf(value) });
}

/** A list of texts, or texts parted by commas. */
function readTexts(value: unknown): readonly string[] | Refusal {
  const parts = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : null;
  if (parts === null) return new Refusal("GATEWAY-NOT-TEXT", { kind: kindOf(value) });
  const texts = parts.map(readText);
  const refused = texts.find((text) => text instanceof Refusal);
  return refused instanceof Refusal ? refused : (texts as string[]).filter((text) => text !== "");
}

/** `exp_content` is a JSON text; some send the object itself. */
function readExtension(value: unknown): string | Refusal {
  if (typeof value !== "object" || value === null) return readText(value);
  try {
    return readText(JSON.stringify(value));
  } catch {
    return new Refusal("GATEWAY-NOT-TEXT", { kind: kindOf(value) });
  }
}

const ALLOWED_SHOWN = 6;

function dictionaryReader(dictionary: Dictionary): FieldReader {
  const accepted = new Map([...dictionary.values.keys()].map((value) => [value, value]));
  for (const [alias, value] of dictionary.aliases) accepted.set(alias, value);
  const entries = [...dictionary.values].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = entries.slice(0, ALLOWED_SHOWN).map(([value, name]) => `${value} ${name}`);
  const allowed = shown.join("、") + (entries.length > ALLOWED_SHOWN ? " 等" : "");
  return (value) => {
    const text = readText(value);
    if (typeof text !== "string") return text;
    const known = accepted.get(text);
    if (known !== undefined) return known;
    const details = { value: quoted(text), dictionary: dictionary.name, allowed };
    return new Refusal("GATEWAY-NOT-IN-DICTIONARY", details);
  };
}

function readDigits(value: unknown): string | Refusal {
  const text = readText(value);
  if (typeof text === "string" && /^\d{1,30}$/.test(text) && !/^0+$/.test(text)) return text;
  return new Refusal("GATEWAY-NOT-DIGITS", { value: quoted(value) });
}

function readAmount(value: unknown): unknown {
  return readByKernel(value, fenFromYuan, "MONEY-NOT-AN-AMOUNT");
}

function readRate(value: unknown): unknown {
  return readByKernel(value, ppmFromDecimal, "RATE-NOT-A-RATE");
}

function readByKernel(
  value: unknown,
  read: (value: string | number) => number,
  otherwise: ErrorCode,
): number | Refusal {
  if (typeof value === "string" || typeof value === "number") {
    try {
      return read(value);
    } catch (error) {
      if (!(error instanceof YibaoError)) throw error;
      return new Refusal(error.code, { value: quoted(value) });
    }
  }
  return new Refusal(otherwise, { value: quoted(value) });
}

function numberReader(decimals: number, example: string): FieldReader {
  return (value) => {
    if (typeof value === "string" || typeof value === "number") {
      const scaled = scaledInteger(typeof value === "string" ? value.trim() : value, decimals);
      if (scaled !== null) return scaled;
    }
    return new Refusal("GATEWAY-NOT-A-NUMBER", { value: quoted(value), decimals, example });
  };
}

/** Numbers that are not money (age, days): scaled to check the places, then a plain number. */
function decimalReader(decimals: number): FieldReader {
  const read = numberReader(decimals, "1.5");
  return (value) => {
    const scaled = read(value);
    return typeof scaled === "number" ? Number(value) : scaled;
  };
}

function readInteger(value: unknown): number | Refusal {
  if (typeof value === "string" || typeof value === "number") {
    const whole = scaledInteger(typeof value === "string" ? value.trim() : value, 0);
    if (whole !== null) return whole;
  }
  return new Refusal("GATEWAY-NOT-AN-INTEGER", { value: quoted(value) });
}

function readBoolean(value: unknown): boolean | Refusal {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "1" || value === 1) return true;
  if (value === "false" || value === "0" || value === 0) return false;
  return new Refusal("GATEWAY-NOT-TEXT", { kind: kindOf(value) });
}

function readTime(value: unknown, read: (text: string) => string | null): string | Refusal {
  const time =
    typeof value === "string" || typeof value === "number" ? read(`${value}`.trim()) : null;
  return time ?? new Refusal("GATEWAY-NOT-A-TIME", { value: quoted(value) });
}

/** Base64 text, or the array of byte values that some serialisers write. */
function readBytes(value: unknown): string | Refusal {
  if (typeof value === "string" && /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) return value;
  const bytes = Array.isArray(value) ? bytesOf(value) : null;
  return bytes === null ? new Refusal("GATEWAY-NOT-BYTES", {}) : bytes.toString("base64");
}

/** Millions of numbers in one pass. */
function bytesOf(values: readonly unknown[]): Buffer | null {
  const bytes = Buffer.allocUnsafe(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (!isByte(value)) return null;
    // Java writes bytes from -128 to 127.
    bytes[at] = value & 0xff;
  }
  return bytes;
}

function isByte(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= -128 && (value as number) <= 255;
}
