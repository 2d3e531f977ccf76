/** The transactions that move money, and what belongs to each: for what a hospital must try. */
export interface SettlementKind {
  readonly name: string;
  readonly trial: string;
  readonly final: string;
  readonly cancel: string;
  /** Who does it; see profileOf. */
  readonly of: "hospital" | "pharmacy";
  /** The whole way of a visit, in order; undoing steps included. */
  readonly way: readonly string[];
}

export const SETTLEMENT_KINDS: readonly SettlementKind[] = [
  {
    name: "门诊",
    trial: "2206",
    final: "2207",
    cancel: "2208",
    of: "hospital",
    way: ["2201", "2203", "2204", "2205", "2206", "2207", "2208", "2202"],
  },
  {
    name: "住院",
    trial: "2303",
    final: "2304",
    cancel: "2305",
    of: "hospital",
    way: ["2401", "2403", "2301", "2302", "2402", "2303", "2304", "2305", "2405", "2404"],
  },
  {
    name: "药店",
    trial: "2101",
    final: "2102",
    cancel: "2103",
    of: "pharmacy",
    way: ["2101", "2102", "2103"],
  },
];

/** The messages that 2601 can take back. */
export const REVERSIBLE: readonly string[] = ["2102", "2207", "2304", "2401"];
