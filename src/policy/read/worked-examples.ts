import {
  type CivilDate,
  type Fen,
  fen,
  maximumFen,
  multiplyFenByRatio,
  YibaoError,
  ZERO_FEN,
  ZERO_PPM,
} from "../../kernel/index.ts";
import { adjudicate } from "../adjudicate.ts";
import {
  type Accumulators,
  type BillFacts,
  HOSPITAL_LEVELS,
  IDENTITY_KINDS,
  PLACES,
  type Split,
} from "../adjudication.ts";
import type { Coordinates } from "../parameter.ts";
import type { Region } from "../region.ts";
import { coordinatesOf, filledAccumulator } from "./case-accumulators.ts";
import type { Language } from "./language.ts";
import {
  type BenefitPicture,
  type PolicyPicture,
  rowsByDimension,
  type Slot,
  slotCell,
} from "./policy-picture.ts";
import { rowWords, visitTypeWords } from "./row-words.ts";
import { moneyWords } from "./value-words.ts";

/**
 * Made-up bills that show what a benefit does, chosen from the values of the pack itself: below
 * its deductible, at each level, at its limit, for a poor person, away from home. The engine
 * splits them when they are asked for; no figure is written down here.
 */
export interface ExampleCase {
  readonly id: string;
  readonly title: string;
  /** Without the day, so that one case can be put to two days. */
  readonly facts: Omit<BillFacts, "care_date">;
  readonly opening: Accumulators;
}

export interface WorkedExample extends ExampleCase {
  readonly split: Split;
}

/** What the engine makes of a case on a day; null where nothing is decided. */
export function settleExample(region: Region, day: CivilDate, one: ExampleCase): Split | null {
  try {
    return adjudicate(region, { ...one.facts, care_date: day }, one.opening);
  } catch (error) {
    if (error instanceof YibaoError) return null;
    throw error;
  }
}

/** The examples of a benefit on the day of the picture; each says something the others do not. */
export function workedExamples(
  picture: PolicyPicture,
  benefit: BenefitPicture,
  language: Language,
): WorkedExample[] {
  const { region, date } = picture;
  const builder = new Builder(picture, benefit, language);
  const seen = new Set<string>();
  return casesOf(builder).flatMap((one) => {
    const split = settleExample(region, date, one);
    if (split === null || seen.has(one.id)) return [];
    seen.add(one.id);
    return [{ ...one, split }];
  });
}

/** So large that every deductible and limit is passed; only its traces are looked at. */
const VERY_LARGE = fen(1_000_000_000);
/** A bill where the pack has neither a deductible nor a limit to take a size from. */
const PLAIN = fen(100_000);

interface CaseWords {
  readonly zh?: string;
  readonly en?: string;
}

type Changes = Partial<Pick<BillFacts, "hospital_level" | "place" | "identities">> & {
  readonly employment_status?: BillFacts["employment_status"];
  readonly civil_servant_rank?: string;
  readonly opening?: Accumulators;
};

/** Knows the benefit, and makes cases of it. */
class Builder {
  readonly picture: PolicyPicture;
  readonly benefit: BenefitPicture;
  readonly language: Language;
  readonly levels: readonly BillFacts["hospital_level"][];
  readonly level: BillFacts["hospital_level"];
  readonly deductible: Fen;
  readonly usual: Fen;

  constructor(picture: PolicyPicture, benefit: BenefitPicture, language: Language) {
    this.picture = picture;
    this.benefit = benefit;
    this.language = language;
    const trial = (level: BillFacts["hospital_level"]) =>
      this.settle(this.make("trial", VERY_LARGE, { hospital_level: level }));
    const paying = HOSPITAL_LEVELS.filter((level) => (trial(level)?.fund_sum_fen ?? 0) > 0);
    const hospitals = paying.filter((level) => level !== "pharmacy");
    this.levels = hospitals.length > 0 ? hospitals : paying;
    const fallback = this.visitType() === "41" ? "pharmacy" : "level2";
    this.level = this.levels[Math.floor(this.levels.length / 2)] ?? fallback;
    const typical = trial(this.level);
    this.deductible = typical?.deductible_fen ?? ZERO_FEN;
    this.usual = usualSize(this.deductible, typical, tightestLimit(this)?.amount ?? null);
  }

  visitType(): string {
    return this.benefit.benefit.visit_types[0] as string;
  }

  settle(one: ExampleCase): Split | null {
    return settleExample(this.picture.region, this.picture.date, one);
  }

  make(id: string, amount_fen: Fen, changes: Changes = {}, words: CaseWords = {}): ExampleCase {
    const { opening = {}, ...others } = changes;
    const { benefit } = this.benefit;
    const insutype = benefit.insutypes[0] as string;
    const facts = {
      insutype,
      visit_type: this.visitType(),
      hospital_level: this.level ?? "level2",
      place: "local" as const,
      disease: this.disease(),
      employment_status: insutype === "390" ? ("resident" as const) : ("working" as const),
      civil_servant_rank: null,
      identities: [],
      lines: [
        {
          amount_fen,
          class: "A" as const,
          first_share_ppm: ZERO_PPM,
          over_limit_fen: ZERO_FEN,
          paid_alone: this.paidAlone(),
        },
      ],
      stay: null,
      ...this.account(amount_fen),
      ...others,
    };
    return { id, title: this.title(facts, amount_fen, words), facts, opening };
  }

  /** A benefit for certified diseases is shown with the first that it covers. */
  private disease(): string | null {
    const { diseases, diseases_except: except } = this.benefit.benefit;
    if (diseases !== null) return diseases[0] ?? null;
    if (except === null) return null;
    const { region } = this.picture;
    return [...region.diseases.keys()].find((code) => !except.includes(code)) ?? null;
  }

  /** Where nothing but the account pays, it holds half of the bill. */
  private account(amount_fen: Fen): Pick<BillFacts, "account_use" | "accounts"> {
    const layers = [...this.benefit.layers.values()];
    if (!layers.every(({ layer }) => layer.kind === "account")) {
      return { account_use: "none", accounts: [] };
    }
    const balance_fen = multiplyFenByRatio(amount_fen, 1, 2, "half-up");
    return {
      account_use: "own",
      accounts: [{ account_id: "own", relation: "own", balance_fen }],
    };
  }

  /** Where the common pot is nobody's, the bill is of drugs that are paid alone. */
  private paidAlone(): boolean {
    const looks = [...this.benefit.layers.values()].flatMap(({ layer }) =>
      "considers" in layer ? [layer.considers] : [],
    );
    return looks.includes("paid-alone") && !looks.includes("payable");
  }

  private title(
    facts: Pick<BillFacts, "hospital_level" | "visit_type" | "disease">,
    amount_fen: Fen,
    { zh = "", en = "" }: CaseWords,
  ): string {
    const { language } = this;
    const { region } = this.picture;
    const level = rowWords(facts.hospital_level, region, language);
    const visit = visitTypeWords(facts.visit_type, region, language);
    const disease = facts.disease === null ? "" : rowWords(facts.disease, region, language);
    const money = moneyWords(amount_fen, language);
    if (language === "en") {
      const parts = [`${visit}, ${level}`, disease, `cost ${money}`, en];
      return parts.filter(Boolean).join(", ");
    }
    return `${level}${visit}${disease && `（${disease}）`}，费用 ${money}${zh && `，${zh}`}`;
  }

  /** The same bill with one thing else, if anybody then pays something else. */
  differing(id: string, changes: Changes, words: CaseWords): ExampleCase[] {
    const plain = this.settle(this.make("plain", this.usual));
    const one = this.make(id, this.usual, changes, words);
    const other = this.settle(one);
    if (plain === null || other === null) return [];
    const outcome = (split: Split) =>
      JSON.stringify([
        split.person_fen,
        split.deductible_fen,
        split.payments.map(({ fund, paid_fen }) => [fund, paid_fen]),
      ]);
    return outcome(other) === outcome(plain) ? [] : [one];
  }
}

/** Ten times the deductible, or a tenth of what the fund may pay in a year. */
function usualSize(deductible: Fen, typical: Split | null, limit: Fen | null): Fen {
  if (deductible > 0) return multiplyFenByRatio(deductible, 10, 1, "half-up");
  const rooms = (typical?.payments ?? []).flatMap(({ room_fen }) => room_fen ?? []);
  const room = limit ?? rooms[0];
  if (room === undefined || room === 0) return PLAIN;
  return maximumFen(fen(100), multiplyFenByRatio(room, 1, 10, "half-up"));
}

function casesOf(builder: Builder): ExampleCase[] {
  const { usual } = builder;
  return [
    ...deductibleCases(builder),
    ...levelCases(builder),
    ...againCases(builder),
    ...builder.differing("retired", { employment_status: "retired" }, RETIRED),
    ...rankCases(builder),
    ...identityCases(builder),
    ...limitCases(builder, usual),
    ...bandCases(builder, usual),
    ...PLACES.flatMap((place) => placeCase(builder, place)),
  ].slice(0, EXAMPLES_MOST);
}

const EXAMPLES_MOST = 20;
const RETIRED = { zh: "退休人员", en: "a retired person" };

function deductibleCases(builder: Builder): ExampleCase[] {
  const { deductible } = builder;
  if (deductible <= 0) return [];
  const below = multiplyFenByRatio(deductible, 4, 5, "half-up");
  const above = multiplyFenByRatio(deductible, 3, 2, "half-up");
  return [
    builder.make("below-deductible", below, {}, { zh: "没有到起付线", en: "below the deductible" }),
    builder.make(
      "above-deductible",
      above,
      {},
      { zh: "刚过起付线", en: "just above the deductible" },
    ),
  ];
}

/** The same bill at each level, where the level decides anything. */
function levelCases(builder: Builder): ExampleCase[] {
  const { levels, level, usual } = builder;
  const cases = levels.map((one) => builder.make(`usual ${one}`, usual, { hospital_level: one }));
  const outcomes = new Set(cases.map((one) => builder.settle(one)?.person_fen));
  return outcomes.size > 1 ? cases : [builder.make(`usual ${level}`, usual)];
}

/** The same bill a second time in the year: a deductible may be halved, or used up. */
function againCases(builder: Builder): ExampleCase[] {
  const first = builder.settle(builder.make("plain", builder.usual));
  const opening = Object.fromEntries(
    (first?.moves ?? []).map(({ accumulator, amount }) => [accumulator, amount]),
  );
  const words = { zh: "本年第二次", en: "the second in the year" };
  return builder.differing("again", { opening }, words);
}

function rankCases(builder: Builder): ExampleCase[] {
  const ranks = slotsOf(builder.benefit).flatMap(
    (slot) => rowsByDimension(slot).get("civil_servant_rank") ?? [],
  );
  const rank = ranks.find((one) => one !== "other" && one !== "none");
  if (rank === undefined) return [];
  const { region } = builder.picture;
  const words = {
    zh: `公务员（${rowWords(rank, region, "zh")}）`,
    en: `a civil servant of ${rowWords(rank, region, "en")}`,
  };
  return builder.differing("civil-servant", { civil_servant_rank: rank }, words);
}

/** The two identities that are helped most and least of those that are helped at all. */
function identityCases(builder: Builder): ExampleCase[] {
  const { region } = builder.picture;
  const helped = IDENTITY_KINDS.flatMap((identity) =>
    builder.differing(
      `identity ${identity}`,
      { identities: [identity] },
      {
        zh: rowWords(identity, region, "zh"),
        en: rowWords(identity, region, "en"),
      },
    ),
  );
  const low = helped.find(({ id }) => id === "identity low-income");
  return [...new Set([helped[0], low ?? helped.at(-1)])].flatMap((one) => one ?? []);
}

function placeCase(builder: Builder, place: BillFacts["place"]): ExampleCase[] {
  const { region } = builder.picture;
  const words = { zh: rowWords(place, region, "zh"), en: rowWords(place, region, "en") };
  return builder.differing(`place ${place}`, { place }, words);
}

function slotsOf({ layers }: BenefitPicture): Slot[] {
  return [...layers.values()].flatMap(({ slots }) => [...slots.values()]);
}

/** The year's limit of the first fund is nearly used up before the bill. */
function limitCases(builder: Builder, usual: Fen): ExampleCase[] {
  const plain = builder.make("plain", usual);
  const split = builder.settle(plain);
  const paid = split?.payments[0]?.paid_fen ?? ZERO_FEN;
  const tightest = tightestLimit(builder);
  if (tightest === null || paid <= 0) return [];
  const half = multiplyFenByRatio(paid, 1, 2, "half-up");
  const spent = maximumFen(ZERO_FEN, fen(tightest.amount - half));
  const opening = { [filled(tightest.accumulator, plain, builder.picture.date)]: spent };
  const money = { zh: moneyWords(spent, "zh"), en: moneyWords(spent, "en") };
  return builder.differing(
    "limit",
    { opening },
    {
      zh: `此前本年已用限额 ${money.zh}`,
      en: `${money.en} of the year's limit used before`,
    },
  );
}

interface YearLimit {
  readonly accumulator: string;
  readonly amount: Fen;
}

/** The lowest limit of the first fund that has one: of the year, or of the certified disease. */
function tightestLimit(builder: Builder): YearLimit | null {
  const { facts } = builder.make("plain", PLAIN);
  for (const { layer, slots } of builder.benefit.layers.values()) {
    if (layer.kind !== "share") continue;
    const certified = layer.disease_limit;
    const named = [
      ...layer.caps.map(({ accumulator }) => [accumulator, `cap ${accumulator}`] as const),
      ...(certified === null ? [] : [[certified.accumulator, "limit"] as const]),
    ];
    const limits = named.flatMap(([accumulator, key]) => {
      const amount = amountAt(slots.get(key), facts);
      return amount === null ? [] : [{ accumulator, amount }];
    });
    return limits.toSorted((a, b) => a.amount - b.amount)[0] ?? null;
  }
  return null;
}

/** The year's own cost has reached the threshold from which bands are paid. */
function bandCases(builder: Builder, usual: Fen): ExampleCase[] {
  const plain = builder.make("plain", usual);
  for (const { layer, slots } of builder.benefit.layers.values()) {
    if (layer.kind !== "bands") continue;
    const amount = amountAt(slots.get("threshold"), plain.facts);
    if (amount === null || amount <= 0) continue;
    const opening = { [filled(layer.accumulated, plain, builder.picture.date)]: amount };
    return builder.differing(
      "threshold",
      { opening },
      {
        zh: `此前本年自付已累计 ${moneyWords(amount, "zh")}`,
        en: `${moneyWords(amount, "en")} borne before in the year`,
      },
    );
  }
  return [];
}

function amountAt(slot: Slot | undefined, facts: ExampleCase["facts"]): Fen | null {
  const cell = slot === undefined ? null : slotCell(slot, coordinates(facts));
  return typeof cell?.value === "number" ? (cell.value as Fen) : null;
}

function filled(pattern: string, { facts }: ExampleCase, date: CivilDate): string {
  return filledAccumulator(pattern, coordinates(facts), date);
}

/** Examples have one identity at most. */
function coordinates(facts: ExampleCase["facts"]): Coordinates {
  return coordinatesOf(facts, facts.identities[0] ?? "none");
}
