import { type CivilDate, type Ppm, percentFromPpm } from "../kernel/index.ts";
import { isUnverified, type Provenance, type Region } from "../policy/index.ts";
import {
  lifeExpectancyThousandths,
  type Mortality,
  mortalityOf,
  perMillionList,
  type Sex,
} from "./life-table.ts";
import type { RetirementAges } from "./retirement.ts";
import { cellOn, countOn, rateOn } from "./values.ts";

/** One assumption as a report lists it. */
export interface Assumption {
  /** The parameter of the packs; another value of it is another assumption. */
  readonly name: string;
  readonly title: string;
  readonly value: string;
  readonly source: Provenance;
  /** Shown as 待核实. */
  readonly unverified: boolean;
}

/** All that a projection supposes, read from the packs; `listed` says it with its basis. */
export interface Assumptions {
  readonly mortality: Readonly<Record<Sex, Mortality>>;
  readonly mortality_improvement_ppm: Ppm;
  /** Births a year per million women, ages 15–49 in groups of five. */
  readonly fertility: readonly Ppm[];
  readonly male_birth_share_ppm: Ppm;
  readonly net_migration_ppm: Ppm;
  readonly retirement: RetirementAges;
  readonly entry_from_age: number;
  readonly entry_to_age: number;
  readonly entry_share_ppm: Ppm;
  readonly leave_share_ppm: Ppm;
  readonly wage_growth_ppm: Ppm;
  readonly resident_fee_growth_ppm: Ppm;
  readonly resident_subsidy_growth_ppm: Ppm;
  readonly other_amounts_growth_ppm: Ppm;
  readonly retiree_inflow_growth_ppm: Ppm;
  readonly cost_growth_ppm: Readonly<Record<"working" | "retired" | "resident", Ppm>>;
  readonly aged_from_age: number;
  readonly aged_cost_growth_ppm: Ppm;
  readonly interest_ppm: Ppm;
  readonly listed: readonly Assumption[];
  /** What is supposed without a value of its own. */
  readonly stated: readonly string[];
}

export const FERTILE_FROM = 15;
export const FERTILE_GROUPS = 7;

/** @throws YibaoError POLICY-NO-VALUE | FINANCING-LIST-BROKEN */
export function assumptionsOf(region: Region, day: CivilDate): Assumptions {
  const reader = new AssumptionReader(region, day);
  const mortality = (sex: Sex) => reader.mortality(`mortality_${sex}_per_million`);
  const rate = (name: string) => reader.rate(name);
  const count = (name: string) => reader.count(name);
  const cost = (row: string) => reader.rate("projection_cost_growth", row);
  const values = {
    mortality: { male: mortality("male"), female: mortality("female") },
    mortality_improvement_ppm: rate("projection_mortality_improvement"),
    fertility: reader.fertility(),
    male_birth_share_ppm: rate("male_birth_share"),
    net_migration_ppm: rate("projection_net_migration"),
    retirement: retirementAges(reader),
    entry_from_age: count("projection_entry_from_age"),
    entry_to_age: count("projection_entry_to_age"),
    entry_share_ppm: rate("projection_entry_share"),
    leave_share_ppm: rate("projection_leave_share"),
    wage_growth_ppm: rate("projection_wage_growth"),
    resident_fee_growth_ppm: rate("projection_resident_fee_growth"),
    resident_subsidy_growth_ppm: rate("projection_resident_subsidy_growth"),
    other_amounts_growth_ppm: rate("projection_other_amounts_growth"),
    retiree_inflow_growth_ppm: rate("projection_retiree_inflow_growth"),
    cost_growth_ppm: {
      working: cost("working"),
      retired: cost("retired"),
      resident: cost("resident"),
    },
    aged_from_age: count("projection_aged_from_age"),
    aged_cost_growth_ppm: rate("projection_aged_cost_growth"),
    interest_ppm: rate("fund_interest_rate_year"),
  };
  return { ...values, listed: reader.listed, stated: STATED };
}

/** Kept beside the arithmetic that it describes; a report prints it after the listed values. */
const STATED: readonly string[] = [
  "年龄按测算年减出生年计；每年先死亡、长一岁，再退休、就业，然后出生、迁移",
  "各险种同龄同性别的死亡率相同；满 105 岁者当年死亡",
  "新生儿当年全部参加居民医保；迁移按各组现有人数分摊",
  "达到法定退休年龄者都已缴满年限，不再缴费；弹性提前、延迟退休不计",
  "缴费按起始年各岁平均缴费基数（上下限之后）与在职人数推算，工资与上下限同速增长",
  "居民的救助身份构成、职工的参加方式不变",
  "政策包中已公布的各年缴费、补助按公布数，其后按假设增长；缴费比例按政策包各年的数",
  "各组人均基金支出按起始年的性别、年龄段水平，随假设增长；起始年没有的收支项目以后也没有",
  "利息按年初结余计；省级调剂金、财政兜底不计",
];

/** Reads values and writes down what it read. */
class AssumptionReader {
  readonly listed: Assumption[] = [];
  readonly #region: Region;
  readonly #day: CivilDate;

  constructor(region: Region, day: CivilDate) {
    this.#region = region;
    this.#day = day;
  }

  rate(name: string, row: string | null = null): Ppm {
    const rate_ppm = rateOn(this.#region, name, this.#day, row);
    this.#list(name, row, percentFromPpm(rate_ppm));
    return rate_ppm;
  }

  count(name: string): number {
    const count = countOn(this.#region, name, this.#day);
    this.#list(name, null, String(count));
    return count;
  }

  mortality(name: string): Mortality {
    const mortality = mortalityOf(name, this.#texts(name));
    const years = lifeExpectancyThousandths(mortality);
    const text = `${Math.floor(years / 1_000)}.${String(years % 1_000).padStart(3, "0")}`;
    this.#list(name, null, `零岁余命 ${text} 年`);
    return mortality;
  }

  fertility(): readonly Ppm[] {
    const name = "fertility_per_million";
    const rates = perMillionList(name, this.#texts(name), FERTILE_GROUPS);
    const total = rates.reduce((sum, rate) => sum + rate * 5, 0);
    const text = `${Math.floor(total / 1e6)}.${String(total % 1e6)
      .padStart(6, "0")
      .slice(0, 2)}`;
    this.#list(name, null, `总和生育率 ${text}`);
    return rates;
  }

  #texts(name: string): readonly string[] {
    return cellOn(this.#region, name, this.#day).value as readonly string[];
  }

  #list(name: string, row: string | null, value: string): void {
    const { source } = cellOn(this.#region, name, this.#day, row);
    const title = this.#region.parameters.get(name)?.title ?? name;
    const group = row === null ? "" : `（${ROW_TITLES[row] ?? row}）`;
    const unverified = isUnverified(source);
    this.listed.push({ name, title: `${title}${group}`, value, source, unverified });
  }
}

const ROW_TITLES: Readonly<Record<string, string>> = {
  working: "在职",
  retired: "退休",
  resident: "居民",
};

function retirementAges(reader: AssumptionReader): RetirementAges {
  const raise_first_year = reader.count("retirement_raise_first_year");
  const age = (kind: string, weight: number) => ({
    weight,
    age_months: reader.count(`retirement_age_${kind}_months`),
    raise_most_months: reader.count(`retirement_raise_${kind}_most_months`),
    raise_step_months: Math.max(reader.count(`retirement_raise_${kind}_step_months`), 1),
    raise_first_year,
  });
  const workers = reader.rate("retirement_female_worker_share");
  return {
    male: [age("male", 1)],
    female: [age("female_worker", workers), age("female_cadre", 1_000_000 - workers)],
  };
}
