import {
  type ExplainedSentence,
  type FundPayment,
  type Region,
  type Split,
  type Step,
  titleWords,
} from "../../policy/index.ts";

/**
 * A settled bill cut into slices: what the person bears by its reason, what each fund pays by the
 * rate it paid at. All slices together are the bill, to the fen.
 */
export interface PaymentSlice {
  readonly key: string;
  /** Null for a reason of the person's: the reader has words for those. */
  readonly title: string | null;
  readonly reason: PersonReason | null;
  readonly payer: "fund" | "person" | "hospital";
  readonly amount_fen: number;
  /** What the rate was taken of; null where there is no rate. */
  readonly base_fen: number | null;
  readonly rate_ppm: number | null;
  readonly document: string | null;
  readonly clause: string | null;
  readonly unverified: boolean;
  readonly sentences: readonly ExplainedSentence[];
}

export type PersonReason = (typeof REASONS)[number] | "rest";

export function paymentSlices(
  region: Region,
  split: Split,
  sentences: readonly ExplainedSentence[],
  language: "zh" | "en",
): PaymentSlice[] {
  const paid = split.payments.filter(({ paid_fen }) => paid_fen !== 0);
  const funds = paid.flatMap((payment) => fundSlices(region, split, payment, sentences, language));
  const byFunds = paid.reduce((sum, { paid_fen }) => sum + paid_fen, 0);
  const own = split.total_fen - byFunds - split.hospital_fen;
  return [...personSlices(split, own, sentences), ...funds, ...rest(split, own)].filter(
    ({ amount_fen }) => amount_fen !== 0,
  );
}

const REASONS = ["full_self", "over_limit", "first_self", "cross_region", "deductible"] as const;
/** Which steps a reason comes from, where it is not called by the figure it adds to. */
const LINE_KIND: Readonly<Record<string, Step["kind"]>> = {
  full_self: "line-full-self",
  over_limit: "line-over-limit",
  first_self: "line-first-share",
};

/** What each reason comes to; the share of care elsewhere is told by its steps alone. */
function reasonAmounts(split: Split): Readonly<Record<(typeof REASONS)[number], number>> {
  const elsewhere = split.steps.filter(({ kind }) => kind === "cross-region-share");
  return {
    full_self: split.full_self_fen,
    over_limit: split.over_limit_fen,
    first_self: split.first_self_fen,
    cross_region: elsewhere.reduce((sum, { result_fen }) => sum + result_fen, 0),
    deductible: split.deductible_fen,
  };
}

function isOfReason(step: Step, reason: (typeof REASONS)[number]): boolean {
  if (reason === "cross_region") return step.kind === "cross-region-share";
  return step.to === reason && step.kind !== "cross-region-share" && step.result_fen !== 0;
}

/** What a reason has beyond what the person bears in all was paid by a later fund. */
function personSlices(
  split: Split,
  own: number,
  sentences: readonly ExplainedSentence[],
): PaymentSlice[] {
  const amounts = reasonAmounts(split);
  let left = own;
  return REASONS.map((reason) => {
    const amount_fen = Math.min(left, amounts[reason]);
    left -= amount_fen;
    const steps = split.steps.filter((step) => isOfReason(step, reason));
    const step = steps.find(({ kind }) => kind === LINE_KIND[reason]) ?? steps[0];
    return {
      key: reason,
      ...{ title: null, reason, payer: "person", amount_fen, base_fen: null, rate_ppm: null },
      ...sourceOf(step),
      sentences: step === undefined ? [] : aboutStep(step, sentences),
    } as const;
  });
}

/** What no fund paid of the in-scope cost beyond the deductible, and what the hospital bears. */
function rest(split: Split, own: number): PaymentSlice[] {
  const reasons = Object.values(reasonAmounts(split)).reduce((sum, amount) => sum + amount, 0);
  const none = { base_fen: null, rate_ppm: null, document: null, clause: null, sentences: [] };
  const step = split.steps.find(({ kind }) => kind === "person-in-scope");
  return [
    {
      ...{ key: "rest", title: null, reason: "rest", payer: "person" },
      ...{ amount_fen: Math.max(0, own - reasons), ...none, ...sourceOf(step) },
    },
    {
      ...{ key: "hospital", title: null, reason: null, payer: "hospital" },
      ...{ amount_fen: split.hospital_fen, ...none, unverified: false },
    },
  ];
}

/**
 * A slice for each rate a fund paid at. Where later steps take something back (a cap, what was paid
 * before), no rate is the whole truth: then the layer is one slice.
 */
function fundSlices(
  region: Region,
  split: Split,
  { fund, paid_fen, base_fen }: FundPayment,
  sentences: readonly ExplainedSentence[],
  language: "zh" | "en",
): PaymentSlice[] {
  const steps = split.steps.filter(
    ({ to, result_fen }) => to === `fund:${fund}` && result_fen !== 0,
  );
  const definition = region.funds.get(fund);
  const name =
    definition === undefined
      ? fund
      : titleWords({ title: definition.name, english: definition.english }, language);
  const isPlain = steps.length > 0 && steps.every(({ result_fen }) => result_fen > 0);
  const groups = isPlain ? byRate(steps) : [steps];
  return groups.map((group, index) => {
    const step = group[0];
    const sum = group.reduce((all, { result_fen }) => all + result_fen, 0);
    const rated = group.filter(({ rate_ppm }) => rate_ppm !== null);
    const rate = rated.length === group.length ? (step?.rate_ppm ?? null) : null;
    const ofRate = group.reduce((all, one) => all + one.base_fen, 0);
    return {
      ...{ key: `fund:${fund}:${index}`, title: name, reason: null, payer: "fund" },
      amount_fen: isPlain ? sum : paid_fen,
      base_fen: rate === null ? base_fen : ofRate,
      rate_ppm: rate,
      ...sourceOf(step),
      unverified: group.some(isUnverified),
      sentences: step === undefined ? [] : aboutLayer(step, sentences),
    };
  });
}

function byRate(steps: readonly Step[]): Step[][] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const key = `${step.layer} ${step.rate_ppm}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()];
}

function sourceOf(step: Step | undefined) {
  if (step === undefined) return { document: null, clause: null, unverified: false };
  const { document, clause } = step.source;
  return { document, clause, unverified: isUnverified(step) };
}

function isUnverified({ source, terms }: Step): boolean {
  return source.basis !== "official" || terms.some((term) => term.source.basis !== "official");
}

/** Sentences of the layer that the step belongs to. */
function aboutLayer(
  step: Step,
  sentences: readonly ExplainedSentence[],
): readonly ExplainedSentence[] {
  return sentences.filter(({ layer }) => layer === step.title);
}

/** Of a line's step: lines share a heading, and are told apart by their clause. */
function aboutStep(
  step: Step,
  sentences: readonly ExplainedSentence[],
): readonly ExplainedSentence[] {
  if (step.line === null) return aboutLayer(step, sentences);
  const { clause } = step.source;
  const [first] = sentences;
  return sentences.filter(
    (one) => one.layer === first?.layer && one !== first && (one.source ?? "").includes(clause),
  );
}
