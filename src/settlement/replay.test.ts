import { describe, expect, it } from "vitest";
import type { CivilDate, Fen, Ppm } from "../kernel/index.ts";
import { YibaoError } from "../kernel/index.ts";
import type { PayingAccount, Split } from "../policy/index.ts";
import type { Bill, PersonState, SettledBill, YearMove } from "./bill.ts";
import { movedYears } from "./person-state.ts";
import { movementsOf, replayAfterVoid } from "./replay.ts";
import type {
  AccountMovement,
  EffectiveSettlement,
  SettlementRecord,
} from "./settlement-record.ts";

/** A toy rule: the first 100 of a year are the person's own, of the rest a fund pays half. */
function settle(bill: Bill, { years, accounts }: PersonState): SettledBill {
  const year = bill.end.slice(0, 4);
  const total = bill.lines.reduce((sum, { amount_fen }) => sum + amount_fen, 0);
  const open = Math.max(0, 100 - (years[year]?.borne ?? 0));
  const deductible = Math.min(total, open);
  const paid = (total - deductible) / 2;
  let left = total - paid;
  const account_payments = accounts.flatMap(({ account_id, relation, balance_fen }) => {
    const part = Math.min(left, balance_fen);
    left -= part;
    return part === 0 ? [] : [{ account_id, relation, paid_fen: part as Fen }];
  });
  const split = {
    total_fen: total,
    deductible_fen: deductible,
    payments: [{ fund: "F", base_fen: total, room_fen: null, paid_fen: paid }],
    fund_sum_fen: paid,
    account_fen: total - paid - left,
    cash_fen: left,
    account_payments,
  } as unknown as Split;
  const moves = deductible === 0 ? [] : [{ year, accumulator: "borne", amount: deductible }];
  return { split, moves, policy_version: "v", benefits: ["toy"] };
}

/** Settles bills in turn, as they were before anything was voided. */
function history(bills: readonly { amount: number; year?: string; accounts?: PayingAccount[] }[]) {
  let years = {};
  const settlements = bills.map(({ amount, year = "2023", accounts = [] }, index) => {
    const bill = billOf(amount, `${year}-06-01`);
    const { split, moves } = settle(bill, { years, accounts });
    years = movedYears(years, moves);
    return effective(index + 1, bill, split, moves, movementsOf(accounts, split.account_payments));
  });
  return { settlements, years };
}

function billOf(amount: number, day: string): Bill {
  const date = day as CivilDate;
  return {
    begin: date,
    end: date,
    stay: null,
    lines: [
      {
        date,
        amount_fen: amount as Fen,
        class: "A",
        first_share_ppm: 0 as Ppm,
        over_limit_fen: 0 as Fen,
        paid_alone: false,
      },
    ],
  } as unknown as Bill;
}

function effective(
  id: number,
  bill: Bill,
  split: Split,
  moves: readonly YearMove[],
  movements: readonly AccountMovement[],
): EffectiveSettlement {
  const { total_fen, account_fen, cash_fen, deductible_fen, fund_sum_fen } = split;
  const record = { settlement_id: id, person_version: id, visit_id: id, bill };
  return {
    record: record as unknown as SettlementRecord,
    split,
    moves,
    movements,
    total_fen,
    fund_fen: fund_sum_fen,
    account_fen,
    cash_fen,
    deductible_fen,
    balance_fen: 0 as Fen,
    row_ids: [id],
  };
}

function replayed(
  { settlements, years }: ReturnType<typeof history>,
  balances: readonly (readonly [string, Fen])[] = [],
) {
  const [voided, ...later] = settlements as [EffectiveSettlement, ...EffectiveSettlement[]];
  return replayAfterVoid({
    voided,
    later,
    earlier: [],
    corrections: [],
    years,
    balances: new Map(balances),
    settle,
  });
}

const own = (balance: number): PayingAccount[] => [
  { account_id: "P", relation: "own", balance_fen: balance as Fen },
];

describe("replaying after a void", () => {
  it("settles later bills of the year as if the first had never been", () => {
    const { changed, years } = replayed(history([{ amount: 80 }, { amount: 60 }, { amount: 40 }]));
    expect(changed.map(({ settled }) => settled.split.deductible_fen)).toEqual([60, 40]);
    expect(years).toEqual({ "2023": { borne: 100 } });
    expect(changed.map(({ moves }) => moves)).toEqual([
      [{ year: "2023", accumulator: "borne", amount: 40 }],
      [{ year: "2023", accumulator: "borne", amount: 40 }],
    ]);
  });

  it("leaves alone what comes out the same, and other years", () => {
    const before = history([{ amount: 30 }, { amount: 10 }, { amount: 500, year: "2024" }]);
    const { changed, years } = replayed(before);
    expect(changed).toEqual([]);
    expect(years).toEqual({ "2023": { borne: 10 }, "2024": { borne: 100 } });
  });

  it("lets a later bill use what the voided one gives back", () => {
    const before = history([
      { amount: 80, accounts: own(90) },
      { amount: 50, accounts: own(10) },
    ]);
    const { changed, balances } = replayed(before, [["P", 0 as Fen]]);
    // Alone, the second bill bears 50, all from an account of 90.
    expect(changed[0]?.settled.split.account_fen).toBe(50);
    expect(changed[0]?.movements).toMatchObject([{ account_id: "P", paid_fen: 40 }]);
    expect(balances.get("P")).toBe(40);
  });

  it("lets an earlier bill take what a later one, settled anew as well, had taken", () => {
    const before = history([
      { amount: 100 },
      { amount: 80, accounts: own(90) },
      { amount: 100, accounts: own(50) },
    ]);
    expect(before.settlements.map(({ account_fen }) => account_fen)).toEqual([0, 40, 50]);
    const { changed, balances } = replayed(before, [["P", 0 as Fen]]);
    // Alone, the second bears 80 of its own, and leaves 10 of 90 to the third.
    expect(changed.map(({ settled }) => settled.split.account_fen)).toEqual([80, 10]);
    expect(balances.get("P")).toBe(0);
  });

  it("never takes from an account what has been spent since", () => {
    const relative = (balance: number): PayingAccount[] => [
      { account_id: "R", relation: "mutual", balance_fen: balance as Fen },
    ];
    // The relative's account held 60 then; the relative has spent all but 5 since.
    const before = history([{ amount: 100 }, { amount: 80, accounts: relative(60) }]);
    const { changed, balances } = replayed(before, [["R", 5 as Fen]]);
    expect(before.settlements[1]?.account_fen).toBe(40);
    expect(changed[0]?.settled.split).toMatchObject({ account_fen: 45, cash_fen: 35 });
    expect(balances.get("R")).toBe(0);
  });

  it("names the settlement that cannot be settled again", () => {
    const before = history([{ amount: 100 }, { amount: 80 }]);
    const refusing = () => {
      throw new YibaoError("SETTLEMENT-NO-LINES", { visit_id: 1 });
    };
    const [voided, ...later] = before.settlements as [EffectiveSettlement];
    const input = { voided, later, earlier: [], corrections: [], balances: new Map() };
    expect(() => replayAfterVoid({ ...input, years: before.years, settle: refusing })).toThrow(
      "重算结算 2",
    );
  });
});

describe("years after moves", () => {
  it("have no accumulator of nothing", () => {
    const years = movedYears({ "2023": { a: 5, b: 1 } }, [
      { year: "2023", accumulator: "a", amount: -5 },
      { year: "2024", accumulator: "c", amount: 2 },
    ]);
    expect(years).toEqual({ "2023": { b: 1 }, "2024": { c: 2 } });
    expect(movedYears(years, [{ year: "2024", accumulator: "c", amount: -2 }])).toEqual({
      "2023": { b: 1 },
    });
  });
});
