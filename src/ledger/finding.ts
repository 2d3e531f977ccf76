/** Something wrong with what was checked: for people (`message`) and for programs (`code`). */
export interface Finding {
  readonly code: string;
  /** What it concerns: an entry, a seal, an account. */
  readonly where: string;
  /** In Chinese. */
  readonly message: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A check names at most so many findings of its kind: the first ones tell what happened. */
export const MOST_FINDINGS = 20;
