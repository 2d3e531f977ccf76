import { percentFromPpm, yuanFromFen } from "../../kernel/index.ts";
import type { Provenance, RateTerm, Split, Step } from "../../policy/index.ts";

/** `setl_proc_info`: how a fund's payment came about, for people, in at most 4,000 characters. */

const LENGTH_MAX = 4_000;

/**
 * The steps that add up to what a fund pays, e.g.
 * `职工统筹基金：1000.00×65%=650.00〔某政发〔2022〕14号 第五条·待核实〕`.
 */
export function fundExplanation(split: Split, fund: string): string {
  const steps = split.steps.filter((step) => step.to === `fund:${fund}`).map(stepText);
  let text = "";
  for (const [index, step] of steps.entries()) {
    const next = text === "" ? step : `${text}；${step}`;
    if (next.length > LENGTH_MAX - REST_LENGTH) return `${text}；……余 ${steps.length - index} 步`;
    text = next;
  }
  return text;
}

/** Room for the words that say how many steps are left out. */
const REST_LENGTH = 20;

function stepText({ title, base_fen, rate_ppm, result_fen, terms, source }: Step): string {
  const result = yuanFromFen(result_fen);
  const product =
    rate_ppm === null
      ? result
      : `${yuanFromFen(base_fen)}×${percentFromPpm(rate_ppm)}${termsText(terms)}=${result}`;
  return `${title}：${product}${sourceText(source)}`;
}

const SIGNS: Readonly<Record<RateTerm["operation"], string>> = {
  base: "",
  plus: "+",
  minus: "-",
  times: "×",
};

/** `（65%+退休人员提高 2%）` where a rate has several terms; a rate by itself is its only one. */
function termsText(terms: readonly RateTerm[]): string {
  if (terms.length <= 1) return "";
  const parts = terms.map(({ operation, title, rate_ppm }) => {
    const percent = percentFromPpm(rate_ppm);
    return operation === "base" ? percent : `${SIGNS[operation]}${title} ${percent}`;
  });
  return `（${parts.join("")}）`;
}

/** Nothing unverified is shown as official. */
function sourceText({ document, clause, basis }: Provenance): string {
  const unverified = basis === "official" ? "" : "·待核实";
  return `〔${document} ${clause}${unverified}〕`;
}
