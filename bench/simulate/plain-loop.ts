import type { Band, BulkBills, BulkOutcome } from "../../src/policy/index.ts";
import { OutputsDiffer } from "../bench-result.ts";
import { CASE_WIDTH, OF_CASE, type PlainTables, USED, USED_COUNT } from "./plain-tables.ts";

/**
 * The peer of settling in bulk: Hengyang's formula written by hand as one loop over typed arrays,
 * with no explanation, no other reading and no other region. It is what somebody who needed this
 * one answer fast would write: every value in a table by case, everything else in local variables.
 */
export function settlePlainly(
  tables: PlainTables,
  bills: BulkBills,
  from: number,
  to: number,
  outcome: BulkOutcome,
): void {
  for (const column of outcome.funds) column.fill(0, from, to);
  outcome.deductible_fen.fill(0, from, to);
  const loop = newLoop(tables, bills, outcome, from, to);
  const { used, charged, cancelled } = loop;
  const { person, cancels_back, stay } = bills;
  let first = from;
  for (let row = from; row < to; row += 1) {
    if (person[row] !== person[first]) {
      used.fill(0);
      for (let own = first; own < row; own += 1) charged[stay[own] as number] = 0;
      loop.kept.clear();
      first = row;
    }
    const back = cancels_back[row] as number;
    if (back !== 0) cancel(loop, row, row - back);
    else if (cancelled[row - from] === 1) keep(loop, row);
    else settleBill(loop, row);
  }
}

interface Loop {
  readonly tables: PlainTables;
  readonly bills: BulkBills;
  readonly outcome: BulkOutcome;
  readonly cases: Float64Array;
  readonly used: Float64Array;
  readonly charged: Float64Array;
  readonly cancelled: Uint8Array;
  readonly kept: Map<number, Float64Array>;
  readonly employee_pool: Int32Array;
  readonly civil: Int32Array;
  readonly large_sum: Int32Array;
  readonly resident_pool: Int32Array;
  readonly critical: Int32Array;
  readonly assistance: Int32Array;
  readonly critical_bands: PlainBands;
  readonly employee_alone: PlainBands;
  readonly resident_alone: PlainBands;
}

function newLoop(
  tables: PlainTables,
  bills: BulkBills,
  outcome: BulkOutcome,
  from: number,
  to: number,
): Loop {
  let stays = 0;
  const year = bills.year[from];
  const cancelled = new Uint8Array(to - from);
  for (let row = from; row < to; row += 1) {
    if (bills.year[row] !== year) throw new Error("the plain loop settles bills of one year");
    stays = Math.max(stays, bills.stay[row] as number);
    const back = bills.cancels_back[row] as number;
    if (back !== 0) cancelled[row - from - back] = 1;
  }
  const column = (index: number) =>
    outcome.funds[tables.fund_columns[index] as number] as Int32Array;
  return {
    tables,
    bills,
    outcome,
    cases: tables.cases,
    used: new Float64Array(USED_COUNT),
    charged: new Float64Array(stays + 1),
    cancelled,
    kept: new Map(),
    employee_pool: column(0),
    civil: column(1),
    large_sum: column(2),
    resident_pool: column(3),
    critical: column(4),
    assistance: column(5),
    critical_bands: plainBands(tables.critical_bands),
    employee_alone: plainBands(tables.employee_alone_bands),
    resident_alone: plainBands(tables.resident_alone_bands),
  };
}

function settleBill(loop: Loop, row: number): void {
  const { bills, used, outcome, cases } = loop;
  const one = (bills.case[row] as number) * CASE_WIDTH;
  const employee = cases[one + OF_CASE.employee] === 1;
  const alone = bills.paid_alone_fen[row] as number;
  let personal = (bills.in_scope_fen[row] as number) - alone;
  let payable = personal;
  const share = cases[one + OF_CASE.first_share] as number;
  let crossRegion = 0;
  if (share > 0) {
    crossRegion = product(payable, share);
    payable -= crossRegion;
  }
  const kind = cases[one + OF_CASE.deductible_kind] as number;
  if (kind === 1) payable -= inpatientDeductible(loop, row, one, payable);
  else if (kind === 2) payable -= outpatientDeductible(loop, row, one, payable);
  let funds = 0;
  const ratio = cases[one + OF_CASE.ratio] as number;
  if (ratio >= 0 && payable > 0) {
    const wanted = product(payable, ratio);
    const ownUsed = cases[one + OF_CASE.own_used] as number;
    const poolUsed = employee ? USED.employee_pool : USED.resident_pool;
    const paid = Math.min(
      wanted,
      Math.max(0, (cases[one + OF_CASE.own_limit] as number) - (used[ownUsed] as number)),
      Math.max(0, (cases[one + OF_CASE.pool_cap] as number) - (used[poolUsed] as number)),
    );
    used[ownUsed] = (used[ownUsed] as number) + paid;
    used[poolUsed] = (used[poolUsed] as number) + paid;
    personal -= paid;
    funds += paid;
    (employee ? loop.employee_pool : loop.resident_pool)[row] = paid;
    if (paid < wanted && cases[one + OF_CASE.has_large_sum] === 1) {
      const extra = largeSum(loop, row, Math.max(0, payable - quotient(paid, ratio)));
      personal = Math.max(0, personal - extra);
      funds += extra;
    }
  }
  const civil = cases[one + OF_CASE.civil] as number;
  if (civil > 0 && personal > 0) {
    const paid = product(personal, civil);
    loop.civil[row] = paid;
    personal -= paid;
    funds += paid;
  }
  if (cases[one + OF_CASE.has_critical] === 1) {
    const paid = criticalIllness(loop, row, one, personal, crossRegion);
    personal -= paid;
    funds += paid;
  }
  if (cases[one + OF_CASE.has_assistance] === 1 && personal > 0)
    funds += assistance(loop, row, one, personal);
  if (alone > 0) funds += paidAlone(loop, row, employee, alone);
  outcome.person_fen[row] = (bills.total_fen[row] as number) - funds;
}

function inpatientDeductible(loop: Loop, row: number, one: number, payable: number): number {
  const { bills, used, charged, outcome, cases } = loop;
  const stay = bills.stay[row] as number;
  const counts = stay === 0 || bills.first_of_stay[row] === 1;
  const place = USED.admissions + (cases[one + OF_CASE.level] as number);
  const again = (used[place] as number) > (counts ? 0 : 1);
  const due = (again ? cases[one + OF_CASE.repeated] : cases[one + OF_CASE.deductible]) as number;
  const borne = Math.min(payable, Math.max(0, due - (charged[stay] as number)));
  if (stay !== 0) charged[stay] = (charged[stay] as number) + borne;
  if (counts) used[place] = (used[place] as number) + 1;
  outcome.deductible_fen[row] = borne;
  return borne;
}

function outpatientDeductible(loop: Loop, row: number, one: number, payable: number): number {
  const { tables, used, outcome, cases } = loop;
  const place = USED.level_deductible + (cases[one + OF_CASE.level] as number);
  const all = used[USED.outpatient_deductible] as number;
  const borne = Math.min(
    payable,
    Math.max(0, (cases[one + OF_CASE.deductible] as number) - (used[place] as number)),
    Math.max(0, tables.outpatient_ceiling_fen - all),
  );
  used[place] = (used[place] as number) + borne;
  used[USED.outpatient_deductible] = all + borne;
  outcome.deductible_fen[row] = borne;
  return borne;
}

function largeSum(loop: Loop, row: number, cost: number): number {
  const { tables, used } = loop;
  const room = Math.max(0, tables.large_sum_cap_fen - (used[USED.large_sum] as number));
  const paid = Math.min(product(cost, tables.large_sum_ppm), room);
  used[USED.large_sum] = (used[USED.large_sum] as number) + paid;
  loop.large_sum[row] = paid;
  return paid;
}

function criticalIllness(
  loop: Loop,
  row: number,
  one: number,
  personal: number,
  crossRegion: number,
): number {
  const { used, critical_bands, cases } = loop;
  const looked = personal - crossRegion;
  if (looked <= 0) return 0;
  const after = (used[USED.critical_base] as number) + looked;
  used[USED.critical_base] = after;
  const over = after - (cases[one + OF_CASE.critical_threshold] as number);
  if (over <= 0) return 0;
  const before = used[USED.critical_paid] as number;
  const entitled = banded(critical_bands, over, cases[one + OF_CASE.critical_points] as number);
  const room = Math.max(0, (cases[one + OF_CASE.critical_cap] as number) - before);
  const paid = Math.min(Math.max(0, entitled - before), personal, room);
  used[USED.critical_paid] = before + paid;
  loop.critical[row] = paid;
  return paid;
}

function assistance(loop: Loop, row: number, one: number, personal: number): number {
  const { tables, used, cases } = loop;
  const base = used[USED.assistance_base] as number;
  const open = Math.max(0, (cases[one + OF_CASE.assistance_threshold] as number) - base);
  used[USED.assistance_base] = base + personal;
  const before = used[USED.assistance_paid] as number;
  const wanted = product(Math.max(0, personal - open), cases[one + OF_CASE.assistance] as number);
  const paid = Math.min(wanted, Math.max(0, tables.assistance_cap_fen - before));
  used[USED.assistance_paid] = before + paid;
  loop.assistance[row] = paid;
  return paid;
}

function paidAlone(loop: Loop, row: number, employee: boolean, alone: number): number {
  const { used } = loop;
  const after = (used[USED.alone_cost] as number) + alone;
  const before = used[USED.alone_paid] as number;
  const entitled = banded(employee ? loop.employee_alone : loop.resident_alone, after, 0);
  const paid = Math.min(Math.max(0, entitled - before), alone);
  used[USED.alone_cost] = after;
  used[USED.alone_paid] = before + paid;
  const column = employee ? loop.employee_pool : loop.resident_pool;
  column[row] = (column[row] as number) + paid;
  return paid;
}

interface PlainBands {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly ratio: Float64Array;
}

function plainBands(bands: readonly Band[]): PlainBands {
  return {
    from: Float64Array.from(bands, (_, index) => bands[index - 1]?.up_to_fen ?? 0),
    to: Float64Array.from(bands, ({ up_to_fen }) => up_to_fen ?? Infinity),
    ratio: Float64Array.from(bands, ({ ratio_ppm }) => ratio_ppm),
  };
}

function banded({ from, to, ratio }: PlainBands, amount: number, points: number): number {
  let sum = 0;
  for (let band = 0; band < from.length && amount > (from[band] as number); band += 1) {
    const inBand = Math.min(amount, to[band] as number) - (from[band] as number);
    sum += product(inBand, Math.min(1_000_000, (ratio[band] as number) + points));
  }
  return sum;
}

/** Half-up, for what is not negative. */
function product(amount: number, rate: number): number {
  return Math.floor((amount * rate + 500_000) / 1_000_000);
}

/** The cost that a payment covers, half-up; products stay far below 2^52. */
function quotient(paid: number, rate: number): number {
  return rate === 0 ? 0 : Math.floor((2 * paid * 1_000_000 + rate) / (2 * rate));
}

/** A row that is cancelled later: what it moves is kept. */
function keep(loop: Loop, row: number): void {
  const { used } = loop;
  const moved = used.slice();
  settleBill(loop, row);
  for (let place = 0; place < USED_COUNT; place += 1) {
    moved[place] = (used[place] as number) - (moved[place] as number);
  }
  loop.kept.set(row, moved);
}

function cancel(loop: Loop, row: number, cancelled: number): void {
  const { outcome, used, charged, bills } = loop;
  for (const column of outcome.funds) column[row] = -(column[cancelled] as number);
  const deductible = outcome.deductible_fen[cancelled] as number;
  outcome.deductible_fen[row] = -deductible;
  outcome.person_fen[row] = -(outcome.person_fen[cancelled] as number);
  const moved = loop.kept.get(cancelled) as Float64Array;
  for (let place = 0; place < USED_COUNT; place += 1) {
    used[place] = (used[place] as number) - (moved[place] as number);
  }
  const stay = bills.stay[cancelled] as number;
  if (stay !== 0) charged[stay] = (charged[stay] as number) - deductible;
}

/** @throws OutputsDiffer naming the first row on which the two do not agree */
export function assertSameOutcome(ours: BulkOutcome, plain: BulkOutcome): void {
  const columns = (one: BulkOutcome) => [...one.funds, one.deductible_fen, one.person_fen];
  const theirs = columns(plain);
  for (const [index, mine] of columns(ours).entries()) {
    const other = theirs[index] as Int32Array;
    for (let row = 0; row < mine.length; row += 1) {
      if (mine[row] === other[row]) continue;
      const at = (one: BulkOutcome) => columns(one).map((column) => column[row]);
      throw new OutputsDiffer("plain loop", `第 ${row + 1} 行`, at(ours), at(plain));
    }
  }
}
