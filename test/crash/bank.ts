import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CivilDate, fen } from "../../src/kernel/index.ts";
import { loadRegion } from "../../src/policy/index.ts";
import { depositToAccounts } from "../../src/settlement/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import type { RandomStream } from "../support/random.ts";
import { REGION_CODE } from "./crash-region.ts";
import { type Gate, GateEnded } from "./gate.ts";

/**
 * Money comes into accounts meanwhile, from another process than the one that serves. A deposit
 * without an outcome is made again under the same reference.
 */

export interface BankDeposit {
  readonly person_no: string;
  readonly reference: string;
  readonly amount_fen: number;
  /** Entered into the book. */
  counted: boolean;
}

export interface Bank {
  /** Deposits whose outcome is not known. */
  readonly open: BankDeposit | null;
  work(): Promise<void>;
}

export interface BankOptions {
  readonly gate: Gate;
  readonly data: string;
  readonly people: readonly string[];
  readonly random: RandomStream;
  readonly deposited: (deposit: BankDeposit) => void;
}

const PAUSE_MILLISECONDS = 100;

export function createBank({ gate, data, people, random, deposited }: BankOptions): Bank {
  const region = loadRegion(REGION_CODE);
  let open: BankDeposit | null = null;
  let serial = 0;
  const once = async (): Promise<void> => {
    serial += 1;
    open ??= {
      person_no: random.pick(people),
      reference: `bank ${serial}`,
      amount_fen: 1 + random.below(20_000),
      counted: false,
    };
    const { person_no, reference, amount_fen } = open;
    const deposit = {
      ...{ person_no, reference, amount_fen: fen(amount_fen) },
      ...{ date: "2023-06-01" as CivilDate, memo: "划拨" },
    };
    const store = await storeOf(data);
    try {
      await depositToAccounts(store, region, [deposit]);
      deposited(open);
      open = null;
    } finally {
      await store.close();
    }
  };
  return {
    get open() {
      return open;
    },
    async work() {
      while (!gate.ended) {
        try {
          await gate.through(() => once());
        } catch (error) {
          if (error instanceof GateEnded) return;
          await gate.nextOpening();
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
      }
    },
  };
}

/** The running database of a data folder, seen from another process. */
export async function storeOf(data: string): Promise<Store> {
  const { url } = JSON.parse(readFileSync(join(data, "connection.json"), "utf8")) as {
    url: string;
  };
  return openStore({ databaseUrl: url, maximumConnections: 3, log: () => undefined });
}
