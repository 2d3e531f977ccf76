import { type Fen, multiplyFenByRatio } from "../../kernel/index.ts";
import { type Address, addressOf, at, partsOf, told } from "./address.ts";
import { type Figure, type Figures, percentFigure } from "./figures.ts";

/**
 * What sentences tell of figures: shares, completion, changes. Rounded half up at two decimals,
 * from the figures as they are known. Against zero there is no percentage.
 */
export function tellRatios(figures: Figures, kind: "budget" | "final"): void {
  shares(figures);
  completions(figures);
  changes(figures, kind);
}

/** Ten thousandths of the whole, as ppm. */
function percent(part: number, whole: number): number {
  return multiplyFenByRatio(part as Fen, 10_000, whole, "half-up") * 100;
}

function ratio(figures: Figures, target: Address, part: Address, whole: Address): void {
  const [above, below] = [figures.value(part), figures.value(whole)];
  if (above === null || below === null || below === 0 || figures.isKnown(target)) return;
  figures.derive(target, percentFigure(percent(above, below)), "");
}

/** Rows of sentences, each with the whole that it is a share of. */
function shares(figures: Figures): void {
  for (const [address] of figures.entries()) {
    const parts = partsOf(address);
    const whole = parts === null ? null : wholeOf(addressOf(parts));
    if (parts === null || whole === null) continue;
    ratio(figures, told(parts.topic, parts.row, "share"), address, whole);
  }
  const smallMicro = at("procurement", "small-micro", "amount");
  const ofTotal = told("procurement", "small-micro", "share-of-total");
  ratio(figures, ofTotal, smallMicro, at("procurement", "total", "amount"));
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
function completions(figures: Figures): void {
  for (const [address] of figures.entries()) {
    const parts = partsOf(address);
    if (parts?.column !== "budget") continue;
    const { topic, row } = parts;
    const actual = parts.source === "text" ? at(topic, row, "total") : at(topic, row, "actual");
    ratio(figures, told(topic, row, "completion"), actual, address);
  }
}

/** This year against the last. */
function changes(figures: Figures, kind: "budget" | "final"): void {
  for (const [address] of figures.entries()) {
    const parts = partsOf(address);
    if (parts?.column !== "prior") continue;
    const now = current(figures, parts.topic, parts.row, kind);
    if (now !== null) change(figures, parts.topic, parts.row, now, address);
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

function change(figures: Figures, topic: string, row: string, now: Address, before: Address): void {
  const difference = figures.difference(now, [before]) as Figure;
  const base = figures.value(before) ?? 0;
  figures.derive(told(topic, row, "change"), difference, "今年与上年");
  if (base === 0 || difference.value === 0) return;
  const rate = percentFigure(percent(difference.value, base));
  if (!figures.isKnown(told(topic, row, "change-rate"))) {
    figures.derive(told(topic, row, "change-rate"), rate, "");
  }
}
