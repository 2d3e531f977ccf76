import type { CivilDate, Fen } from "../../../src/kernel/index.ts";
import { fen } from "../../../src/kernel/index.ts";

/** What settlements and cancellations moved, summed every way in which the platform is asked. */

export interface Moved {
  readonly kind: "settlement" | "reversal" | "adjustment";
  readonly day: CivilDate;
  readonly institution_code: string;
  readonly insutype: string;
  readonly clearing_type: string;
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
  /** By fund, the personal account not among them. */
  readonly payments: readonly { readonly fund: string; readonly paid_fen: Fen }[];
}

export interface Sums {
  count: number;
  total_fen: number;
  fund_fen: number;
  account_fen: number;
}

export class Books {
  /** By day: what 3201 is asked about. */
  readonly days = new Map<string, Moved[]>();
  readonly paidByFund = new Map<string, number>();
  readonly owedToInstitution = new Map<string, number>();
  readonly deposits = new Map<string, Fen>();
  accounts_paid_fen = 0;
  settlements = 0;
  reversals = 0;
  adjustments = 0;

  post(moved: Moved): void {
    const sign = moved.kind === "reversal" ? -1 : 1;
    if (moved.kind === "settlement") this.settlements += 1;
    else if (moved.kind === "reversal") this.reversals += 1;
    else this.adjustments += 1;
    const list = this.days.get(moved.day) ?? [];
    list.push(moved);
    this.days.set(moved.day, list);
    for (const { fund, paid_fen } of moved.payments) {
      add(this.paidByFund, fund, sign * paid_fen);
      add(this.owedToInstitution, moved.institution_code, sign * paid_fen);
    }
    add(this.owedToInstitution, moved.institution_code, sign * moved.account_fen);
    this.accounts_paid_fen += sign * moved.account_fen;
  }

  /** Whether the money is new. */
  takeDeposit(reference: string, amount_fen: Fen): boolean {
    if (this.deposits.has(reference)) return false;
    this.deposits.set(reference, amount_fen);
    return true;
  }

  depositsFen(): Fen {
    let sum = 0;
    for (const amount of this.deposits.values()) sum += amount;
    return fen(sum);
  }

  /** Sums of a period as an institution would reckon them from the answers it got. */
  sums(matches: (moved: Moved) => boolean, days: readonly string[]): Sums {
    const sums: Sums = { count: 0, total_fen: 0, fund_fen: 0, account_fen: 0 };
    for (const day of days) {
      for (const moved of this.days.get(day) ?? []) {
        if (!matches(moved)) continue;
        const sign = moved.kind === "reversal" ? -1 : 1;
        // A difference from a replay moves money, but is no entry of the institution's.
        if (moved.kind !== "adjustment") sums.count += 1;
        sums.total_fen += sign * moved.total_fen;
        sums.fund_fen += sign * moved.fund_fen;
        sums.account_fen += sign * moved.account_fen;
      }
    }
    return sums;
  }
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
