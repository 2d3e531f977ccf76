/** A word that readers are told the meaning of. */
export interface Term {
  readonly title: string;
  readonly meaning: string;
  /** Budgets, final accounts, or null for both. */
  readonly kind: "budget" | "final" | null;
  /** The amount that must not be nothing for the word to be used; "" for always. */
  readonly when: string;
}
