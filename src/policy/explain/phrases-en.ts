import { ENGLISH_ROW_TITLES } from "../row-titles.ts";
import type { LimitWords, Phrases, RateWords } from "./phrases.ts";

/** What a row of the rest stands for is left unsaid. */
const NO_ROWS = ["none", "other"];
const LINES_MAX = 10;

const OPERATIONS = { base: "", plus: " + ", minus: " − ", times: " × " } as const;

function term({ operation, rate, why }: RateWords): string {
  return `${OPERATIONS[operation]}${rate}${why === "" ? "" : ` (${why})`}`;
}

function ofRow(row: string): string {
  return row === "" ? "" : ` (${row})`;
}

function limitWords(title: string, { row, limit, used }: LimitWords): string {
  if (limit === "") return `Within the ${title},`;
  const before = used === "" ? "" : `, of which ${used} was used before`;
  return `The ${title}${ofRow(row)} is ${limit}${before};`;
}

/** See the Chinese phrases, which these follow sentence by sentence. */
export const ENGLISH: Phrases = {
  headings: { lines: "Kinds of cost", person: "Borne by the person", total: "Total" },
  amount: (yuan) => `${yuan} yuan`,
  points: (number) => `${number} percentage points`,
  unverified: " [unverified]",
  tidy: (text) => text,
  space: " ",
  listComma: ", ",
  sourceComma: "; ",
  because: (value, why) => (why === "" ? value : `${value} (${why})`),
  composed: (terms, rate) => `${terms.map(term).join("")} = ${rate}`,
  row: (row) => (NO_ROWS.includes(row) ? "" : (ENGLISH_ROW_TITLES[row] ?? null)),
  source: ({ document, title, clause, unverified }) =>
    `${document}${title === "" ? "" : ` (${title})`}, ${clause}` +
    `${unverified ? " [unverified]" : ""}`,

  opening: (total, outside, scope) =>
    outside.length === 0
      ? `The medical cost is ${total}, all of it in scope.`
      : `Of the medical cost of ${total}, less ${outside.join(", ")}, ${scope} is in scope.`,
  outside: {
    full: (amount) => `full self-payment of ${amount}`,
    over: (amount) => `cost over the price ceiling of ${amount}`,
    first: (amount) => `first self-payment of ${amount}`,
  },
  lines: (numbers) => {
    if (numbers.length === 1) return `Line ${numbers[0]}`;
    if (numbers.length <= LINES_MAX) return `Lines ${numbers.join(", ")}`;
    return `${numbers.length} lines from line ${numbers[0]} on`;
  },
  lineFullSelf: (lines, base) =>
    `${lines === "" ? "" : `${lines}: `}${base} of class C or off the catalogue ` +
    "is borne by the person in full.",
  lineOverLimit: (lines, base, result) =>
    `${lines === "" ? "Of" : `${lines}: of`} ${base}, the ${result} over the price ceiling ` +
    "is borne by the person.",
  lineFirstShare: (lines, base, rate, result, many) =>
    `${lines === "" ? "Of" : `${lines}: of`} ${base} within the price ceiling, ` +
    `the person first pays ${rate}, ` +
    `${many ? "worked out line by line " : ""}${result}.`,
  linePaidAlone: (lines, result) =>
    `${lines}: ${result} for separately paid drugs does not enter the common calculation.`,

  considered: {
    payable: "In-scope cost",
    "over-cap": "Cost handed on over the limit of the fund before",
    "personal-in-scope": "In-scope cost borne by the person so far",
    "paid-alone": "Cost of separately paid drugs",
  },
  crossRegionShare: (place, base, rate, result, rest) =>
    `${place === "" ? "Outside the region" : capital(place)}: of the in-scope cost of ${base} ` +
    `the person first pays ${rate}, ${result}, which leaves ${rest}.`,
  minusCrossRegion: (amount) => `the first share outside the region of ${amount}`,
  minusDeductible: (row, amount) => `the deductible${ofRow(row)} of ${amount}`,
  deductible: ({ row, annual, due, base, result, rest, less, charged }) => {
    const title = `${annual ? "annual " : ""}deductible${ofRow(row)}`;
    if (less === "cost") {
      return `The ${title} is ${due}; the cost of ${base} does not reach it; the person bears it.`;
    }
    if (less === "stay") {
      return (
        `Of the ${title} of ${due}, ${charged} was charged earlier in this stay; ` +
        `${result} is charged now, which leaves ${rest}.`
      );
    }
    if (less === "year") {
      return (
        `Of the ${title} of ${due}, what was charged earlier in the year is not charged again; ` +
        `${result} is charged now, which leaves ${rest}.`
      );
    }
    return `From the cost of ${base} the ${title} of ${result} is taken, which leaves ${rest}.`;
  },
  deductibleNone: (row) => `There is no deductible${ofRow(row)}.`,
  deductibleRepeat: (row, amount, factor, due) =>
    `For a further admission in the year at the same level, the deductible${ofRow(row)} of ` +
    `${amount} counts at ${factor}, ${due}.`,

  lead: (what, base, minus, rest) =>
    minus.length === 0
      ? `${what}: ${base}`
      : `${what}: ${base} less ${minus.join(" and ")} is ${rest}`,
  remaining: (amount) => `Remaining: ${amount}`,
  ratio: (lead, title, rate, result) => `${lead}, of which ${title} pays ${rate}, ${result}.`,
  nothingRemains: (title) => `Nothing remains; ${title} pays nothing.`,
  threshold: ({
    row,
    amount,
    factor,
    due: reduced,
    what,
    base,
    result,
    rest,
    not_reached,
    whole,
  }) => {
    const due = factor === "" ? amount : `${amount} (reduced to ${factor}, ${reduced})`;
    const title = `annual threshold${ofRow(row)} of ${due}`;
    if (not_reached) {
      return `${what}: ${base} does not pass the ${title} and is borne by the person.`;
    }
    const taken = whole ? `the ${title}` : `${result} of the ${title}`;
    return `${what}: ${base}, less ${taken}, leaves ${rest}.`;
  },
  consideredLike: (base, result, how) => {
    const why = {
      "without-cross-region": "without the first share outside the region",
      "with-first-self": "with the first self-payment on class B items",
      both:
        "without the first share outside the region, " +
        "with the first self-payment on class B items",
    }[how];
    return `In-scope cost borne by the person: of ${base}, ${why}, ${result} counts.`;
  },
  accumulatedSoFar: "Accumulated in the year",
  counted: "Counted this time",
  accumulated: (what, looked, before, result) =>
    before === ""
      ? `${what}: ${looked}; accumulated in the year: ${result}.`
      : `${what}: ${looked}; with ${before} from earlier in the year, accumulated: ${result}.`,
  band: (from, to, base, rate, result) => {
    const range = to === "" ? (from === "" ? "All of it" : `Over ${from}`) : between(from, to);
    return `${range}: ${base} at ${rate} gives ${result}.`;
  },
  bandsTogether: (amount) => `The bands together give ${amount}.`,
  alreadyPaid: (amount, rest) =>
    `Less ${amount} already paid in the year, ${rest} is due this time.`,
  alreadyEntitled: (amount, rest) =>
    `Less ${amount} due on what had accumulated before, ${rest} is due this time.`,
  ownBurden: (rest) => `Limited to what the person bears this time, ${rest} is paid.`,
  cap: (words) =>
    `${limitWords("annual payment limit", words)} at most ${words.room} is paid this time, ` +
    `${words.cut} beyond it is not.`,
  costCap: (words) =>
    `${limitWords("annual limit on cost", words)} only ${words.room} counts this time, ` +
    `${words.cut} beyond it does not.`,
  diseaseLimit: (words) =>
    `${limitWords("payment limit of the disease", words)} at most ${words.room} is paid this ` +
    `time, ${words.cut} beyond it is not.`,
  diseaseLimitCost: (words) =>
    `${limitWords("cost limit of the disease", words)} only ${words.room} counts this time, ` +
    `${words.cut} beyond it does not.`,
  diseaseLimitProRata: (words) =>
    `${limitWords("cost limit of the disease", words)} it counts total cost, so that only ` +
    `${words.room} of the in-scope cost counts pro rata and ${words.cut} does not.`,
  fixedAmount: (words) =>
    `${limitWords("fixed amount of the disease", words)} ${words.room} is paid as a fixed amount.`,
  handedOn: (paid, covered, result, next) =>
    `The ${paid} paid stands for a cost of ${covered}; the other ${result} of cost ` +
    `${next === "" ? "is over the limit" : `goes on to ${next}`}.`,

  layerPays: (title, paid) => `${title} pays ${paid} this time.`,
  left: (amount) => `${amount} in scope is not paid by a fund so far.`,
  notThisLayer: (title, why) =>
    ({
      "no-over-cap": `The cost does not pass the limit of the fund before; ${title} pays nothing.`,
      "nothing-left": `Nothing remains; ${title} pays nothing.`,
      "not-covered": `For this scheme, identity and level, ${title} pays nothing.`,
    })[why],

  personInScope: (scope, funds, person) =>
    `Of ${scope} in scope, funds pay ${funds} and the person bears ${person}.`,
  account: (relation, balance, result) =>
    `${relation === "own" ? "The person's own account" : "A relative's account"} ` +
    `(balance ${balance}) pays ${result}.`,
  unnamed: (title, base, rate, result) =>
    `${title}: ${base}${rate === "" ? "" : ` × ${rate}`} gives ${result}.`,
  closing: ({ total, funds, each, account, cash, hospital }) =>
    `Medical cost ${total} = funds ${funds}${each.length === 0 ? "" : ` (${each.join(", ")})`} + ` +
    `accounts ${account} + cash ${cash}${hospital === "" ? "" : ` + hospital ${hospital}`}.`,
};

function between(from: string, to: string): string {
  return from === "" ? `Up to ${to}` : `From ${from} to ${to}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
