/** Something is not as the auditor predicted: the run ends with it. */
export interface ViolationFacts {
  readonly day: number;
  readonly slot: number;
  /** The lane in which it showed; null for what the audit of a day found. */
  readonly household: number | null;
  /** The story that was playing, as `--stories` takes it. */
  readonly story: string | null;
  readonly what: string;
  readonly differences: readonly string[];
  /** The lane's last messages, the latest last. */
  readonly trail: readonly string[];
}

export class Violation extends Error {
  readonly facts: ViolationFacts;

  constructor(facts: ViolationFacts) {
    super(`${facts.what}\n  ${facts.differences.join("\n  ")}`);
    this.name = "Violation";
    this.facts = facts;
  }
}
