import {
  type Fen,
  maximumFen,
  minimumFen,
  multiplyFenByPpm,
  PPM_ONE,
  type Ppm,
  type Rounding,
  ZERO_FEN,
} from "../../kernel/index.ts";
import type { Provenance, RateTerm } from "../adjudication.ts";
import type { BandsLayer } from "../benefit.ts";
import type { Band } from "../parameter.ts";
import {
  accumulatorName,
  adjusted,
  baseTerm,
  cellOf,
  choiceOf,
  type LayerContext,
} from "./context.ts";
import { POTS, type Pot } from "./pot.ts";
import {
  accumulated,
  markOf,
  move,
  NO_TERMS,
  pay,
  product,
  type Run,
  type StepMark,
  step,
} from "./run.ts";

export interface BoundBand {
  readonly from_fen: Fen;
  readonly to_fen: Fen | null;
  readonly ratio_ppm: Ppm;
  readonly terms: readonly RateTerm[];
  readonly mark: StepMark;
}

/** Of the steps of the layer. */
interface BandsMarks {
  readonly considered: StepMark;
  readonly accumulated: StepMark;
  /** Null where there is no threshold. */
  readonly threshold: StepMark | null;
  readonly already: StepMark;
  readonly own_burden: StepMark;
  readonly cap: StepMark;
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
  readonly over_prior_base: boolean;
  readonly counts_cross_region_share: boolean;
  readonly counts_first_self_pay: boolean;
  readonly marks: BandsMarks;
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
  const { title } = layer;
  const { source } = bands;
  const to = `fund:${layer.fund}`;
  const threshold = bindThreshold(layer, context);
  const over_prior_base = is(layer.increase, "over-prior-base");
  return {
    kind: "bands",
    layer,
    to,
    pot: POTS[layer.considers],
    adds_shares: layer.considers === "personal-in-scope",
    accumulated: accumulatorName(context, layer.accumulated),
    paid: accumulatorName(context, layer.paid),
    threshold_fen: threshold.amount_fen,
    from_zero: is(layer.bands_from, "zero"),
    bands: bindBandRatios(layer, context, bands.value as readonly Band[], bands.source),
    cap_fen: cap ? (cap.value as Fen) : null,
    over_prior_base,
    counts_cross_region_share: is(layer.counts_cross_region_share, "yes"),
    counts_first_self_pay: is(layer.counts_first_self_pay, "yes"),
    marks: {
      considered: markOf(layer, "considered", "considered", title, layer.source),
      accumulated: markOf(layer, "accumulated", "accumulated", title, source),
      threshold: threshold.mark,
      already: over_prior_base
        ? markOf(layer, "bands-already-due", to, `${title}减去此前基数应付`, source)
        : markOf(layer, "bands-already-paid", to, `${title}减去本年已支付`, source),
      own_burden: markOf(layer, "bands-own-burden", to, `${title}以本次个人负担为限`, source),
      cap: markOf(layer, "cap", to, `${title}超过年度限额`, cap?.source ?? source),
    },
    rounding: context.rounding,
  };
}

interface BoundBandsThreshold {
  readonly amount_fen: Fen;
  readonly mark: StepMark | null;
}

function bindThreshold(layer: BandsLayer, context: LayerContext): BoundBandsThreshold {
  const amount = cellOf(context, layer.threshold);
  if (amount === null || amount.value === 0) return { amount_fen: ZERO_FEN, mark: null };
  const factor = cellOf(context, layer.threshold_factor);
  const rate_ppm = (factor?.value ?? PPM_ONE) as Ppm;
  const { title } = layer;
  const term = { title, operation: "times", rate_ppm, source: factor?.source ?? layer.source };
  const terms = rate_ppm === PPM_ONE ? NO_TERMS : Object.freeze([term as RateTerm]);
  return {
    amount_fen: multiplyFenByPpm(amount.value as Fen, rate_ppm, context.rounding),
    mark: markOf(layer, "threshold", "year_threshold", `${title}起付标准`, amount.source, terms),
  };
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
  const to = `fund:${layer.fund}`;
  return bands.map((band, index) => {
    let ratio = band.ratio_ppm;
    const terms = [baseTerm(layer.title, ratio, source)];
    for (const { operation, title, cell } of adjustments) {
      ratio = adjusted(ratio, operation, cell.value as Ppm, layer.layer);
      terms.push({ title, operation, rate_ppm: cell.value as Ppm, source: cell.source });
    }
    Object.freeze(terms);
    const from = index === 0 ? ZERO_FEN : (bands[index - 1]?.up_to_fen as Fen);
    return {
      from_fen: from,
      to_fen: band.up_to_fen,
      ratio_ppm: ratio,
      terms,
      mark: markOf(layer, "band", to, layer.title, source, terms),
    };
  });
}

export function runBands(run: Run, bound: BoundBands): void {
  const pot = bound.pot.look(run);
  const looked = baseOf(run, bound, pot);
  bound.pot.take(run);
  if (looked <= 0) return;
  const before = accumulated(run, bound.accumulated);
  const after = (before + looked) as Fen;
  const paidToDate = accumulated(run, bound.paid);
  explainYear(run, bound, pot, looked, after);
  const entitled = entitlement(run, bound, after, true);
  const already = bound.over_prior_base ? entitlement(run, bound, before, false) : paidToDate;
  const increase = maximumFen(ZERO_FEN, (entitled - already) as Fen);
  const room =
    bound.cap_fen === null ? null : maximumFen(ZERO_FEN, (bound.cap_fen - paidToDate) as Fen);
  const borne = bound.pot.alone ? looked : run.personal_fen;
  const affordable = minimumFen(increase, bound.counts_first_self_pay ? looked : borne);
  const paid = room === null ? affordable : minimumFen(affordable, room);
  explainIncrease(run, bound, { entitled, increase, affordable, paid });
  move(run, bound.accumulated, looked);
  move(run, bound.paid, paid);
  if (paid > 0 || bound.pot.alone) {
    pay(run, bound.layer.fund, bound.pot.alone, looked, room, paid);
  }
}

/** What counts: by default the in-scope personal share without the out-of-region first share. */
function baseOf(run: Run, bound: BoundBands, looked: Fen): Fen {
  if (!bound.adds_shares) return looked;
  const without = bound.counts_cross_region_share ? 0 : run.cross_region_share_fen;
  const extra = bound.counts_first_self_pay ? run.first_self_fen : 0;
  return maximumFen(ZERO_FEN, (looked - without + extra) as Fen);
}

/** What the bands give for an accumulated amount; with `explained`, one step a band. */
function entitlement(run: Run, bound: BoundBands, amount: Fen, explained: boolean): Fen {
  const { threshold_fen, from_zero, bands, rounding } = bound;
  const measured = (from_zero ? amount : amount - threshold_fen) as Fen;
  let sum = 0;
  for (const { from_fen, to_fen, ratio_ppm, mark } of bands) {
    const floor = from_zero ? maximumFen(from_fen, threshold_fen) : from_fen;
    const ceiling = to_fen === null ? measured : minimumFen(measured, to_fen);
    if (ceiling <= floor) continue;
    const inBand = (ceiling - floor) as Fen;
    const part = product(inBand, ratio_ppm, rounding);
    sum += part;
    if (explained) step(run, mark, inBand, ratio_ppm, part, null);
  }
  return sum as Fen;
}

/** Steps from what is looked at to what the bands act on: the year's sum above the threshold. */
function explainYear(run: Run, bound: BoundBands, pot: Fen, looked: Fen, after: Fen): void {
  const { marks, threshold_fen } = bound;
  if (looked !== pot) step(run, marks.considered, pot, null, looked, null);
  step(run, marks.accumulated, looked, null, after, null);
  if (marks.threshold === null) return;
  step(run, marks.threshold, after, null, minimumFen(after, threshold_fen), null);
}

/** From what the year entitles to, to what this bill is paid; each is the lesser of the last. */
interface Increase {
  readonly entitled: Fen;
  readonly increase: Fen;
  readonly affordable: Fen;
  readonly paid: Fen;
}

/** Steps that take the year's entitlement down to what this bill is paid. */
function explainIncrease(run: Run, { marks }: BoundBands, amounts: Increase): void {
  const { entitled, increase, affordable, paid } = amounts;
  if (entitled === 0) return;
  if (increase !== entitled) {
    step(run, marks.already, entitled, null, (increase - entitled) as Fen, null);
  }
  if (affordable !== increase) {
    step(run, marks.own_burden, increase, null, (affordable - increase) as Fen, null);
  }
  if (paid !== affordable) {
    step(run, marks.cap, affordable, null, (paid - affordable) as Fen, null);
  }
}
