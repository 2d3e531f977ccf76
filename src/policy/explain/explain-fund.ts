import { type Fen, multiplyFenByPpm, type Ppm, type Rounding } from "../../kernel/index.ts";
import type { Step } from "../adjudication.ts";
import type { Considered, Layer } from "../benefit.ts";
import { choiceOf } from "../layers/context.ts";
import type { Band } from "../parameter.ts";
import type { LimitWords } from "./phrases.ts";
import { ruleAmount, ruleValue } from "./rule-value.ts";
import type { LayerSteps } from "./step-parts.ts";
import type { Draft, Telling, Way } from "./telling.ts";
import { fundTitle, money, moneyOrNone, percent, rateWords, rowWords } from "./words.ts";

/** A paying layer while it is told. Fen. */
interface Fund {
  readonly telling: Telling;
  readonly way: Way;
  readonly title: string;
  /** Who pays: the title, with the fund where the title is not that of one. */
  readonly payer: string;
  readonly considers: Considered;
  /** What it has come to pay so far. */
  paid: number;
  /** Steps told so far; bands told so far; whether the year's sum is being looked at. */
  told: number;
  bands: number;
  accumulated: boolean;
}

/** What a fund looked at, what it pays of it and why, and what then remains. */
export function fundLayer(
  telling: Telling,
  way: Way,
  { title, layer }: { readonly title: string; readonly layer: Layer | null },
  steps: LayerSteps,
): Draft[] {
  const { phrases } = telling.words;
  const payer = payerTitle(telling, title, layer);
  const considers = steps[0]?.step.considers ?? "payable";
  const alone = considers === "paid-alone";
  const start = { told: 0, bands: 0, paid: 0, accumulated: false };
  const fund: Fund = { telling, way, title, payer, considers, ...start };
  const drafts = steps.map(({ step }): Draft => {
    const text = sentence(fund, step);
    fund.told += 1;
    return { text, sources: [step.source, ...step.terms.map(({ source }) => source)] };
  });
  if (considers === "payable") way.payable = 0;
  if (considers === "over-cap") way.over_cap = 0;
  way.funds += fund.paid;
  if (!alone) way.left = Math.max(0, way.left - fund.paid);
  const { words } = telling;
  const last = drafts.pop() as Draft;
  const ends = [last.text];
  if (fund.bands > 1 && steps.at(-1)?.step.kind === "band") {
    ends.push(phrases.bandsTogether(money(words, fund.paid)));
  }
  if (steps.length > 1 && fund.told > 0 && fund.paid > 0) {
    ends.push(phrases.layerPays(payer, money(words, fund.paid)));
  }
  if (!alone) ends.push(phrases.left(money(words, way.left)));
  return [...drafts, { text: ends.join(phrases.space), sources: last.sources }];
}

/** `居民统筹基金` pays, and so does `居民大病保险`; `两病门诊用药` is paid by a fund. */
function payerTitle({ words }: Telling, title: string, layer: Layer | null): string {
  if (layer === null || !("fund" in layer)) return title;
  const name = words.region.funds.get(layer.fund)?.name ?? "";
  const isFund = name === "" || layer.title.includes("基金") || name.includes(layer.title);
  return isFund ? title : words.phrases.because(fundTitle(words, layer.fund), title);
}

function sentence(fund: Fund, step: Step): string {
  const { telling, title } = fund;
  const { words } = telling;
  const { phrases } = words;
  const before = fund.paid;
  if (step.to.startsWith("fund:")) fund.paid += step.result_fen;
  switch (step.kind) {
    case "ratio":
      return ratio(fund, step);
    case "threshold":
      return threshold(fund, step);
    case "considered":
      return consideredLike(fund, step);
    case "accumulated":
      return accumulated(fund, step);
    case "band":
      fund.bands += 1;
      return band(fund, step);
    case "bands-already-paid":
      return phrases.alreadyPaid(money(words, -step.result_fen), money(words, fund.paid));
    case "bands-already-due":
      return phrases.alreadyEntitled(money(words, -step.result_fen), money(words, fund.paid));
    case "bands-own-burden":
      return phrases.ownBurden(money(words, fund.paid));
    case "cap":
      return phrases.cap(payLimit(fund, step));
    case "disease-limit":
      return phrases.diseaseLimit(payLimit(fund, step));
    case "cost-cap":
      return phrases.costCap(costLimit(fund, step, true));
    case "disease-limit-cost":
      return phrases.diseaseLimitCost(costLimit(fund, step, true));
    case "disease-limit-pro-rata":
      return phrases.diseaseLimitProRata(costLimit(fund, step, false));
    case "fixed-amount":
      return fixedAmount(fund, step);
    case "handed-on":
      return handedOn(fund, step);
    default: {
      const [base, result] = [money(words, step.base_fen), money(words, step.result_fen)];
      fund.paid = before + (step.to.startsWith("fund:") ? step.result_fen : 0);
      return phrases.unnamed(title, base, "", result);
    }
  }
}

function ratio(fund: Fund, step: Step): string {
  const { telling, way, considers, title, payer, told } = fund;
  const { words, benefit } = telling;
  const { phrases } = words;
  if (step.base_fen === 0) return phrases.nothingRemains(title);
  const base = money(words, step.base_fen);
  const common = considers === "payable" && way.minus.length > 0;
  const what = phrases.considered[considers];
  const lead = common
    ? phrases.lead(what, money(words, way.common), way.minus, base)
    : phrases.lead(what, base, [], base);
  const from = told === 0 ? lead : phrases.remaining(base);
  return phrases.ratio(from, payer, rateWords(words, benefit, step), money(words, step.result_fen));
}

function threshold(fund: Fund, step: Step): string {
  const { telling, considers, accumulated: year } = fund;
  const { words, facts } = telling;
  const { phrases, region } = words;
  const { base_fen: base, result_fen: result, source } = step;
  const factor = step.terms.at(-1);
  const day = facts.care_date;
  const amount = ruleAmount(region, day, source) ?? result;
  const rounding = choiceOf({ region, day }, "rounding") as Rounding;
  const due = factor ? multiplyFenByPpm(amount as Fen, factor.rate_ppm as Ppm, rounding) : amount;
  return phrases.threshold({
    row: rowWords(words, factor?.source ?? source),
    amount: money(words, amount),
    factor: factor ? percent(factor.rate_ppm) : "",
    due: money(words, due),
    what: year ? phrases.accumulatedSoFar : phrases.considered[considers],
    base: money(words, base),
    result: money(words, result),
    rest: money(words, base - result),
    not_reached: result === base,
    whole: result === due,
  });
}

function consideredLike({ telling }: Fund, step: Step): string {
  const { words } = telling;
  const base = money(words, step.base_fen);
  const result = money(words, step.result_fen);
  const how = step.result_fen > step.base_fen ? "with-first-self" : "without-cross-region";
  return words.phrases.consideredLike(base, result, how);
}

function accumulated(fund: Fund, step: Step): string {
  fund.accumulated = true;
  const { telling, considers, told } = fund;
  const { words } = telling;
  const { phrases } = words;
  const what = told === 0 ? phrases.considered[considers] : phrases.counted;
  const before = moneyOrNone(words, step.result_fen - step.base_fen);
  return phrases.accumulated(
    what,
    money(words, step.base_fen),
    before,
    money(words, step.result_fen),
  );
}

/** Which band of the table it was is known by its ratio before adjustments, in their order. */
function band(fund: Fund, step: Step): string {
  const { telling, title, bands: nth } = fund;
  const { words, facts, benefit } = telling;
  const { phrases, region } = words;
  const base = money(words, step.base_fen);
  const result = money(words, step.result_fen);
  const bands = ruleValue(region, facts.care_date, step.source) as readonly Band[] | null;
  const ratio_ppm = step.terms[0]?.rate_ppm ?? step.rate_ppm;
  const at =
    bands?.findIndex((one, index) => index >= nth - 1 && one.ratio_ppm === ratio_ppm) ?? -1;
  if (!bands || at < 0) {
    return phrases.unnamed(title, base, percent(step.rate_ppm ?? 0), result);
  }
  const from = moneyOrNone(words, at === 0 ? 0 : (bands[at - 1]?.up_to_fen ?? 0));
  const to = moneyOrNone(words, bands[at]?.up_to_fen ?? 0);
  return phrases.band(from, to, base, rateWords(words, benefit, step), result);
}

/** A limit on what is paid: what it left is what is paid in the end. */
function payLimit(fund: Fund, step: Step): LimitWords {
  const room = step.base_fen + step.result_fen;
  return limitWords(fund, step, room, -step.result_fen, true);
}

/** A limit on cost; where costs use it up pro rata, what it left is not what counts. */
function costLimit(fund: Fund, step: Step, roomCounts: boolean): LimitWords {
  return limitWords(fund, step, step.base_fen - step.result_fen, step.result_fen, roomCounts);
}

function limitWords(
  { telling }: Fund,
  step: Step,
  room: number,
  cut: number,
  roomCounts: boolean,
): LimitWords {
  const { words, facts } = telling;
  const limit = ruleAmount(words.region, facts.care_date, step.source);
  const known = limit !== null && limit >= room;
  const used = known && roomCounts ? limit - room : 0;
  return {
    row: rowWords(words, step.source),
    limit: known ? money(words, limit) : "",
    used: moneyOrNone(words, used),
    base: money(words, step.base_fen),
    room: money(words, room),
    cut: money(words, cut),
  };
}

function fixedAmount(fund: Fund, step: Step): string {
  const { phrases } = fund.telling.words;
  const short = step.base_fen > step.result_fen;
  const cut = step.base_fen - step.result_fen;
  return phrases.fixedAmount(limitWords(fund, step, step.result_fen, cut, short));
}

function handedOn(fund: Fund, step: Step): string {
  const { telling, way, title } = fund;
  const { words, benefit } = telling;
  way.over_cap += step.result_fen;
  const layers = benefit?.layers ?? [];
  const next = layers.find((layer) => "considers" in layer && layer.considers === "over-cap");
  const to = next && words.title(next) !== title ? words.title(next) : "";
  const covered = money(words, step.base_fen - step.result_fen);
  return words.phrases.handedOn(
    money(words, fund.paid),
    covered,
    money(words, step.result_fen),
    to,
  );
}
