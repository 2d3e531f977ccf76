/**
 * Why a call did not succeed: the problem document of the server (RFC 9457), or what stands for
 * one where the server could not be reached.
 */
export class Problem extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string | null;
  /** What is wrong and why. */
  readonly reason: string | null;
  /** What to do about it. */
  readonly mend: string | null;
  /** The field of the request that it is about, `lines[0].class`. */
  readonly field: string | null;
  readonly retry_after_seconds: number | null;

  constructor(status: number, told: ProblemDocument, retry_after_seconds: number | null = null) {
    super(told.detail ?? told.title ?? "");
    this.name = "Problem";
    this.status = status;
    this.code = told.code ?? null;
    this.reason = told.reason ?? null;
    this.mend = told.mend ?? null;
    this.field = told.field ?? null;
    this.retry_after_seconds = retry_after_seconds;
  }
}

export interface ProblemDocument {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly field?: string;
  readonly reason?: string;
  readonly mend?: string;
}

export const NO_ANSWER = 0;
export const NOT_SIGNED_IN = 401;
export const NOT_ALLOWED = 403;
export const NOT_FOUND = 404;
const BUSY: readonly number[] = [429, 503];
const WAIT_USUAL_SECONDS = 5;

export function isBusy({ status }: Problem): boolean {
  return BUSY.includes(status);
}

export async function problemOf(response: Response): Promise<Problem> {
  const told = await response.json().catch(() => ({}));
  const waiting = Number(response.headers.get("retry-after") ?? Number.NaN);
  const seconds = Number.isFinite(waiting) ? Math.ceil(waiting) : WAIT_USUAL_SECONDS;
  const document = typeof told === "object" && told !== null ? (told as ProblemDocument) : {};
  return new Problem(response.status, document, BUSY.includes(response.status) ? seconds : null);
}

/** The path of a field in a form: `lines[0].class` → `["lines", 0, "class"]`. */
export function fieldPath(field: string): (string | number)[] {
  return field
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
