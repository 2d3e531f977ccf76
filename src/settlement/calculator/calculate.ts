import {
  type CivilDate,
  decimalFromPpm,
  type Fen,
  YibaoError,
  yearOf,
  yuanFromFen,
  ZERO_FEN,
} from "../../kernel/index.ts";
import {
  type Accumulators,
  type Benefit,
  type BillFacts,
  benefitOf,
  caseAccumulators,
  explain,
  type Provenance,
  type Region,
  rowTitle,
  type Split,
  titleWords,
  visitTypeWords,
} from "../../policy/index.ts";
import type { Bill, PersonState, PersonTimeline } from "../bill.ts";
import { type StepAnswer, stepAnswer } from "../case-answer.ts";
import { fundRows } from "../setlinfo.ts";
import { settleBill } from "../settle-bill.ts";
import { isInpatientType } from "../visit-type.ts";
import { openingOf } from "./opening.ts";
import { type CalculatorElsewhere, type CalculatorQuestion, readQuestion } from "./question.ts";

/** The figures of one bill; amounts in yuan as decimal texts. */
export interface CalculatorFigures {
  readonly total: string;
  readonly full_self: string;
  readonly over_limit: string;
  readonly first_self: string;
  readonly in_scope: string;
  readonly deductible: string;
  /** Ratio of the basic fund, a decimal. */
  readonly pool_ratio: string;
  readonly fund_sum: string;
  readonly funds: readonly {
    readonly fund: string;
    readonly name: string;
    readonly paid: string;
  }[];
  readonly person: string;
  readonly account: string;
  readonly cash: string;
}

export interface CalculatorAnswer extends CalculatorFigures {
  readonly region: string;
  readonly region_name: string;
  readonly policy_version: string;
  readonly date: CivilDate;
  /** The question in one line. */
  readonly title: string;
  readonly benefit: { readonly name: string; readonly title: string };
  readonly steps: readonly StepAnswer[];
  readonly sentences: readonly string[];
  /** Values the answer rests on that nobody has checked with the text. */
  readonly unverified: readonly UnverifiedValue[];
  readonly notice: string;
  readonly compare: readonly ComparedBill[];
}

export interface UnverifiedValue extends Provenance {
  readonly title: string;
}

/** The same bill elsewhere; a place where nothing is decided says so in `problem`. */
export interface ComparedBill {
  readonly title: string;
  readonly level: string;
  readonly place: string;
  readonly figures: CalculatorFigures | null;
  /** Borne there less borne here; negative is cheaper. */
  readonly person_difference: string | null;
  readonly problem: string | null;
}

const NOTICE = "试算结果仅供参考，以实际结算为准；标有待核实的数值尚未与文件原文核对。";

/**
 * Answers a question as a settlement would: the same way, `settleBill`, on the same rules. Nothing
 * of it is kept.
 * @throws YibaoError CALCULATOR-*, POLICY-NO-BENEFIT, …, at the field where there is one
 */
export function calculate(
  region: Region,
  raw: Readonly<Record<string, unknown>>,
): CalculatorAnswer {
  const question = readQuestion(region, raw);
  const facts = factsOf(question, question);
  const benefit = decidingBenefit(region, facts);
  const opening = openingOf(caseAccumulators(region, facts), question.this_year);
  const split = splitOf(region, question, question, opening);
  // Lines that were made of the sums in the question have no numbers that the reader knows.
  const numbered = raw.lines != null;
  const sentences = explain(region, [facts], split, "zh", numbered).map(({ text }) => text);
  return {
    region: region.code,
    region_name: region.name,
    policy_version: region.version,
    date: question.date,
    title: titleOf(region, question, question),
    benefit: { name: benefit.name, title: titleWords(benefit, "zh") },
    ...figuresOf(region, split),
    steps: split.steps.map(stepAnswer),
    sentences,
    unverified: unverifiedOf(split),
    notice: NOTICE,
    compare: question.compare.map((one) => compared(region, question, one, opening, split)),
  };
}

/** That nothing decides the case is said of the kind of care. */
function decidingBenefit(region: Region, facts: BillFacts): Benefit {
  try {
    return benefitOf(region, facts);
  } catch (error) {
    throw error instanceof YibaoError ? error.at(error.where ?? "visit_type") : error;
  }
}

/** The split of the question at one level and place, from the year so far. */
function splitOf(
  region: Region,
  question: CalculatorQuestion,
  elsewhere: CalculatorElsewhere,
  opening: Accumulators,
): Split {
  const { balance_fen, date } = question;
  const state: PersonState = {
    years: { [yearOf(date)]: opening },
    accounts: balance_fen === null ? [] : [{ account_id: "own", relation: "own", balance_fen }],
  };
  return settleBill(region, personOf(question), billOf(question, elsewhere), state).split;
}

const ALWAYS = { from: "1900-01-01" as CivilDate, to: null };

function personOf(question: CalculatorQuestion): PersonTimeline {
  const { insutype, status, civil_servant, identities } = question;
  return {
    person_no: "",
    enrolments: [
      {
        insutype,
        period: ALWAYS,
        employment_status: status,
        civil_servant_rank: civil_servant,
      },
    ],
    identities: identities.map((kind) => ({ kind, period: ALWAYS })),
  };
}

function billOf(question: CalculatorQuestion, { level, place }: CalculatorElsewhere): Bill {
  const { insutype, visit_type, date, disease, lines, balance_fen } = question;
  const inpatient = isInpatientType(visit_type);
  return {
    insutype,
    visit_type,
    begin: date,
    end: date,
    hospital_level: level,
    place,
    disease,
    account_use: balance_fen === null ? "none" : "own",
    lines,
    stay: inpatient ? { first_settlement: true, deductible_charged_fen: ZERO_FEN } : null,
  };
}

function factsOf(question: CalculatorQuestion, { level, place }: CalculatorElsewhere): BillFacts {
  const { begin, end, stay, ...bill } = billOf(question, { level, place });
  return {
    ...bill,
    care_date: end,
    employment_status: question.status,
    civil_servant_rank: question.civil_servant,
    identities: question.identities,
    stay: stay === null ? null : { ...stay, admission_year: null },
    accounts: [],
  };
}

function figuresOf(region: Region, split: Split): CalculatorFigures {
  return {
    total: yuanFromFen(split.total_fen),
    full_self: yuanFromFen(split.full_self_fen),
    over_limit: yuanFromFen(split.over_limit_fen),
    first_self: yuanFromFen(split.first_self_fen),
    in_scope: yuanFromFen(split.in_scope_fen),
    deductible: yuanFromFen(split.deductible_fen),
    pool_ratio: decimalFromPpm(split.pool_ratio_ppm),
    fund_sum: yuanFromFen(split.fund_sum_fen),
    funds: fundRows(region, split).map((row) => ({
      fund: row.fund_pay_type,
      name: row.fund_pay_type_name,
      paid: yuanFromFen(row.fund_payamt),
    })),
    person: yuanFromFen(split.person_fen),
    account: yuanFromFen(split.account_fen),
    cash: yuanFromFen(split.cash_fen),
  };
}

function titleOf(
  region: Region,
  question: CalculatorQuestion,
  { level, place }: CalculatorElsewhere,
): string {
  const row = (value: string) => rowTitle(value, region.diseases);
  const { visit_type, disease, status, identities, insutype } = question;
  const who = insutype === "390" ? [row("390")] : [row("310"), row(status)];
  const parts = [
    [...who, ...identities.map(row)].join("·"),
    row(level),
    row(place),
    visitTypeWords(visit_type, region, "zh"),
    ...(disease === null ? [] : [row(disease)]),
  ];
  return parts.join("，");
}

function compared(
  region: Region,
  question: CalculatorQuestion,
  elsewhere: CalculatorElsewhere,
  opening: Accumulators,
  here: Split,
): ComparedBill {
  const row = (value: string) => rowTitle(value, region.diseases);
  const { level, place } = elsewhere;
  const named = { title: `${row(level)}，${row(place)}`, level, place };
  try {
    const split = splitOf(region, question, elsewhere, opening);
    const difference = (split.person_fen - here.person_fen) as Fen;
    return {
      ...named,
      figures: figuresOf(region, split),
      person_difference: yuanFromFen(difference),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    return { ...named, figures: null, person_difference: null, problem: error.message };
  }
}

/** Each unverified value once, in the order it was used. */
function unverifiedOf(split: Split): UnverifiedValue[] {
  const values = new Map<string, UnverifiedValue>();
  const add = (title: string, source: Provenance) => {
    if (source.basis === "official") return;
    const { document, clause, basis, confidence } = source;
    values.set(JSON.stringify([title, document, clause]), {
      title,
      document,
      clause,
      basis,
      confidence,
    });
  };
  for (const { title, source, terms } of split.steps) {
    add(title, source);
    for (const term of terms) add(term.title, term.source);
  }
  return [...values.values()];
}
