import type { ErrorMessage } from "./error-message.ts";
import { ERROR_TEXTS, type ErrorCode } from "./error-texts.ts";

export type ErrorDetails = Readonly<Record<string, string | number>>;

/**
 * Every error a user can cause. It has a stable code (scripts may test it) and one sentence in
 * Chinese made from the table of texts, with the details of this case filled in.
 */
export class YibaoError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly where: string | undefined;

  constructor(code: ErrorCode, details: ErrorDetails = {}, where?: string) {
    super(sentence(code, details, where));
    this.name = "YibaoError";
    this.code = code;
    this.details = details;
    this.where = where;
  }

  /** What is wrong and why, without its place and mend. */
  get reason(): string {
    return filled((ERROR_TEXTS[this.code] as ErrorMessage).what, this.details);
  }

  /** What to do next. */
  get mend(): string {
    return filled((ERROR_TEXTS[this.code] as ErrorMessage).mend, this.details);
  }

  /** The same error, said of a place (file and line, row and column, field). */
  at(where: string): YibaoError {
    return new YibaoError(this.code, this.details, where);
  }
}

function sentence(code: ErrorCode, details: ErrorDetails, where: string | undefined): string {
  const { what, mend } = ERROR_TEXTS[code] as ErrorMessage;
  return `${where ? `${where}：` : ""}${filled(what, details)}。${filled(mend, details)}`;
}

function filled(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? "？"));
}
