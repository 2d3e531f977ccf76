/** What every contestant must agree on, to the fen. */
export interface Outcome {
  /** Of each line: full self-pay, above the price ceiling, first share, in scope. */
  readonly lines: readonly (readonly [number, number, number, number])[];
  readonly total_fen: number;
  readonly in_scope_fen: number;
  readonly deductible_fen: number;
  readonly pool_fen: number;
  readonly critical_fen: number;
  readonly assistance_fen: number;
  readonly person_fen: number;
}
