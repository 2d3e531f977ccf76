/** What does not re-add: where, what was said, and what it comes to. */
export interface ReAddFinding {
  /** What differs: a figure of the answer, or a part of a step. */
  readonly what: string;
  /** Index of the step, or null for a figure of the answer. */
  readonly step: number | null;
  /** Fen, or parts per million of a rate. */
  readonly stated: number;
  readonly re_added: number;
}

/** More are not noted: the first ones tell what is wrong. */
const FINDINGS_MAX = 20;

/** Takes down findings while an answer is re-added. */
export class ReAddNotes {
  readonly findings: ReAddFinding[];

  constructor(earlier: readonly ReAddFinding[] = []) {
    this.findings = [...earlier];
  }

  same(step: number | null, what: string, stated: number, re_added: number): void {
    if (stated !== re_added) this.#note({ what, step, stated, re_added });
  }

  /** What is said may not be less than `least` or more than `most`. */
  within(step: number | null, what: string, stated: number, least: number, most: number): void {
    if (stated < least) this.#note({ what, step, stated, re_added: least });
    if (stated > most) this.#note({ what, step, stated, re_added: most });
  }

  #note(finding: ReAddFinding): void {
    if (this.findings.length < FINDINGS_MAX) this.findings.push(finding);
  }
}
