import { type InsuredPeople, incomeOfYear, type PoolIncome } from "../../financing/index.ts";
import type { Parameter, Region } from "../../policy/index.ts";
import type { HistoryPeople } from "../history/history.ts";

/** What a year brings the pools by a region's financing rules; each is worked out once. */
export interface IncomeBook {
  /** @throws YibaoError POLICY-NO-VALUE */
  of(region: Region, year: number): readonly PoolIncome[];
}

export function incomeBook(people: HistoryPeople): IncomeBook {
  const insured = insuredPeople(people);
  const known: { region: Region; year: number; pools: readonly PoolIncome[] }[] = [];
  return {
    of(region, year) {
      const same = known.find((one) => one.year === year && financedAlike(one.region, region));
      if (same !== undefined) return same.pools;
      const { pools } = incomeOfYear(region, insured, year);
      known.push({ region, year, pools });
      return pools;
    },
  };
}

/** Income asks for the parameters of financing, and for how amounts are rounded. */
export function isAskedByIncome({ name, purpose }: Parameter): boolean {
  return purpose === "financing" || ASKED_BESIDE.includes(name);
}

const ASKED_BESIDE: readonly string[] = ["identity_order", "rounding"];

function financedAlike(one: Region, other: Region): boolean {
  if (one === other) return true;
  return [...other.parameters.values()].every(
    (parameter) => !isAskedByIncome(parameter) || one.parameters.get(parameter.name) === parameter,
  );
}

/** The columns of a history's people that contributions ask for. */
export function insuredPeople({ columns, words, count }: HistoryPeople): InsuredPeople {
  return {
    count,
    insutype: { codes: columns.insutype, words: words.insutype ?? [] },
    employment_status: { codes: columns.employment_status, words: words.employment_status ?? [] },
    identities: { codes: columns.identities, words: words.identities ?? [] },
    contribution_base_fen: columns.contribution_base_fen,
    insured_months: columns.insured_months,
  };
}
