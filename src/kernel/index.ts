/** The kernel: money, rates, dates, identifiers, errors. No I/O, no dependency, no clock. */
export * from "./arithmetic.ts";
export * from "./civil-date.ts";
export * from "./csv-text.ts";
export type { ErrorCode } from "./error-texts.ts";
export * from "./errors.ts";
export * from "./fen.ts";
export * from "./html.ts";
export * from "./identifiers.ts";
export * from "./ppm.ts";
export * from "./random.ts";
export * from "./wan-yuan.ts";
