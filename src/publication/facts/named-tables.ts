import { type Address, at, partsOf, told } from "./address.ts";
import type { Figures } from "./figures.ts";

/** Tables and matters whose rows have names of their own. */

interface NamedSum {
  readonly topic: string;
  readonly columns: readonly string[];
  readonly whole: string;
  readonly parts: readonly string[];
}

const VEHICLES = [
  ...["vehicle-leader", "vehicle-principal", "vehicle-confidential", "vehicle-emergency"],
  ...["vehicle-enforcement", "vehicle-special", "vehicle-retired", "vehicle-other"],
];

const AMOUNTS = ["amount", "budget", "actual", "prior"];

const SUMS: readonly NamedSum[] = [
  {
    topic: "three-public",
    columns: AMOUNTS,
    whole: "vehicles",
    parts: ["vehicle-purchase", "vehicle-running"],
  },
  {
    topic: "three-public",
    columns: AMOUNTS,
    whole: "total",
    parts: ["abroad", "vehicles", "reception"],
  },
  {
    topic: "procurement",
    columns: ["amount"],
    whole: "total",
    parts: ["goods", "works", "services"],
  },
  {
    topic: "procurement",
    columns: ["amount"],
    whole: "small-medium",
    parts: ["goods-small-medium", "works-small-medium", "services-small-medium"],
  },
  { topic: "assets", columns: ["count"], whole: "vehicles", parts: VEHICLES },
  {
    topic: "assets",
    columns: ["count"],
    whole: "new-vehicles",
    parts: VEHICLES.map((row) => `new-${row}`),
  },
  {
    topic: "performance",
    columns: ["amount"],
    whole: "overall",
    parts: ["overall-basic", "overall-project"],
  },
  {
    topic: "performance",
    columns: ["count"],
    whole: "evaluated-projects",
    parts: ["grade-excellent", "grade-good", "grade-pass", "grade-fail"],
  },
  {
    topic: "performance",
    columns: ["count"],
    whole: "problems",
    parts: ["problems-mended", "problems-open"],
  },
];

export function completeNamedTables(figures: Figures, kind: "budget" | "final"): void {
  if (kind === "budget") overallGoal(figures);
  for (const { topic, columns, whole, parts } of SUMS) {
    for (const column of columns) {
      completeSum(
        figures,
        at(topic, whole, column),
        parts.map((row) => at(topic, row, column)),
      );
    }
  }
  projects(figures);
}

/** Where some parts or the whole are given, a part that is not is nothing, or what is missing. */
function completeSum(figures: Figures, whole: Address, parts: readonly Address[]): void {
  const missing = parts.filter((part) => !figures.isKnown(part));
  const [one] = missing;
  if (missing.length === 1 && one !== undefined && figures.isKnown(whole)) {
    const others = parts.filter((part) => part !== one);
    figures.derive(one, figures.difference(whole, others), "合计与其他各项");
  }
  figures.derive(whole, figures.sum(parts), "各项");
}

/**
 * What is left when all else is worked out: parts beside given ones, and parts of nothing, are
 * zero. One sum each time, the innermost first. False when there is nothing to assume.
 */
export function assumeNamed(figures: Figures): boolean {
  for (const { topic, columns, whole, parts } of SUMS) {
    for (const column of columns) {
      const cells = parts.map((row) => at(topic, row, column));
      const missing = cells.filter((cell) => !figures.isKnown(cell));
      const isStarted = missing.length < cells.length;
      const isNothing = figures.value(at(topic, whole, column)) === 0;
      if (missing.length === 0 || !(isStarted || isNothing)) continue;
      for (const cell of missing) figures.assumeZero(cell);
      return true;
    }
  }
  return false;
}

function overallGoal(figures: Figures): void {
  if (!figures.entries().some(([address]) => address.startsWith("performance["))) return;
  const parts = figures.sum([at("spending", "total", "basic"), at("spending", "total", "project")]);
  if (parts?.value !== figures.value(at("spending", "total", "total"))) return;
  for (const part of ["basic", "project"]) {
    const amount = figures.sum([at("spending", "total", part)]);
    figures.derive(at("performance", `overall-${part}`, "amount"), amount, "支出表的合计");
  }
}

function projects(figures: Figures): void {
  const rows = new Set<string>();
  const columns = new Set<string>();
  for (const [address] of figures.entries()) {
    const parts = partsOf(address);
    if (parts?.topic !== "projects" || parts.row === "total") continue;
    rows.add(parts.row);
    columns.add(parts.column);
  }
  const sources = [...columns].filter((column) => column !== "total");
  for (const row of rows) {
    const cells = sources.map((column) => at("projects", row, column));
    if (cells.length === 0) continue;
    for (const cell of cells) figures.assumeZero(cell);
    figures.derive(at("projects", row, "total"), figures.sum(cells), "各资金来源");
  }
  for (const column of columns) {
    const cells = [...rows].map((row) => at("projects", row, column));
    figures.derive(at("projects", "total", column), figures.sum(cells), "各项目");
  }
}

/** The one of the two budgets that is compared with, in every row: 年初预算 where it is given. */
export function chooseBudget(figures: Figures): void {
  for (const topic of ["general", "fund", "capital"]) {
    const initial = figures.isKnown(told(topic, "total", "initial-budget"));
    const chosen = initial ? "initial-budget" : "full-budget";
    for (const [address] of figures.entries()) {
      const parts = partsOf(address);
      if (parts?.topic !== topic || parts.column !== chosen) continue;
      figures.derive(told(topic, parts.row, "budget"), figures.sum([address]), "预算数");
    }
  }
}
