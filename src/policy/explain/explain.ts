import type { Fen } from "../../kernel/index.ts";
import type { BillFacts, Split, Step } from "../adjudication.ts";
import type { Language } from "../read/language.ts";
import { benefitsFor, type Region } from "../region.ts";
import { layerSentences } from "./explain-layers.ts";
import { lineSentences, openingSentence } from "./explain-lines.ts";
import { canReAdd } from "./re-add.ts";
import type { StepsOfPart } from "./step-parts.ts";
import { partsOf } from "./step-parts.ts";
import type { Telling } from "./telling.ts";
import {
  fundTitle,
  money,
  moneyOrNone,
  percent,
  sourceWords,
  type Words,
  wordsOf,
} from "./words.ts";

/** One sentence of an explanation. */
export interface ExplainedSentence {
  /** Title of the layer it is about, in the language. */
  readonly layer: string;
  readonly text: string;
  /** Documents and clauses; null where the sentence only adds up. */
  readonly source: string | null;
  /** Whether nobody has verified one of its values; the text says so too. */
  readonly unverified: boolean;
}

/** What is asked of a bill, or of each part of one that was split by day, to find its benefit. */
export type ExplainedFacts = Pick<
  BillFacts,
  "insutype" | "visit_type" | "disease" | "care_date" | "stay"
>;

/**
 * A split in the words of the clauses: what was looked at, which rule, which figure, how it was
 * worked out, and what remains; at the end everything is added up. It is written from the steps,
 * so it tells what was decided, and from the region it takes titles and the amounts of limits.
 *
 * @param parts one for each part of the bill, in order
 * @param numbered whether lines are told by number; not so where only sums were given
 */
export function explain(
  region: Region,
  parts: readonly ExplainedFacts[],
  split: Split,
  language: Language,
  numbered = true,
): ExplainedSentence[] {
  const words = wordsOf(region, language);
  if (!canReAdd(split.steps))
    return [...split.steps.map((step) => plain(words, step)), closing(words, split)];
  let charged = 0;
  const told = partsOf(split.steps).flatMap((part, index) => {
    const facts = parts[index] ?? (parts.at(-1) as ExplainedFacts);
    const sentences = partSentences(words, part, afterParts(facts, charged), numbered);
    for (const { step } of part.layers.flat()) {
      if (step.to === "deductible") charged += step.result_fen;
    }
    return sentences;
  });
  return [...told, closing(words, split)];
}

/** What earlier parts of the bill charged counts as charged by the stay. */
function afterParts(facts: ExplainedFacts, charged: number): ExplainedFacts {
  if (facts.stay === null || charged === 0) return facts;
  const deductible_charged_fen = (facts.stay.deductible_charged_fen + charged) as Fen;
  return { ...facts, stay: { ...facts.stay, deductible_charged_fen } };
}

/** A step that was kept before steps said what they do. */
function plain(words: Words, step: Step): ExplainedSentence {
  const { phrases } = words;
  const rate = step.rate_ppm === null ? "" : percent(step.rate_ppm);
  const [base, result] = [money(words, step.base_fen), money(words, step.result_fen)];
  const unverified = step.source.basis !== "official";
  const text = phrases.unnamed(step.title, base, rate, result);
  const marked = phrases.tidy(unverified ? text + phrases.unverified : text);
  return { layer: step.title, text: marked, source: sourceWords(words, [step.source]), unverified };
}

function partSentences(
  words: Words,
  part: StepsOfPart,
  facts: ExplainedFacts,
  numbered: boolean,
): ExplainedSentence[] {
  const benefit = benefitsFor(words.region, { ...facts, day: facts.care_date })[0] ?? null;
  const sentences: ExplainedSentence[] = [];
  const telling: Telling = {
    words,
    facts,
    benefit,
    numbered,
    say(layer, text, sources) {
      if (text === "") return;
      const unverified = sources.some(({ basis }) => basis !== "official");
      const { phrases } = words;
      const marked = phrases.tidy(unverified ? text + phrases.unverified : text);
      const source = sources.length === 0 ? null : sourceWords(words, sources);
      sentences.push({ layer, text: marked, source, unverified });
    },
  };
  openingSentence(telling, part);
  lineSentences(telling, part);
  layerSentences(telling, part);
  return sentences;
}

/** Everything added up: what it cost is what funds, accounts and cash paid. */
function closing(words: Words, split: Split): ExplainedSentence {
  const { phrases } = words;
  const funds = split.payments.filter(({ paid_fen }) => paid_fen !== 0);
  const text = phrases.closing({
    total: money(words, split.total_fen),
    funds: money(
      words,
      funds.reduce((sum, { paid_fen }) => sum + paid_fen, 0),
    ),
    each: funds.map(({ fund, paid_fen }) => `${fundTitle(words, fund)} ${money(words, paid_fen)}`),
    account: money(words, split.account_fen),
    cash: money(words, split.cash_fen),
    hospital: moneyOrNone(words, split.hospital_fen),
  });
  const tidy = phrases.tidy(text);
  return { layer: phrases.headings.total, text: tidy, source: null, unverified: false };
}
