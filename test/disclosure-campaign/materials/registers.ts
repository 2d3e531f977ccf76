import type { Draw } from "./draw.ts";
import type { FactList } from "./fact-list.ts";
import type { Spending } from "./spending.ts";

/** 三公, 机关运行, meetings, procurement, vehicles and evaluations. */
export function registers(
  draw: Draw,
  list: FactList,
  spent: Spending,
  kind: "budget" | "final",
): void {
  const vehicles = threePublic(draw, list, spent, kind);
  operating(draw, list, spent, kind);
  meetings(draw, list, spent);
  procurement(draw, list, kind);
  assets(draw, list, vehicles);
  performance(draw, list, kind);
}

function economic({ basic }: Spending, code: string): number {
  return basic.economic.get(code) ?? 0;
}

/** How many vehicles are kept. */
function threePublic(
  draw: Draw,
  list: FactList,
  spent: Spending,
  kind: "budget" | "final",
): number {
  const { random } = draw;
  const goesAbroad = random.percent(40);
  const buys = random.percent(30);
  const spending: Readonly<Record<string, number>> = {
    abroad: goesAbroad ? draw.amount(3, 20) : 0,
    "vehicle-purchase": buys ? draw.amount(15, 25) : 0,
    "vehicle-running": economic(spent, "30231") + draw.amount(0, 3),
    reception: economic(spent, "30217") + draw.amount(0, 3),
  };
  for (const [row, value] of Object.entries(spending)) {
    const planned = value === 0 && random.percent(70) ? 0 : value + draw.amount(0.5, 6);
    const prior = value === 0 && random.percent(70) ? 0 : draw.amount(1, 15);
    if (kind === "final") {
      list.money("three-public", row, "budget", planned);
      list.money("three-public", row, "actual", value);
    } else list.money("three-public", row, "amount", value);
    list.money("three-public", row, "prior", prior);
  }
  const kept = random.between(1, 12);
  const counts = {
    "abroad-groups": goesAbroad ? random.between(1, 3) : 0,
    "abroad-people": goesAbroad ? random.between(3, 9) : 0,
    "vehicles-bought": buys ? 1 : 0,
    "vehicles-kept": kept,
    "reception-groups": random.between(5, 30),
    "reception-people": random.between(40, 200),
    "reception-foreign-groups": 0,
    "reception-foreign-people": 0,
  };
  for (const [row, value] of Object.entries(counts)) list.count("three-public-counts", row, value);
  return kept;
}

function operating(draw: Draw, list: FactList, spent: Spending, kind: "budget" | "final"): void {
  const isPublic = (code: string) => /^30[27]|^310/.test(code);
  let whole = 0;
  for (const [code, value] of spent.basic.economic) whole += isPublic(code) ? value : 0;
  list.money("operating", "total", kind === "final" ? "actual" : "amount", whole);
  list.money("operating", "total", "prior", draw.amount(100, 500));
}

function meetings(draw: Draw, list: FactList, spent: Spending): void {
  list.money("meetings", "meeting", "amount", economic(spent, "30215") + draw.amount(0, 9));
  list.money("meetings", "training", "amount", economic(spent, "30216") + draw.amount(0, 9));
  list.money("meetings", "festival", "amount", 0);
  list.count("meetings", "meeting-people", draw.random.between(30, 700));
  list.count("meetings", "training-people", draw.random.between(30, 700));
}

function procurement(draw: Draw, list: FactList, kind: "budget" | "final"): void {
  let small = 0;
  for (const row of ["goods", "works", "services"]) {
    const value = row === "works" && draw.random.percent(50) ? 0 : draw.amount(10, 300);
    const part = value === 0 ? 0 : (draw.parts(value, 2)[0] as number);
    list.money("procurement", row, "amount", value);
    list.money("procurement", `${row}-small-medium`, "amount", part);
    small += part;
  }
  list.money("procurement", "small-micro", "amount", draw.parts(small, 2)[1] as number);
  if (kind === "final") return;
  const [reserved = 0, micro = 0] = draw.parts(small, 3);
  list.money("procurement", "reserved-small-medium", "amount", reserved + micro);
  list.money("procurement", "reserved-small-micro", "amount", micro);
}

const USES = [
  ...["vehicle-leader", "vehicle-principal", "vehicle-confidential", "vehicle-emergency"],
  ...["vehicle-enforcement", "vehicle-special", "vehicle-retired", "vehicle-other"],
];

function assets(draw: Draw, list: FactList, vehicles: number): void {
  const counts = new Map(USES.map((row) => [row, 0]));
  for (let one = 0; one < vehicles; one += 1) {
    const row = draw.random.pick(USES.slice(2));
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  for (const [row, value] of counts) list.count("assets", row, value);
  for (const row of USES) list.count("assets", `new-${row}`, 0);
  list.count("assets", "equipment-large", draw.random.between(0, 6));
  list.count("assets", "new-equipment-large", 0);
}

function performance(draw: Draw, list: FactList, kind: "budget" | "final"): void {
  const { random } = draw;
  const grades = {
    "grade-excellent": random.between(2, 9),
    "grade-good": random.between(1, 6),
    "grade-pass": random.between(0, 3),
    "grade-fail": 0,
  };
  for (const [row, value] of Object.entries(grades)) list.count("performance", row, value);
  const whole = Object.values(grades).reduce((sum, one) => sum + one, 0);
  const project = list.sum("spending", "project");
  const [part = 0] = draw.parts(project, 2);
  for (const row of ["target-projects", "monitored-projects"]) {
    list.count("performance", row, whole);
    list.money("performance", row, "amount", part);
  }
  list.count("performance", "problems-mended", random.between(1, 6));
  list.count("performance", "problems-open", random.between(0, 3));
  if (kind === "budget") return;
  list.money("performance", "evaluated-projects", "amount", part);
  list.count("performance", "evaluated-projects", random.between(85, 97), "score");
}
