import { type HospitalClient, TransactionRefused } from "../../src/gateway/index.ts";
import {
  dischargeInput,
  inpatientBill,
  keyOf,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
  type Sold,
} from "../support/hospital-day.ts";
import type { RandomStream } from "../support/random.ts";
import { LEVEL1, LEVEL2, LEVEL3, PHARMACY, type SmallPerson } from "../support/small-region.ts";
import { GateEnded } from "./gate.ts";
import { persistentHospital, type SenderOptions } from "./hospital-sender.ts";

/** Hospitals and pharmacies at work, until the gate is shut for good. */

export interface CrowdOptions extends Omit<SenderOptions, "random"> {
  readonly people: readonly SmallPerson[];
  /** Random numbers of one worker. */
  readonly randomOf: (worker: number) => RandomStream;
  readonly workers: number;
  /** Sentence of a refusal, to be told how often it came. */
  readonly refused: (sentence: string) => void;
}

export async function hospitalsAtWork(options: CrowdOptions): Promise<void> {
  const workers = Array.from({ length: options.workers }, (_, worker) =>
    work({ ...options, random: options.randomOf(worker) }),
  );
  await Promise.all(workers);
}

type Worker = CrowdOptions & SenderOptions;

async function work(options: Worker): Promise<void> {
  const { random, people } = options;
  const acts = [purchase, purchase, purchasesAtOnce, outpatientVisit, outpatientVisit, stay];
  while (!options.gate.ended) {
    try {
      await random.pick(acts)(options, random.pick(people));
    } catch (error) {
      if (error instanceof GateEnded) return;
      if (!(error instanceof TransactionRefused)) throw error;
      options.refused(error.message);
    }
  }
}

function sold(random: RandomStream): readonly Sold[] {
  const items = ["SRX0001", "SRX0003", "SRX0007", "SRX0002"];
  return Array.from({ length: 1 + random.below(3) }, (): Sold => {
    return [random.pick(items), (1 + random.below(4_000)) / 100, 1 + random.below(5)];
  });
}

/** 2101, 2102 (now and then twice at once), 2103. */
async function purchase(options: Worker, person: SmallPerson): Promise<void> {
  const { random } = options;
  const pharmacy = persistentHospital(options, PHARMACY);
  const input = purchaseInput(person, sold(random));
  if (random.once(4)) await pharmacy.call("2101", input as never);
  const bought = await (random.once(5) ? pharmacy.callTwice : pharmacy.call)("2102", input);
  if (random.once(4)) await pharmacy.call("2103", keyOf(bought) as never);
}

/** Several bills of one person at the same moment, in different pharmacies' tills. */
async function purchasesAtOnce(options: Worker, person: SmallPerson): Promise<void> {
  const pharmacy = persistentHospital(options, PHARMACY);
  const bills = [1, 2, 3].map(() =>
    pharmacy.call("2102", purchaseInput(person, sold(options.random))),
  );
  const ended = await Promise.allSettled(bills);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

function hospital(options: Worker): HospitalClient {
  return persistentHospital(options, options.random.pick([LEVEL1, LEVEL2, LEVEL3]));
}

/** 2201, 2203, 2204, 2206, 2207, 2208. */
async function outpatientVisit(options: Worker, person: SmallPerson): Promise<void> {
  const { random } = options;
  const clinic = hospital(options);
  const visit = await openVisit(clinic, person, sold(random));
  const bill = outpatientBill(visit, { acct_used_flag: random.pick(["0", "1"]) });
  if (random.once(3)) await clinic.call("2206", bill as never);
  const settled = await clinic.call("2207", bill);
  if (random.once(4)) await clinic.call("2208", keyOf(settled));
}

/** 2401, 2301, 2402, 2303, 2304, 2305. */
async function stay(options: Worker, person: SmallPerson): Promise<void> {
  const { random } = options;
  const clinic = hospital(options);
  const lines: readonly Sold[] = [["SRS0004", 500 + random.below(3_000), 1], ...sold(random)];
  const admitted = await openStay(clinic, person, lines);
  await clinic.call("2402", dischargeInput(admitted));
  const bill = inpatientBill(admitted, { acct_used_flag: random.pick(["0", "1"]) });
  if (random.once(3)) await clinic.call("2303", bill as never);
  const settled = await clinic.call("2304", bill);
  if (random.once(4)) await clinic.call("2305", keyOf(settled));
}
