import { type Fen, multiplyFenByPpm, type Ppm, type Rounding } from "../../kernel/index.ts";
import type { Step } from "../adjudication.ts";
import type { Layer } from "../benefit.ts";
import { choiceOf } from "../layers/context.ts";
import { ruleAmount } from "./rule-value.ts";
import type { LayerSteps } from "./step-parts.ts";
import type { Draft, Telling, Way } from "./telling.ts";
import { money, percent, rowWords } from "./words.ts";

/** What the person bears before any fund: a share of care elsewhere, deductibles. */
export function beforeFunds(
  telling: Telling,
  way: Way,
  layer: Layer | null,
  steps: LayerSteps,
): Draft[] {
  return steps.map(({ step }) => {
    const rest = way.payable - step.result_fen;
    const draft =
      step.kind === "cross-region-share"
        ? crossRegionShare(telling, way, step, rest)
        : deductible(telling, way, layer, step);
    way.payable = rest;
    return draft;
  });
}

function crossRegionShare({ words }: Telling, way: Way, step: Step, rest: number): Draft {
  const { phrases } = words;
  const row = rowWords(words, step.source);
  const amount = money(words, step.result_fen);
  if (step.result_fen > 0) way.minus.push(phrases.minusCrossRegion(amount));
  const rate = percent(step.rate_ppm ?? 0);
  const base = money(words, step.base_fen);
  const text = phrases.crossRegionShare(row, base, rate, amount, money(words, rest));
  return { text, sources: [step.source] };
}

function deductible({ words, facts }: Telling, way: Way, layer: Layer | null, step: Step): Draft {
  const { phrases, region } = words;
  const { base_fen: base, result_fen: result, source } = step;
  const day = facts.care_date;
  const row = rowWords(words, source);
  const factor = step.terms.at(-1);
  const amount = ruleAmount(region, day, source) ?? result;
  const rounding = choiceOf({ region, day }, "rounding") as Rounding;
  const due = factor ? multiplyFenByPpm(amount as Fen, factor.rate_ppm as Ppm, rounding) : amount;
  if (result > 0) way.minus.push(phrases.minusDeductible(row, money(words, result)));
  if (due === 0) return { text: phrases.deductibleNone(row), sources: [source] };
  const charged = facts.stay?.deductible_charged_fen ?? 0;
  const spared = charged > 0 ? "stay" : "year";
  const text = phrases.deductible({
    row,
    annual: layer?.kind === "deductible" && layer.per_bill === null,
    due: money(words, due),
    base: money(words, base),
    result: money(words, result),
    rest: money(words, base - result),
    less: result >= due ? null : result === base ? "cost" : spared,
    charged: money(words, charged),
  });
  if (factor === undefined) return { text, sources: [source] };
  const rate = percent(factor.rate_ppm);
  const again = phrases.deductibleRepeat(row, money(words, amount), rate, money(words, due));
  return { text: again + phrases.space + text, sources: [source, factor.source] };
}
