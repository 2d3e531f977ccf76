import type { HospitalLevel, IdentityKind, Place } from "../../../policy/index.ts";

/**
 * Everything that a made history assumes, in one table: no other file of the generator holds a
 * number about people or care. None of it was measured; `basis` says how it was come by, as in the
 * policy packs, and `yibao history generate --assumptions` prints it. A change here is a change of
 * the bytes: raise GENERATOR_VERSION with it.
 */
export const GENERATOR_VERSION = 1;

export interface Assumption<Value> {
  readonly title: string;
  readonly unit: string;
  readonly basis: "placeholder" | "recalled";
  readonly source: string;
  readonly value: Value;
}

/** How often each is drawn. */
export type Weighted<Choice> = readonly (readonly [weight: number, choice: Choice])[];

/** A distribution by its quantiles: parts per million below, and the value; straight between. */
export type Quantiles = readonly (readonly [below_ppm: number, value: number])[];

/** Of the ages 0–17, 18–39, 40–54, 55–64, 65–74, 75 and above. */
export type ByAge = readonly [number, number, number, number, number, number];

const OWN = "本平台约定，供试算，不是统计";

function invented<Value>(title: string, unit: string, value: Value): Assumption<Value> {
  return { title, unit, basis: "placeholder", source: OWN, value };
}

function recalled<Value>(title: string, unit: string, source: string, value: Value) {
  return { title, unit, basis: "recalled", source, value } as const satisfies Assumption<Value>;
}

type Scheme = "310" | "390";
type Condition = Readonly<Record<string, ByAge>>;

export const ASSUMPTIONS = {
  // —— 人 ——
  employee_share: recalled("职工占参保人数的比例", "百万分之", "全国职工与居民约 1 : 3", 250_000),
  retired_share: recalled("退休人员占职工的比例", "百万分之", "全国在职退休比约 2.8", 265_000),
  ages: invented<
    Readonly<Record<"working" | "retired" | "resident", Weighted<readonly [number, number]>>>
  >("年龄（岁，按权重）", "权重与年龄段", {
    working: [
      [8, [20, 24]],
      [15, [25, 29]],
      [20, [30, 34]],
      [17, [35, 39]],
      [13, [40, 44]],
      [12, [45, 49]],
      [10, [50, 54]],
      [5, [55, 59]],
    ],
    retired: [
      [10, [50, 54]],
      [18, [55, 59]],
      [20, [60, 64]],
      [18, [65, 69]],
      [14, [70, 74]],
      [10, [75, 79]],
      [6, [80, 84]],
      [4, [85, 95]],
    ],
    resident: [
      [6, [0, 4]],
      [8, [5, 9]],
      [9, [10, 14]],
      [8, [15, 19]],
      [7, [20, 29]],
      [10, [30, 39]],
      [12, [40, 49]],
      [16, [50, 59]],
      [12, [60, 69]],
      [8, [70, 79]],
      [4, [80, 95]],
    ],
  }),
  male_ppm: invented<ByAge>(
    "男性的比例（六个年龄段）",
    "百万分之",
    [530_000, 515_000, 510_000, 500_000, 485_000, 430_000],
  ),
  districts: invented<Readonly<Record<string, Weighted<string>>>>("参保县区", "权重与区划代码", {
    "430400": [
      [6, "430405"],
      [6, "430406"],
      [6, "430407"],
      [8, "430408"],
      [2, "430412"],
      [13, "430421"],
      [12, "430422"],
      [6, "430423"],
      [9, "430424"],
      [11, "430426"],
      [14, "430481"],
      [12, "430482"],
    ],
  }),
  part_year_ppm: invented("不满一年参保的比例", "百万分之", 40_000),
  incomes_fen: invented<Readonly<Record<"working" | "retired" | "resident" | "poor", Quantiles>>>(
    "本人年可支配收入",
    "百万分之与分",
    {
      working: quantilesOfYuan([
        [0, 24_000],
        [100_000, 34_000],
        [500_000, 52_000],
        [900_000, 98_000],
        [990_000, 190_000],
        [1_000_000, 400_000],
      ]),
      retired: quantilesOfYuan([
        [0, 18_000],
        [100_000, 26_000],
        [500_000, 39_000],
        [900_000, 66_000],
        [990_000, 110_000],
        [1_000_000, 180_000],
      ]),
      resident: quantilesOfYuan([
        [0, 4_000],
        [100_000, 9_000],
        [250_000, 14_000],
        [500_000, 22_000],
        [750_000, 33_000],
        [900_000, 47_000],
        [990_000, 95_000],
        [1_000_000, 260_000],
      ]),
      poor: quantilesOfYuan([
        [0, 5_500],
        [500_000, 8_500],
        [1_000_000, 13_000],
      ]),
    },
  ),
  contribution_bases_fen: invented<Quantiles>(
    "在职职工的月缴费基数",
    "百万分之与分",
    quantilesOfYuan([
      [0, 3_900],
      [500_000, 5_900],
      [900_000, 11_000],
      [1_000_000, 21_000],
    ]),
  ),
  civil_servants: invented("公务员占职工的比例，与其中各级别", "百万分之；权重与级别", {
    share_ppm: 120_000,
    ranks: [
      [80, "section"],
      [15, "county"],
      [5, "department"],
    ] as Weighted<string>,
  }),
  identities: invented<
    Readonly<Record<Scheme, readonly { readonly kind: IdentityKind; readonly by_age: ByAge }[]>>
  >("救助身份（六个年龄段）", "百万分之", {
    "310": [{ kind: "low-income", by_age: [0, 1_500, 3_000, 4_000, 3_000, 3_000] }],
    "390": [
      { kind: "extreme-poverty", by_age: [1_000, 1_500, 4_000, 9_000, 22_000, 30_000] },
      { kind: "orphan", by_age: [2_500, 0, 0, 0, 0, 0] },
      { kind: "low-income", by_age: [30_000, 22_000, 30_000, 40_000, 48_000, 55_000] },
      { kind: "low-income-edge", by_age: [12_000, 9_000, 12_000, 16_000, 18_000, 18_000] },
      { kind: "returned-to-poverty", by_age: [2_000, 2_000, 2_000, 2_500, 2_500, 2_500] },
      { kind: "monitored", by_age: [9_000, 8_000, 11_000, 13_000, 14_000, 14_000] },
      { kind: "illness-poverty", by_age: [600, 1_000, 2_500, 4_000, 5_000, 5_000] },
    ],
  }),
  identity_within_year_ppm: invented("救助身份在年内才认定的比例", "百万分之", 80_000),
  filed_resident_ppm: invented("异地长期居住备案的比例", "百万分之", 18_000),
  // —— 病种 ——
  chronic_certificates: invented<Condition>("认定门诊慢特病的比例（六个年龄段）", "百万分之", {
    hypertension: [0, 3_000, 32_000, 75_000, 130_000, 150_000],
    diabetes: [200, 2_000, 16_000, 40_000, 60_000, 58_000],
    "coronary-disease": [0, 300, 5_000, 21_000, 48_000, 70_000],
    "stroke-sequelae": [0, 200, 4_000, 15_000, 30_000, 42_000],
    copd: [0, 100, 1_500, 7_000, 16_000, 24_000],
    "rheumatoid-arthritis": [100, 800, 3_000, 5_000, 6_000, 5_000],
    cirrhosis: [0, 300, 1_200, 2_000, 2_000, 1_200],
    "chronic-hepatitis": [50, 2_500, 3_500, 2_500, 1_500, 800],
    tuberculosis: [30, 300, 400, 500, 500, 400],
    lupus: [50, 400, 400, 300, 200, 100],
    parkinson: [0, 20, 200, 1_000, 3_000, 4_500],
    epilepsy: [600, 700, 600, 500, 400, 300],
    psychosis: [200, 2_500, 3_000, 2_500, 1_800, 1_200],
    asthma: [300, 300, 500, 900, 1_100, 900],
  }),
  special_certificates: invented<Condition>(
    "认定按住院比例支付的特殊病种的比例（六个年龄段）",
    "百万分之",
    {
      "cancer-therapy": [200, 800, 4_000, 9_000, 11_000, 9_000],
      dialysis: [10, 250, 800, 1_200, 1_400, 1_100],
      transplant: [10, 80, 150, 150, 80, 30],
      haemophilia: [60, 50, 30, 20, 10, 10],
    },
  ),
  two_disease_certificates: invented<Condition>(
    "居民认定两病、未认定慢特病的比例（六个年龄段）",
    "百万分之",
    {
      hypertension: [0, 2_000, 30_000, 90_000, 140_000, 150_000],
      diabetes: [0, 1_000, 12_000, 35_000, 45_000, 40_000],
    },
  ),
  // —— 就诊次数 ——
  activity: invented<Weighted<number>>("就诊多少因人而异：倍数", "权重与千分之", [
    [200, 100],
    [250, 400],
    [250, 820],
    [180, 1_560],
    [90, 2_700],
    [30, 5_200],
  ]),
  outpatient_visits: invented<Readonly<Record<Scheme, ByAge>>>(
    "一年普通门诊次数（六个年龄段）",
    "千分之",
    {
      "310": [0, 3_200, 4_200, 5_200, 6_600, 7_000],
      "390": [5_200, 2_300, 3_500, 5_600, 7_200, 7_000],
    },
  ),
  pharmacy_visits: invented<Readonly<Record<Scheme, ByAge>>>(
    "一年药店购药次数（六个年龄段）",
    "千分之",
    {
      "310": [0, 2_800, 3_700, 4_700, 5_300, 4_700],
      "390": [0, 0, 0, 0, 0, 0],
    },
  ),
  emergency_ppm: invented("门诊中急诊的比例", "百万分之", 40_000),
  chronic_visits: invented("每个慢特病种一年的门诊次数", "千分之", 5_500),
  two_disease_visits: invented("每个两病病种一年的购药次数", "千分之", 5_000),
  special_visits: invented<Readonly<Record<string, number>>>("特殊病种一年的结算次数", "千分之", {
    "cancer-therapy": 9_000,
    dialysis: 44_000,
    transplant: 12_000,
    haemophilia: 14_000,
  }),
  admissions: invented<Readonly<Record<Scheme, ByAge>>>("一年住院次数（六个年龄段）", "千分之", {
    "310": [0, 65, 105, 180, 310, 450],
    "390": [85, 85, 125, 250, 400, 500],
  }),
  special_admissions: invented("有特殊病种者另加的住院次数", "千分之", 1_400),
  month_weights: invented<Readonly<Record<"outpatient" | "stay", readonly number[]>>>(
    "十二个月的多少：冬季呼吸道疾病，二月过年",
    "权重",
    {
      outpatient: [1180, 1060, 1010, 950, 920, 900, 900, 920, 960, 1000, 1090, 1200],
      stay: [1120, 890, 1040, 1000, 980, 970, 980, 980, 970, 980, 1040, 1070],
    },
  ),
  growth_per_month_ppm: invented("次数与次均费用逐月增长（相对年初）", "百万分之", {
    visits: 4_000,
    cost: 3_000,
  }),
  // —— 机构与地点 ——
  outpatient_levels: invented<Readonly<Record<Scheme, Weighted<HospitalLevel>>>>(
    "门诊在哪一级机构",
    "权重与级别",
    {
      "310": [
        [22, "primary"],
        [15, "level1"],
        [33, "level2"],
        [26, "level3"],
        [4, "level3-provincial"],
      ],
      "390": [
        [66, "primary"],
        [14, "level1"],
        [14, "level2"],
        [5, "level3"],
        [1, "level3-provincial"],
      ],
    },
  ),
  stay_levels: invented<Readonly<Record<Scheme, Weighted<HospitalLevel>>>>(
    "住院在哪一级机构",
    "权重与级别",
    {
      "310": [
        [6, "primary"],
        [8, "level1"],
        [42, "level2"],
        [40, "level3"],
        [4, "level3-provincial"],
      ],
      "390": [
        [30, "primary"],
        [13, "level1"],
        [38, "level2"],
        [17, "level3"],
        [2, "level3-provincial"],
      ],
    },
  ),
  chronic_levels: invented<Weighted<HospitalLevel>>("慢特病门诊在哪一级机构", "权重与级别", [
    [30, "primary"],
    [15, "level1"],
    [35, "level2"],
    [20, "level3"],
  ]),
  special_levels: invented<Weighted<HospitalLevel>>("特殊病种在哪一级机构", "权重与级别", [
    [45, "level2"],
    [50, "level3"],
    [5, "level3-provincial"],
  ]),
  two_disease_levels: invented<Weighted<HospitalLevel>>("两病用药在哪一级机构", "权重与级别", [
    [70, "primary"],
    [20, "level1"],
    [10, "level2"],
  ]),
  stay_places: invented<Weighted<Place>>("没有长期居住备案者在哪里住院", "权重与就医地", [
    [935, "local"],
    [32, "referred"],
    [12, "emergency"],
    [21, "unreferred"],
  ]),
  away_levels: invented<Weighted<HospitalLevel>>("异地住院在哪一级机构", "权重与级别", [
    [15, "level2"],
    [55, "level3"],
    [30, "level3-provincial"],
  ]),
  // —— 费用 ——
  outpatient_cost_fen: invented<Readonly<Record<HospitalLevel, number>>>(
    "普通门诊次均费用的中位数",
    "分",
    {
      primary: 5_600,
      level1: 8_800,
      level2: 19_000,
      level3: 31_000,
      "level3-provincial": 52_000,
      pharmacy: 7_200,
    },
  ),
  emergency_factor_ppm: invented("急诊费用对普通门诊的倍数", "百万分之", 2_600_000),
  chronic_cost_fen: invented("慢特病门诊次均费用的中位数", "分", 26_000),
  two_disease_cost_fen: invented("两病用药次均费用的中位数", "分", 6_400),
  special_cost_fen: invented<Readonly<Record<string, number>>>("特殊病种次均费用的中位数", "分", {
    "cancer-therapy": 330_000,
    dialysis: 118_000,
    transplant: 380_000,
    haemophilia: 420_000,
  }),
  stay_cost_fen: invented<Readonly<Record<HospitalLevel, number>>>("次均住院费用的中位数", "分", {
    primary: 190_000,
    level1: 260_000,
    level2: 480_000,
    level3: 1_050_000,
    "level3-provincial": 1_900_000,
    pharmacy: 0,
  }),
  stay_days: invented<Readonly<Record<HospitalLevel, number>>>("住院天数的中位数", "天", {
    primary: 6,
    level1: 6,
    level2: 7,
    level3: 8,
    "level3-provincial": 9,
    pharmacy: 0,
  }),
  visit_shape: invented<Quantiles>("门诊费用对中位数的倍数", "百万分之与百万分之", [
    [0, 150_000],
    [250_000, 600_000],
    [500_000, 1_000_000],
    [750_000, 1_650_000],
    [900_000, 2_800_000],
    [990_000, 7_500_000],
    [1_000_000, 18_000_000],
  ]),
  stay_shape: invented<Quantiles>("住院费用对中位数的倍数：长尾", "百万分之与百万分之", [
    [0, 150_000],
    [250_000, 620_000],
    [500_000, 1_000_000],
    [750_000, 1_650_000],
    [900_000, 3_000_000],
    [970_000, 6_000_000],
    [990_000, 10_000_000],
    [997_000, 18_000_000],
    [999_500, 32_000_000],
    [1_000_000, 60_000_000],
  ]),
  class_c_ppm: invented<Readonly<Record<"visit" | "chronic" | "stay", readonly [number, number]>>>(
    "丙类与目录外费用的比例（由至）",
    "百万分之",
    { visit: [10_000, 110_000], chronic: [0, 30_000], stay: [20_000, 160_000] },
  ),
  class_b_ppm: invented<Readonly<Record<"visit" | "chronic" | "stay", readonly [number, number]>>>(
    "乙类费用的比例（由至）",
    "百万分之",
    { visit: [250_000, 550_000], chronic: [300_000, 600_000], stay: [350_000, 620_000] },
  ),
  first_shares: invented<Weighted<number>>("乙类先自付比例", "权重与百万分之", [
    [20, 50_000],
    [50, 100_000],
    [15, 150_000],
    [10, 200_000],
    [5, 300_000],
  ]),
  over_limits: invented("有超限价的账单的比例，与乙类费用中超限价的部分（由至）", "百万分之", {
    bills_ppm: 120_000,
    part_ppm: [10_000, 80_000] as readonly [number, number],
  }),
  special_drugs: invented(
    "恶性肿瘤门诊中用单行支付药品者的比例，与每次药费（由至）",
    "百万分之；分",
    {
      people_ppm: 130_000,
      cost_fen: [400_000, 1_800_000] as readonly [number, number],
    },
  ),
  // —— 结算 ——
  interim: invented("住院超过多少天者，多大比例每隔同样天数中途结算", "天；百万分之", {
    after_days: 30,
    stays_ppm: 400_000,
  }),
  cancelled: invented("被撤销的账单，其中重新结算的", "百万分之", {
    bills_ppm: 4_000,
    again_ppm: 700_000,
  }),
  opening_months: invented<Readonly<Record<string, number>>>(
    "期初结余相当于本年支出的月数（按基金）",
    "月",
    {
      "employee-pooled": 18,
      "resident-pooled": 7,
      "resident-critical-illness": 4,
      "employee-large-sum": 6,
      "civil-servant": 6,
      "medical-assistance": 3,
      other: 6,
    },
  ),
} as const;

function quantilesOfYuan(quantiles: Quantiles): Quantiles {
  return quantiles.map(([below_ppm, yuan]) => [below_ppm, yuan * 100]);
}

/** What a made history never holds, in Chinese: printed with the assumptions. */
export const LEFT_OUT: readonly string[] = [
  "没有上一年度已中途结算的住院，没有年末仍在院的人",
  "没有年内改变险种、在职状态的人，没有年内死亡的人（不满一年参保者除外）",
  "没有个人账户：账户支付不影响基金",
];
