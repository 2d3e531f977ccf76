import {
  type Fen,
  maximumFen,
  minimumFen,
  multiplyFenByPpm,
  type Ppm,
  type Rounding,
  ZERO_FEN,
} from "../../kernel/index.ts";
import type { Provenance, RateTerm } from "../adjudication.ts";
import type { BandsLayer } from "../benefit.ts";
import type { Band } from "../parameter.ts";
import { accumulatorName, adjusted, cellOf, choiceOf, type LayerContext } from "./context.ts";
import { POTS, type Pot } from "./pot.ts";
import { accumulated, move, NO_TERMS, pay, type Run, step } from "./run.ts";

export interface BoundBand {
  readonly from_fen: Fen;
  readonly to_fen: Fen | null;
  readonly ratio_ppm: Ppm;
  readonly terms: readonly RateTerm[];
}

export interface BoundBands {
  readonly kind: "bands";
  readonly layer: BandsLayer;
  readonly to: string;
  readonly pot: Pot;
  readonly adds_shares: boolean;
  readonly accumulated: string;
  readonly paid: string;
  readonly threshold_fen: Fen;
  readonly from_zero: boolean;
  readonly bands: readonly BoundBand[];
  readonly cap_fen: Fen | null;
  readonly cap_source: Provenance | null;
  readonly over_prior_base: boolean;
  readonly counts_cross_region_share: boolean;
  readonly counts_first_self_pay: boolean;
  readonly source: Provenance;
  readonly rounding: Rounding;
}

/**
 * A fund that pays by bands over what has accumulated in the year, at each bill the increase
 * (E15–E20). Bands start above the threshold, or are cut out of the gross amount, as the pack says.
 */
export function bindBands(layer: BandsLayer, context: LayerContext): BoundBands | null {
  const bands = cellOf(context, layer.bands);
  if (bands === null) return null;
  const cap = cellOf(context, layer.cap);
  const is = (name: string | null, value: string) =>
    name !== null && choiceOf(context, name) === value;
  return {
    kind: "bands",
    layer,
    to: `fund:${layer.fund}`,
    pot: POTS[layer.considers],
    adds_shares: layer.considers === "personal-in-scope",
    accumulated: accumulatorName(context, layer.accumulated),
    paid: accumulatorName(context, layer.paid),
    threshold_fen: bindThreshold(layer, context),
    from_zero: is(layer.bands_from, "zero"),
    bands: bindBandRatios(layer, context, bands.value as readonly Band[], bands.source),
    cap_fen: cap ? (cap.value as Fen) : null,
    cap_source: cap ? cap.source : null,
    over_prior_base: is(layer.increase, "over-prior-base"),
    counts_cross_region_share: is(layer.counts_cross_region_share, "yes"),
    counts_first_self_pay: is(layer.counts_first_self_pay, "yes"),
    source: bands.source,
    rounding: context.rounding,
  };
}

function bindThreshold(layer: BandsLayer, context: LayerContext): Fen {
  const amount = cellOf(context, layer.threshold);
  if (amount === null) return ZERO_FEN;
  const factor = cellOf(context, layer.threshold_factor);
  if (factor === null) return amount.value as Fen;
  return multiplyFenByPpm(amount.value as Fen, factor.value as Ppm, context.rounding);
}

function bindBandRatios(
  layer: BandsLayer,
  context: LayerContext,
  bands: readonly Band[],
  source: Provenance,
): BoundBand[] {
  const adjustments = layer.adjust.flatMap((adjust) => {
    const cell = cellOf(context, adjust.value);
    return cell === null || cell.value === 0 ? [] : [{ ...adjust, cell }];
  });
  return bands.map((band, index) => {
    let ratio = band.ratio_ppm;
    const terms: RateTerm[] = [{ title: layer.title, operation: "base", rate_ppm: ratio, source }];
    for (const { operation, title, cell } of adjustments) {
      ratio = adjusted(ratio, operation, cell.value as Ppm, layer.layer);
      terms.push({ title, operation, rate_ppm: cell.value as Ppm, source: cell.source });
    }
    const from = index === 0 ? ZERO_FEN : (bands[index - 1]?.up_to_fen as Fen);
    const plain = adjustments.length === 0;
    return {
      from_fen: from,
      to_fen: band.up_to_fen,
      ratio_ppm: ratio,
      terms: plain ? NO_TERMS : Object.freeze(terms),
    };
  });
}

export function runBands(run: Run, bound: BoundBands): void {
  const looked = baseOf(run, bound);
  bound.pot.take(run);
  if (looked <= 0) return;
  const before = accumulated(run, bound.accumulated);
  const after = (before + looked) as Fen;
  const paidToDate = accumulated(run, bound.paid);
  const firstStep = run.steps.length;
  const entitled = entitlement(run, bound, after, true);
  const already = bound.over_prior_base ? entitlement(run, bound, before, false) : paidToDate;
  const increase = maximumFen(ZERO_FEN, (entitled - already) as Fen);
  const room =
    bound.cap_fen === null ? null : maximumFen(ZERO_FEN, (bound.cap_fen - paidToDate) as Fen);
  const borne = bound.pot.alone ? looked : run.personal_fen;
  const affordable = minimumFen(increase, bound.counts_first_self_pay ? looked : borne);
  const paid = room === null ? affordable : minimumFen(affordable, room);
  explainIncrease(run, bound, firstStep, { entitled, increase, affordable, paid });
  move(run, bound.accumulated, looked);
  move(run, bound.paid, paid);
  if (paid > 0 || bound.pot.alone) {
    pay(run, bound.layer.fund, bound.pot.alone, looked, room, paid);
  }
}

/** What counts: by default the in-scope personal share without the out-of-region first share. */
function baseOf(run: Run, bound: BoundBands): Fen {
  const looked = bound.pot.look(run);
  if (!bound.adds_shares) return looked;
  const without = bound.counts_cross_region_share ? 0 : run.cross_region_share_fen;
  const extra = bound.counts_first_self_pay ? run.first_self_fen : 0;
  return maximumFen(ZERO_FEN, (looked - without + extra) as Fen);
}

/** What the bands give for an accumulated amount; with `explained`, one step a band. */
function entitlement(run: Run, bound: BoundBands, amount: Fen, explained: boolean): Fen {
  const { layer, to, source, threshold_fen, from_zero, bands, rounding } = bound;
  const measured = (from_zero ? amount : amount - threshold_fen) as Fen;
  let sum = 0;
  for (const { from_fen, to_fen, ratio_ppm, terms } of bands) {
    const floor = from_zero ? maximumFen(from_fen, threshold_fen) : from_fen;
    const ceiling = to_fen === null ? measured : minimumFen(measured, to_fen);
    if (ceiling <= floor) continue;
    const inBand = (ceiling - floor) as Fen;
    const part = multiplyFenByPpm(inBand, ratio_ppm, rounding);
    sum += part;
    if (explained) {
      step(run, layer.layer, layer.title, to, inBand, ratio_ppm, part, source, terms);
    }
  }
  return sum as Fen;
}

/** From what the year entitles to, to what this bill is paid; each is the lesser of the last. */
interface Increase {
  readonly entitled: Fen;
  readonly increase: Fen;
  readonly affordable: Fen;
  readonly paid: Fen;
}

/** Steps that take the year's entitlement down to what this bill is paid. */
function explainIncrease(run: Run, bound: BoundBands, firstStep: number, amounts: Increase): void {
  const { entitled, increase, affordable, paid } = amounts;
  if (entitled === 0) return;
  const { layer, to, source, cap_source } = bound;
  if (increase !== entitled) {
    const earlier = (increase - entitled) as Fen;
    const title = `${layer.title}减去${bound.over_prior_base ? "此前基数应付" : "本年已支付"}`;
    step(run, layer.layer, title, to, entitled, null, earlier, source, NO_TERMS);
  }
  if (affordable !== increase) {
    const beyond = (affordable - increase) as Fen;
    const title = `${layer.title}以本次个人负担为限`;
    step(run, layer.layer, title, to, increase, null, beyond, source, NO_TERMS);
  }
  if (paid !== affordable) {
    const cut = (paid - affordable) as Fen;
    const title = `${layer.title}超过年度限额`;
    step(run, layer.layer, title, to, affordable, null, cut, cap_source ?? source, NO_TERMS);
  }
  if (paid === 0) run.steps.length = firstStep;
}
