import { addFen, type Fen, ZERO_FEN } from "../kernel/index.ts";

/** Money on its way: from a payer or a pool into a pool. Pools are those of the packs' funds. */
export const FLOWS = {
  "employer-medical": ["单位缴费（基本医疗）", "employer", "employee-pooled"],
  "employer-account": ["单位缴费划入个人账户", "employer", "employee-account"],
  maternity: ["单位缴费（生育）", "employer", "employee-pooled"],
  personal: ["职工个人缴费", "person", "employee-account"],
  "flexible-pool": ["灵活就业人员缴费（统筹）", "person", "employee-pooled"],
  "flexible-account": ["灵活就业人员缴费（个人账户）", "person", "employee-account"],
  "retiree-inflow": ["退休人员账户划入", "employee-pooled", "employee-account"],
  "large-sum": ["大额医疗费用补助保费", "", "employee-large-sum"],
  "resident-fee": ["居民个人缴费", "person", "resident-pooled"],
  "resident-assistance": ["资助参保", "medical-assistance", "resident-pooled"],
  "subsidy-centre": ["居民财政补助（中央）", "centre", "resident-pooled"],
  "subsidy-province": ["居民财政补助（省级）", "province", "resident-pooled"],
  "subsidy-city": ["居民财政补助（市级）", "city", "resident-pooled"],
  "subsidy-county": ["居民财政补助（县级）", "county", "resident-pooled"],
  "critical-illness": ["居民大病保险划拨", "resident-pooled", "resident-critical-illness"],
  "assistance-budget": ["医疗救助预算", "budget", "medical-assistance"],
} as const satisfies Readonly<Record<string, readonly [title: string, from: string, to: string]>>;

export type FlowName = keyof typeof FLOWS;
export const FLOW_NAMES = Object.keys(FLOWS) as FlowName[];

/** Pools that financing knows, in the order of reports. */
export const POOLS = [
  "employee-pooled",
  "employee-account",
  "employee-large-sum",
  "resident-pooled",
  "resident-critical-illness",
  "medical-assistance",
] as const;

/** A year of one flow. */
export interface MoneyFlow {
  readonly flow: FlowName;
  /** In Chinese. */
  readonly title: string;
  /** `employer`, `person`, a level of government, `budget`, or a pool that passes money on. */
  readonly from: string;
  /** The pool that receives it. */
  readonly to: string;
  /** January to December. */
  readonly monthly_fen: readonly Fen[];
  readonly total_fen: Fen;
}

/** A year of one pool. Income less what is passed on is what it has for benefits. */
export interface PoolIncome {
  readonly pool: string;
  /** With what other pools pass to it. */
  readonly monthly_fen: readonly Fen[];
  readonly total_fen: Fen;
  /** What it passes to other pools: spending of its own, and their income. */
  readonly passed_on_monthly_fen: readonly Fen[];
  readonly passed_on_fen: Fen;
}

/** `payer` says who pays the large-sum premium, which differs from city to city. */
export function moneyFlow(
  flow: FlowName,
  monthly_fen: readonly Fen[],
  payer: string | null,
): MoneyFlow {
  const [title, from, to] = FLOWS[flow];
  return {
    flow,
    title,
    from: payer ?? from,
    to,
    monthly_fen,
    total_fen: addFen(...monthly_fen),
  };
}

/** What the flows of a year come to, pool by pool. */
export function poolsOf(flows: readonly MoneyFlow[]): readonly PoolIncome[] {
  return POOLS.map((pool) => {
    const into = flows.filter((flow) => flow.to === pool);
    const outOf = flows.filter((flow) => flow.from === pool);
    const monthly = added(into);
    const passedOn = added(outOf);
    return {
      pool,
      monthly_fen: monthly,
      total_fen: addFen(...monthly),
      passed_on_monthly_fen: passedOn,
      passed_on_fen: addFen(...passedOn),
    };
  });
}

function added(flows: readonly MoneyFlow[]): readonly Fen[] {
  return Array.from({ length: 12 }, (_, month) =>
    addFen(...flows.map((flow) => flow.monthly_fen[month] ?? ZERO_FEN)),
  );
}
