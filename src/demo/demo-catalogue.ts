import {
  type CivilDate,
  type Fen,
  fen,
  multiplyFenByRatio,
  type RandomSource,
  randomSource,
} from "../kernel/index.ts";
import type { CatalogueClass, HospitalLevel } from "../policy/index.ts";
import {
  CONSUMABLES,
  DEVICE_MAKERS,
  HERBS,
  MAKERS,
  PAID_ALONE_DRUGS,
  PATENT_FORMS,
  PATENT_MEDICINES,
  SERVICES,
  type ServicePlan,
  WESTERN_DRUGS,
  WESTERN_FORMS,
} from "./demo-item-names.ts";

/** 2,000 made-up items: 1,200 drugs, 500 services, 300 consumables, with dated changes. */

export interface DemoClass {
  readonly valid_from: CivilDate;
  readonly class: CatalogueClass;
  readonly limited_use: boolean;
  readonly paid_alone: boolean;
  readonly basic_drug: boolean;
  readonly negotiated: boolean;
}

export interface DemoShare {
  readonly valid_from: CivilDate;
  readonly insutype: string;
  /** Hundredths: 10 is 10 %. */
  readonly share_percent: number;
}

export interface DemoCeiling {
  readonly valid_from: CivilDate;
  readonly hospital_level: HospitalLevel | "";
  readonly ceiling_fen: Fen;
}

export interface DemoItem {
  readonly item_code: string;
  /** Every institution's own code of it. */
  readonly own_code: string;
  readonly name: string;
  readonly list_type: string;
  readonly charge_type: string;
  readonly pinyin: string;
  readonly unit: string;
  readonly specification: string;
  readonly maker: string;
  /** What the demo institutions charge for one unit, in fen. */
  readonly price_fen: Fen;
  /** In order of time; each holds until the next. */
  readonly classes: readonly DemoClass[];
  readonly shares: readonly DemoShare[];
  readonly ceilings: readonly DemoCeiling[];
}

type Named = Omit<DemoItem, "own_code" | "classes" | "shares" | "ceilings">;
type Valued = Pick<DemoItem, "classes" | "shares" | "ceilings">;

const FIRST_DAY = "2022-01-01" as CivilDate;
/** When the made-up catalogue was revised, and its shares once more. */
const REVISION_DAY = "2024-07-01" as CivilDate;
const SHARE_DAY = "2025-01-01" as CivilDate;

const WESTERN_COUNT = 900;
const PATENT_COUNT = 200;
const HERB_COUNT = 100;
const CONSUMABLE_COUNT = 300;

export function demoItems(seed: string): readonly DemoItem[] {
  const random = randomSource(seed, "catalogue");
  const drugs = [...westernDrugs(random), ...patentMedicines(random), ...herbs(random)].map(
    (named) => ({ ...named, ...drugValues(random, named) }),
  );
  const services = SERVICES.flatMap((plan) => servicesOf(random, plan));
  const valued = [...drugs, ...services.map(numbered("S")), ...consumables(random)];
  return valued.map((item, index) => {
    return { ...item, own_code: `YB${String(index + 1).padStart(4, "0")}` };
  });
}

/** Gives items their codes: DEMO, a letter of the kind, and a number from 1. */
function numbered(letter: string) {
  return <Item extends object>(item: Item, index: number) => {
    const serial = String(index + 1).padStart(5, "0");
    return { ...item, item_code: `DEMO${letter}${serial}`, pinyin: `YS${letter}${serial}` };
  };
}

function westernDrugs(random: RandomSource): Named[] {
  const common = Array.from({ length: WESTERN_COUNT - PAID_ALONE_DRUGS.length }, (_, index) => {
    const drug = WESTERN_DRUGS[index % WESTERN_DRUGS.length] as string;
    const round = Math.floor(index / WESTERN_DRUGS.length);
    const [form, dose, unit] = WESTERN_FORMS[round % 3] as (typeof WESTERN_FORMS)[number];
    const strength = random.pick([5, 10, 20, 25, 50, 100, 250, 500]);
    return {
      name: `${drug}${form}（演示${round + 1}）`,
      list_type: "101",
      charge_type: "09",
      unit,
      specification: `${strength}${dose}×${random.pick([6, 7, 10, 12, 14, 28, 30])}`,
      maker: random.pick(MAKERS),
      price_fen: drugPrice(random),
    };
  });
  const dear = PAID_ALONE_DRUGS.map((name) => ({
    name,
    list_type: "101",
    charge_type: "09",
    unit: "支",
    specification: "100mg×1",
    maker: "演示生物制药",
    price_fen: fenBetween(random, 3_000_00, 12_000_00),
  }));
  return [...common, ...dear].map(numbered("X"));
}

function fenBetween(random: RandomSource, least: number, most: number): Fen {
  return fen(random.between(least, most));
}

function patentMedicines(random: RandomSource): Named[] {
  return Array.from({ length: PATENT_COUNT }, (_, index) => {
    const effect = PATENT_MEDICINES[index % PATENT_MEDICINES.length] as string;
    const round = Math.floor(index / PATENT_MEDICINES.length);
    return {
      name: `演示${effect}${PATENT_FORMS[round % PATENT_FORMS.length]}${round + 1}号`,
      list_type: "101",
      charge_type: "11",
      unit: "盒",
      specification: `${random.between(3, 12)}g×${random.pick([6, 9, 10, 12])}`,
      maker: random.pick(MAKERS),
      price_fen: fenBetween(random, 8_00, 90_00),
    };
  }).map(numbered("Z"));
}

function herbs(random: RandomSource): Named[] {
  return Array.from({ length: HERB_COUNT }, (_, index) => ({
    name: `${HERBS[index % HERBS.length]}（演示饮片${Math.floor(index / HERBS.length) + 1}）`,
    list_type: "102",
    charge_type: "10",
    unit: "克",
    specification: "统货",
    maker: "演示中药饮片厂",
    price_fen: fenBetween(random, 3, 90),
  })).map(numbered("Y"));
}

function drugPrice(random: RandomSource): Fen {
  return random.weighted([
    [60, () => fenBetween(random, 1_50, 40_00)],
    [30, () => fenBetween(random, 40_00, 200_00)],
    [9, () => fenBetween(random, 200_00, 1_500_00)],
    [1, () => fenBetween(random, 1_500_00, 6_000_00)],
  ])();
}

const PLAIN: DemoClass = {
  valid_from: FIRST_DAY,
  class: "A",
  limited_use: false,
  paid_alone: false,
  basic_drug: false,
  negotiated: false,
};

function drugValues(random: RandomSource, { list_type, name }: Named): Valued {
  const paid_alone = PAID_ALONE_DRUGS.includes(name);
  if (paid_alone) {
    const classes = [{ ...PLAIN, class: "B", paid_alone, negotiated: true } as const];
    return { classes, shares: [share("", FIRST_DAY, 0)], ceilings: [] };
  }
  const herb = list_type === "102";
  const first = random.weighted<CatalogueClass>([
    [herb ? 80 : 40, "A"],
    [herb ? 0 : 45, "B"],
    [herb ? 20 : 15, "C"],
  ]);
  const classes: DemoClass[] = [
    {
      ...PLAIN,
      class: first,
      basic_drug: first === "A" && random.percent(50),
      limited_use: first === "B" && random.percent(8),
      negotiated: first === "B" && random.percent(6),
    },
  ];
  const revised = random.percent(5) && !herb;
  const later: CatalogueClass = first === "B" ? "A" : "B";
  if (revised) classes.push({ ...PLAIN, valid_from: REVISION_DAY, class: later });
  return { classes, shares: drugShares(random, first, revised), ceilings: [] };
}

/** Class B pays a share first; some differ by scheme, and some were moved later. */
function drugShares(random: RandomSource, first: CatalogueClass, revised: boolean): DemoShare[] {
  if (first !== "B") return revised ? [share("", REVISION_DAY, random.pick([10, 20]))] : [];
  const percent = random.weighted([
    [10, 5],
    [60, 10],
    [10, 15],
    [12, 20],
    [8, 30],
  ]);
  const shares = [share("", FIRST_DAY, percent)];
  if (revised) return [...shares, share("", REVISION_DAY, 0)];
  if (random.percent(15)) shares.push(share("390", FIRST_DAY, percent + 5));
  if (random.percent(8)) shares.push(share("", SHARE_DAY, percent === 5 ? 10 : percent - 5));
  return shares;
}

function servicesOf(
  random: RandomSource,
  plan: ServicePlan,
): Omit<Named & Valued, "item_code" | "pinyin">[] {
  return Array.from({ length: plan.count }, (_, index) => {
    const word = plan.words[index % plan.words.length] as string;
    const serial = Math.floor(index / plan.words.length) + 1;
    const price_fen = fenBetween(random, ...plan.price_fen);
    const first = random.weighted<CatalogueClass>([
      [60, "A"],
      [32, "B"],
      [8, "C"],
    ]);
    const shares = first === "B" ? [share("", FIRST_DAY, random.pick([10, 10, 20]))] : [];
    return {
      name: `${word}${plan.ending}（演示${serial}）`,
      list_type: "201",
      charge_type: plan.charge_type,
      unit: plan.unit,
      specification: "",
      maker: "",
      price_fen,
      classes: [{ ...PLAIN, class: first }],
      shares,
      ceilings: serviceCeilings(random, plan, price_fen),
    };
  });
}

/** Of a hundred fen of the usual price: what each level may charge within the scope. */
const LEVEL_PERCENT: readonly (readonly [HospitalLevel, number])[] = [
  ["primary", 80],
  ["level1", 85],
  ["level2", 92],
  ["level3", 100],
  ["level3-provincial", 108],
];

function serviceCeilings(
  random: RandomSource,
  { ceiling }: ServicePlan,
  price_fen: Fen,
): DemoCeiling[] {
  const of = (percent: number): Fen => multiplyFenByRatio(price_fen, percent, 100, "down");
  if (ceiling === "one") {
    if (random.percent(50)) return [];
    return [
      { valid_from: FIRST_DAY, hospital_level: "", ceiling_fen: of(random.between(85, 120)) },
    ];
  }
  return LEVEL_PERCENT.flatMap(([hospital_level, percent]) => [
    { valid_from: FIRST_DAY, hospital_level, ceiling_fen: of(percent) },
    { valid_from: REVISION_DAY, hospital_level, ceiling_fen: of(percent + 10) },
  ]);
}

function consumables(random: RandomSource): (Named & Valued)[] {
  return Array.from({ length: CONSUMABLE_COUNT }, (_, index) => {
    const word = CONSUMABLES[index % CONSUMABLES.length] as string;
    const price_fen = random.weighted([
      [70, () => fenBetween(random, 1_00, 120_00)],
      [25, () => fenBetween(random, 120_00, 2_000_00)],
      [5, () => fenBetween(random, 2_000_00, 15_000_00)],
    ])();
    const first: CatalogueClass = random.percent(70) ? "B" : "C";
    const limit = multiplyFenByRatio(price_fen, random.between(90, 120), 100, "down");
    return {
      name: `${word}（演示型${Math.floor(index / CONSUMABLES.length) + 1}）`,
      list_type: "301",
      charge_type: "08",
      unit: "件",
      specification: `型号${random.between(1, 9)}`,
      maker: random.pick(DEVICE_MAKERS),
      price_fen,
      classes: [{ ...PLAIN, class: first }],
      shares: first === "B" ? [share("", FIRST_DAY, random.pick([10, 15, 20, 30]))] : [],
      ceilings: random.percent(40)
        ? [{ valid_from: FIRST_DAY, hospital_level: "", ceiling_fen: limit } as const]
        : [],
    };
  }).map(numbered("C"));
}

function share(insutype: string, valid_from: CivilDate, share_percent: number): DemoShare {
  return { insutype, valid_from, share_percent };
}
