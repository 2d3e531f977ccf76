import type { Step } from "../adjudication.ts";

/** A step and where it stands in the list of its split. */
export interface NumberedStep {
  readonly step: Step;
  readonly index: number;
}

/** The steps of one layer, in their order. */
export type LayerSteps = readonly NumberedStep[];

/**
 * The steps of one adjudication: a bill whose rules split it by day has several, one after the
 * other. Each ends with what the person bears in scope, and what accounts pay of it.
 */
export interface StepsOfPart {
  readonly lines: LayerSteps;
  /** Layers between the lines and the person, in their order. */
  readonly layers: readonly LayerSteps[];
  readonly person: NumberedStep | null;
  readonly accounts: LayerSteps;
}

export function partsOf(steps: readonly Step[]): StepsOfPart[] {
  const parts: NumberedStep[][] = [];
  let current: NumberedStep[] = [];
  let ended = false;
  steps.forEach((step, index) => {
    if (ended && step.kind !== "account") {
      parts.push(current);
      current = [];
      ended = false;
    }
    current.push({ step, index });
    if (step.kind === "person-in-scope") ended = true;
  });
  if (current.length > 0) parts.push(current);
  return parts.map(partFrom);
}

function partFrom(steps: readonly NumberedStep[]): StepsOfPart {
  const layers: NumberedStep[][] = [];
  const middle = steps.filter(({ step }) => !isLine(step) && !isEnd(step));
  for (const one of middle) {
    const layer = layers.at(-1);
    if (layer?.[0]?.step.layer === one.step.layer) layer.push(one);
    else layers.push([one]);
  }
  return {
    lines: steps.filter(({ step }) => isLine(step)),
    layers,
    person: steps.find(({ step }) => step.kind === "person-in-scope") ?? null,
    accounts: steps.filter(({ step }) => step.kind === "account"),
  };
}

function isLine({ kind }: Step): boolean {
  return kind.startsWith("line-");
}

function isEnd({ kind }: Step): boolean {
  return kind === "person-in-scope" || kind === "account";
}
