import type { Fen } from "../../kernel/index.ts";
import { hundredthsOfPercent, type MoneyForm, stepOf, stepsOf } from "../printed-money.ts";
import { type Address, type AddressParts, addressOf, at, partsOf, told } from "./address.ts";
import { type Figure, type Figures, percentFigure } from "./figures.ts";

/** In what sentences tell amounts. */
export type TellingForm = Pick<MoneyForm, "unit" | "decimals">;

interface Telling {
  readonly figures: Figures;
  readonly kind: "budget" | "final";
  readonly form: TellingForm;
}

/**
 * What sentences tell of figures: shares, completion, changes. They are of the amounts as printed
 * in the sentences, so that whoever reads them can work them out again; percentages are rounded
 * half up at two decimals. Against zero there is none.
 */
export function tellRatios(figures: Figures, kind: "budget" | "final", form: TellingForm): void {
  const telling = { figures, kind, form };
  shares(telling);
  completions(telling);
  changes(telling);
}

function ratio({ figures, form }: Telling, target: Address, part: Address, whole: Address): void {
  const [above, below] = [figures.value(part), figures.value(whole)];
  if (above === null || below === null || figures.isKnown(target)) return;
  const hundredths = hundredthsOfPercent(stepsOf(above as Fen, form), stepsOf(below as Fen, form));
  if (hundredths !== null) figures.derive(target, percentFigure(hundredths * 100), "");
}

/** Rows of sentences, each with the whole that it is a share of. */
function shares(telling: Telling): void {
  const { figures } = telling;
  for (const [address] of figures.entries()) {
    const parts = partsOf(address);
    const whole = parts === null ? null : wholeOf(addressOf(parts));
    if (parts === null || whole === null) continue;
    ratio(telling, told(parts.topic, parts.row, "share"), address, whole);
  }
  const smallMicro = at("procurement", "small-micro", "amount");
  const ofTotal = told("procurement", "small-micro", "share-of-total");
  ratio(telling, ofTotal, smallMicro, at("procurement", "total", "amount"));
}

const WHOLES: readonly (readonly [RegExp, Address])[] = [
  [
    /^overview\[income-(?!total|grand|opening|surplus)[a-z-]+\]\.amount$/,
    "overview[income-total].amount",
  ],
  [/^overview\[(\d{3})\]\.amount$/, "overview[spending-total].amount"],
  [
    /^overview\[nature-(basic|project|operating|affiliated|upward)\]\.amount$/,
    "overview[spending-total].amount",
  ],
  [/^general\[total\]\.total$/, "spending[total].total"],
  [/^general\[\d{3}\]\.total$/, "general[total].total"],
  [/^fund\[\d{3}\]\.total$/, "fund[total].total"],
  [/^capital\[\d{3}\]\.total$/, "capital[total].total"],
  [/^basic\[(personnel|public)\]\.total$/, "basic[total].total"],
  [
    /^three-public\[(abroad|vehicles|vehicle-purchase|vehicle-running|reception)\]\.actual$/,
    "three-public[total].actual",
  ],
  [
    /^three-public\[(abroad|vehicles|vehicle-purchase|vehicle-running|reception)\]\.amount$/,
    "three-public[total].amount",
  ],
  [/^procurement\[(goods|works|services|small-medium)\]\.amount$/, "procurement[total].amount"],
  [/^procurement\[small-micro\]\.amount$/, "procurement[small-medium].amount"],
  [/^procurement\[goods-small-medium\]\.amount$/, "procurement[goods].amount"],
  [/^procurement\[works-small-medium\]\.amount$/, "procurement[works].amount"],
  [/^procurement\[services-small-medium\]\.amount$/, "procurement[services].amount"],
];

function wholeOf(address: Address): Address | null {
  return WHOLES.find(([form]) => form.test(address))?.[1] ?? null;
}

/** 决算 against 预算. */
function completions(telling: Telling): void {
  for (const [address] of telling.figures.entries()) {
    const parts = partsOf(address);
    if (parts?.column !== "budget") continue;
    const { topic, row } = parts;
    const actual = parts.source === "text" ? at(topic, row, "total") : at(topic, row, "actual");
    ratio(telling, told(topic, row, "completion"), actual, address);
  }
}

/** This year against the last. */
function changes(telling: Telling): void {
  const { figures, kind } = telling;
  for (const [address] of figures.entries()) {
    const parts = partsOf(address);
    if (parts?.column !== "prior") continue;
    const now = current(figures, parts.topic, parts.row, kind);
    if (now !== null) change(telling, parts, now, address);
  }
}

/** Where this year's figure of a row stands. */
function current(
  figures: Figures,
  topic: string,
  row: string,
  kind: "budget" | "final",
): Address | null {
  const columns = kind === "final" ? ["actual", "amount", "total"] : ["amount", "total", "actual"];
  const candidates = columns.map((column) => at(topic, row, column));
  return candidates.find((address) => figures.isKnown(address)) ?? null;
}

function change(
  { figures, form }: Telling,
  { topic, row }: AddressParts,
  now: Address,
  before: Address,
): void {
  const figure = figures.difference(now, [before]) as Figure;
  const prior = stepsOf((figures.value(before) ?? 0) as Fen, form);
  const steps = stepsOf((figures.value(now) ?? 0) as Fen, form) - prior;
  const step = Math.max(figure.step, stepOf(form));
  const slack_doubled = Math.max(figure.slack_doubled, stepOf(form) * 2);
  const told_change = { ...figure, value: steps * stepOf(form), step, slack_doubled };
  figures.derive(told(topic, row, "change"), told_change, "今年与上年");
  const hundredths = steps === 0 ? null : hundredthsOfPercent(steps, prior);
  if (hundredths === null || figures.isKnown(told(topic, row, "change-rate"))) return;
  figures.derive(told(topic, row, "change-rate"), percentFigure(hundredths * 100), "");
}
