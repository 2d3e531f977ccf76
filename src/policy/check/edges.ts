import { type Fen, type Ppm, ZERO_PPM } from "../../kernel/index.ts";
import type { BoundLayer } from "../layers/bound-layer.ts";
import type { DistinctPlan } from "./plans.ts";
import { plainLine } from "./situation.ts";
import type { Form } from "./trial.ts";

/** Where a plan's answer can bend: amounts of a bill, and amounts of an accumulator. */

export interface Edge {
  readonly accumulator: string;
  readonly amount_fen: number;
}

/** Amounts of accumulators at which a layer begins, changes its rate, or ends. */
export function edgesOf(plan: DistinctPlan, alone: boolean): Edge[] {
  const edges = plan.compiled.layers
    .filter((layer) => layer.kind === "first-share" || isAlone(layer) === alone)
    .flatMap(layerEdges);
  const distinct = new Map(edges.map((edge) => [`${edge.accumulator} ${edge.amount_fen}`, edge]));
  return [...distinct.values()].filter(({ amount_fen }) => amount_fen > 0);
}

function isAlone(layer: BoundLayer): boolean {
  return (layer.kind === "share" || layer.kind === "bands") && layer.pot.alone;
}

function layerEdges(layer: BoundLayer): Edge[] {
  const edges: Edge[] = [];
  const add = (accumulator: string, amount_fen: number | null) => {
    if (amount_fen !== null) edges.push({ accumulator, amount_fen });
  };
  if (layer.kind === "deductible") {
    for (const { accumulator, limit_fen } of layer.limits) add(accumulator, limit_fen);
  }
  if (layer.kind === "share") {
    if (layer.threshold) add(layer.threshold.accumulator, layer.threshold.amount_fen);
    for (const { accumulator, limit_fen } of layer.caps) add(accumulator, limit_fen);
    if (layer.limit) add(layer.limit.accumulator, layer.limit.amount_fen);
  }
  if (layer.kind === "bands") {
    add(layer.accumulated, layer.threshold_fen);
    for (const { to_fen } of layer.bands) {
      const start = layer.from_zero ? 0 : layer.threshold_fen;
      add(layer.accumulated, to_fen === null ? null : to_fen + start);
    }
    add(layer.paid, layer.cap_fen);
  }
  return edges;
}

/** Accumulators of what layers pay: where one begins to grow, a layer begins to pay. */
export function paidAccumulators(plan: DistinctPlan): string[] {
  const names = plan.compiled.layers.flatMap((layer) => {
    if (layer.kind === "share") return layer.caps.map(({ accumulator }) => accumulator);
    return layer.kind === "bands" ? [layer.paid] : [];
  });
  return [...new Set(names)];
}

/** What is owed per bill, first and repeated: edges of the bill itself. */
export function owedPerBill(plan: DistinctPlan): number[] {
  return plan.compiled.layers.flatMap((layer) =>
    layer.kind === "deductible" ? [layer.amount_fen ?? 0, layer.repeat?.amount_fen ?? 0] : [],
  );
}

/** The forms of bill that this plan can tell apart. */
export function formsOf(plan: DistinctPlan): Form[] {
  const forms: Form[] = [PLAIN];
  if (plan.compiled.layers.some(isAlone)) forms.push(ALONE);
  if (plan.compiled.layers.some((one) => one.kind === "bands" && one.counts_first_self_pay)) {
    forms.push(CLASS_B);
  }
  if (plan.compiled.layers.some((one) => one.kind === "share" && one.limit?.kind === "3")) {
    forms.push(WITH_SELF_PAY);
  }
  return forms;
}

export const PLAIN: Form = { name: "甲类", lines: (amount) => [plainLine(amount)] };

/** A drug that is paid alone. */
export const ALONE: Form = {
  name: "单行支付",
  lines: (amount) => [{ ...plainLine(amount), paid_alone: true }],
};

const TEN_PERCENT = 100_000 as Ppm;

const CLASS_B: Form = {
  name: "乙类",
  lines: (amount) => [{ ...plainLine(amount), class: "B", first_share_ppm: TEN_PERCENT }],
};

const BESIDE_FEN = 10_000 as Fen;

/** In-scope cost beside a fixed cost of class C: what total-cost limits look at. */
const WITH_SELF_PAY: Form = {
  name: "甲类与丙类",
  lines: (amount) => [
    plainLine(amount),
    { class: "C", amount_fen: BESIDE_FEN, first_share_ppm: ZERO_PPM, paid_alone: false },
  ],
};
