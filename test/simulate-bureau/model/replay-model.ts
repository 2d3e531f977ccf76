import { fen, YibaoError } from "../../../src/kernel/index.ts";
import { rulesOn, type Split } from "../../../src/policy/index.ts";
import type { BureauModel, PersonModel } from "./bureau-model.ts";
import { inForce, type SettlementModel, type VisitModel } from "./visit-model.ts";

/**
 * Where the region replays: once a bill is cancelled, the later ones of the years it moved are
 * settled again in their order, as if it had never been. No account pays in such worlds.
 */

export interface Changed {
  readonly settlement: SettlementModel;
  readonly split: Split;
  readonly moves: SettlementModel["moves"];
}

export type Replayed = { readonly changed: readonly Changed[] } | { readonly refused: string };

export function replayWithout(model: BureauModel, voided: SettlementModel): Replayed {
  const person = model.people.get(voided.visit.person_no);
  const follows = rulesOn(model.region, voided.care_day).void_rule === "replay";
  if (person === undefined || !follows) return { changed: [] };
  const dependent = laterOf(person, voided);
  const years = yearsWithout(person, [voided, ...dependent]);
  const changed: Changed[] = [];
  const settled = new Set([voided, ...dependent]);
  const anew = new Map<VisitModel, number[]>();
  for (const settlement of dependent) {
    const year = settlement.care_day.slice(0, 4);
    const of = years.get(year) ?? new Map<string, number>();
    years.set(year, of);
    const { visit } = settlement;
    const before = [
      ...inForce(visit)
        .filter((one) => !settled.has(one))
        .map(({ split }) => split.deductible_fen),
      ...(anew.get(visit) ?? []),
    ];
    const stay = visit.kind === "inpatient" ? stayAfter(before) : null;
    const split = splitAgain(settlement, Object.fromEntries(of), stay);
    if (typeof split === "string") return { refused: split };
    anew.set(visit, [...(anew.get(visit) ?? []), split.deductible_fen]);
    for (const { accumulator, amount } of split.moves) {
      const sum = (of.get(accumulator) ?? 0) + amount;
      if (sum === 0) of.delete(accumulator);
      else of.set(accumulator, sum);
    }
    const moves = split.moves.map((move) => ({ year, ...move }));
    if (differs(settlement, split, moves)) changed.push({ settlement, split, moves });
  }
  return { changed };
}

function laterOf(person: PersonModel, voided: SettlementModel): SettlementModel[] {
  const years = new Set(voided.moves.map((move) => move.year));
  return person.visits
    .flatMap(inForce)
    .filter((one) => one.order > voided.order)
    .filter(
      ({ begin, care_day, moves }) =>
        [begin, care_day].some((day) => years.has(day.slice(0, 4))) ||
        moves.some((move) => years.has(move.year)),
    )
    .sort((a, b) => a.order - b.order);
}

function yearsWithout(
  person: PersonModel,
  settlements: readonly SettlementModel[],
): Map<string, Map<string, number>> {
  const years = new Map([...person.years].map(([year, of]) => [year, new Map(of)]));
  for (const { year, accumulator, amount } of settlements.flatMap((one) => one.moves)) {
    const of = years.get(year);
    const left = (of?.get(accumulator) ?? 0) - amount;
    if (left === 0) of?.delete(accumulator);
    else of?.set(accumulator, left);
  }
  return years;
}

function stayAfter(deductibles: readonly number[]) {
  const sum = deductibles.reduce((total, one) => total + one, 0);
  return { first_settlement: deductibles.length === 0, deductible_charged_fen: fen(sum) };
}

function splitAgain(
  settlement: SettlementModel,
  accumulators: Readonly<Record<string, number>>,
  stay: ReturnType<typeof stayAfter> | null,
): Split | string {
  try {
    return settlement.again({ accumulators, stay });
  } catch (error) {
    if (error instanceof YibaoError) return error.code;
    throw error;
  }
}

/** Whether anything that counts has changed: who pays what, or what the year has used. */
function differs(was: SettlementModel, split: Split, moves: SettlementModel["moves"]): boolean {
  const figures = ({ payments, deductible_fen, cash_fen, fund_sum_fen }: Split) =>
    JSON.stringify([payments, deductible_fen, cash_fen, fund_sum_fen]);
  return figures(was.split) !== figures(split) || sums(was.moves) !== sums(moves);
}

function sums(moves: SettlementModel["moves"]): string {
  const total = new Map<string, number>();
  for (const { year, accumulator, amount } of moves) {
    const key = `${year} ${accumulator}`;
    total.set(key, (total.get(key) ?? 0) + amount);
  }
  return JSON.stringify([...total].filter(([, amount]) => amount !== 0).sort());
}

/** Puts what came out differently in force, and the differences into the books. */
export function adjustInModel(model: BureauModel, changed: readonly Changed[]): void {
  for (const { settlement, split, moves } of changed) {
    const person = model.people.get(settlement.visit.person_no);
    person?.move(settlement.moves, -1);
    person?.move(moves, 1);
    const was = settlement.split;
    const { institution_code, insutype, clearing_type } = settlement;
    model.books.post({
      kind: "adjustment",
      day: model.calendar.today,
      ...{ institution_code, insutype, clearing_type },
      total_fen: fen(split.total_fen - was.total_fen),
      fund_fen: fen(split.fund_sum_fen - was.fund_sum_fen),
      account_fen: fen(split.account_fen - was.account_fen),
      payments: [
        ...split.payments,
        ...was.payments.map(({ fund, paid_fen }) => ({ fund, paid_fen: fen(0 - paid_fen) })),
      ],
    });
    settlement.split = split;
    settlement.moves = moves;
  }
}
