import { escapeHtml, type Fen, fen, multiplyFenByRatio } from "../../kernel/index.ts";
import type { Split } from "../adjudication.ts";
import type { Region } from "../region.ts";
import type { Language } from "./language.ts";
import { pageWord } from "./page-words.ts";
import { fundWords } from "./policy-picture.ts";
import { moneyWords } from "./value-words.ts";

/** A bill as one bar: the funds' parts and the person's parts, side by side, with a legend. */

export interface BillSlice {
  readonly title: string;
  readonly amount_fen: Fen;
  /** Of a fund, or of the person. */
  readonly fund: boolean;
}

/**
 * The parts of a bill in the order they are borne; together they are its total. What a later fund
 * gives back of the deductible is not split by cause, so the person's part is then one slice.
 */
export function billSlices(region: Region, split: Split, language: Language): BillSlice[] {
  const funds = split.payments
    .filter(({ paid_fen }) => paid_fen > 0)
    .map(({ fund, paid_fen }) => ({
      title: fundWords(region, fund, language),
      amount_fen: paid_fen,
      fund: true,
    }));
  return [...personSlices(split, language), ...funds];
}

function personSlices(split: Split, language: Language): BillSlice[] {
  let away = 0;
  for (const step of split.steps) if (step.to === "cross_region_share") away += step.result_fen;
  const causes = [
    [pageWord("offList", language), split.full_self_fen + split.over_limit_fen],
    [pageWord("classB", language), split.first_self_fen],
    [pageWord("firstShare", language), away],
    [pageWord("deductible", language), split.deductible_fen],
  ] as const;
  let known = 0;
  for (const [, amount] of causes) known += amount;
  const total = totalOfPerson(split);
  const rest = total - known;
  const word = known === 0 ? "person" : "rest";
  const account = split.account_fen;
  const slices =
    account > 0
      ? ([
          [pageWord("account", language), account],
          [pageWord("cash", language), total - account],
        ] as const)
      : rest < 0
        ? [[pageWord("person", language), total] as const]
        : [...causes, [pageWord(word, language), rest] as const];
  return slices
    .filter(([, amount]) => amount > 0)
    .map(([title, amount]) => ({ title, amount_fen: fen(amount), fund: false }));
}

function totalOfPerson(split: Split): number {
  let paid = 0;
  for (const { paid_fen } of split.payments) paid += paid_fen;
  return split.total_fen - paid;
}

/** As wide as a telephone, so that the numbers stay readable there. */
const WIDTH_TENTHS = 3_600;
const HEIGHT = 44;
/** Narrower than this (tenths), a slice has no room for its number. */
const LABEL_TENTHS = 160;

/** The bar as SVG and its legend as a list; numbers join them where colours cannot. */
export function billPicture(slices: readonly BillSlice[], total: Fen, language: Language): string {
  const name = slices
    .map(({ title, amount_fen }) => `${title} ${moneyWords(amount_fen, language)}`)
    .join(language === "zh" ? "，" : ", ");
  let [left, sum, funds, persons] = [0, 0, 0, 0];
  const bars: string[] = [];
  const items: string[] = [];
  slices.forEach(({ title, amount_fen, fund }, index) => {
    sum += amount_fen;
    const right = multiplyFenByRatio(sum as Fen, WIDTH_TENTHS, total, "half-up");
    const colour = fund ? `c${funds++ % 5}` : `p${persons++ % 5}`;
    bars.push(bar(left, right, colour, index + 1));
    left = right;
    const money = escapeHtml(moneyWords(amount_fen, language));
    const key = `<span class="key ${colour}">${index + 1}</span>`;
    items.push(`<li>${key}<span>${escapeHtml(title)}</span><b>${money}</b></li>`);
  });
  const view = `viewBox="0 0 ${WIDTH_TENTHS / 10} ${HEIGHT}"`;
  return (
    `<svg ${view} role="img" aria-label="${escapeHtml(name)}">${bars.join("")}</svg>\n` +
    `<ul class="slices">${items.join("\n")}</ul>`
  );
}

function bar(left: number, right: number, colour: string, number: number): string {
  const width = right - left;
  const size = `width="${width / 10}" height="${HEIGHT}"`;
  const rect = `<rect class="${colour}" x="${left / 10}" y="0" ${size}/>`;
  if (width < LABEL_TENTHS) return rect;
  const middle = (left + right) / 20;
  return `${rect}<text x="${middle}" y="${HEIGHT / 2 + 5}">${number}</text>`;
}
