import { type Handler, type Handlers, StoredAnswer } from "../../src/gateway/index.ts";
import type { Platform } from "../../src/server/index.ts";
import type { Tamper } from "./door.ts";

/**
 * Platforms that are spoiled on purpose, each in one way. The simulator must find every one of
 * them: otherwise that it finds nothing in the true one would say nothing.
 */
export interface Mutant {
  readonly name: string;
  /** A small world in which it shows soon. */
  readonly seed: number;
  readonly tamper: Tamper;
}

type Request = Parameters<Handler>[0];
type Change = (
  request: Request,
  original: Handler,
  platform: Platform,
  handlers: Handlers,
) => ReturnType<Handler>;

/** Spoils every `each`-th call of some transactions. */
function every(each: number, infnos: readonly string[], change: Change): Tamper {
  return {
    handlers(handlers: Handlers, platform: Platform): Handlers {
      let calls = 0;
      const entries = Object.entries(handlers) as [string, Handler][];
      return Object.fromEntries(
        entries.map(([infno, original]) => {
          if (!infnos.includes(infno)) return [infno, original];
          const spoiled: Handler = (request) => {
            calls += 1;
            if (calls % each !== 0) return original(request);
            return change(request, original, platform, handlers);
          };
          return [infno, spoiled];
        }),
      ) as Handlers;
    },
  };
}

/** Says done, and does nothing. */
const onlySaid: Change = async (request) =>
  new StoredAnswer(request.receipt?.answerText(null) ?? "");

const SETTLING = ["2102", "2207", "2304"];

interface State {
  readonly balance_fen: number;
  readonly accumulators: Record<string, Record<string, number>>;
}

async function stateOf({ store }: Platform, person_no: string): Promise<State> {
  const { rows } = await store.query<State>(
    "select balance_fen, accumulators from people.person_state where person_no = $1",
    [person_no],
  );
  return rows[0] ?? { balance_fen: 0, accumulators: {} };
}

async function putState({ store }: Platform, person_no: string, state: State): Promise<void> {
  await store.query(
    "update people.person_state set balance_fen = $2, accumulators = $3 where person_no = $1",
    [person_no, state.balance_fen, JSON.stringify(state.accumulators)],
  );
}

function personOf({ input }: Request): string {
  return /"psn_no":"([^"]*)"/.exec(JSON.stringify(input))?.[1] ?? "";
}

const doubledAccumulator: Change = async (request, original, platform) => {
  const answer = await original(request);
  const person_no = personOf(request);
  const state = await stateOf(platform, person_no);
  for (const year of Object.values(state.accumulators)) {
    for (const name of Object.keys(year)) year[name] = 2 * (year[name] ?? 0);
  }
  await putState(platform, person_no, state);
  return answer;
};

const settledTwice: Change = async (request, original) => {
  const answer = await original(request);
  const msgid = `${request.msgid}x`;
  const receipt = request.receipt === null ? null : { ...request.receipt, msgid };
  await original({ ...request, msgid, receipt }).catch(() => undefined);
  return answer;
};

const forgottenReceipt: Change = async (request, original, { store }) => {
  const answer = await original(request);
  await store.query("delete from settlement.receipt where message_id = $1", [request.msgid]);
  return answer;
};

const aFenOff: Change = async (request, original) => {
  const answer = await original(request);
  if (!(answer instanceof StoredAnswer)) return answer;
  const text = answer.answer_text.replace(/"psn_cash_pay":(\d+)\.(\d\d)/, (_, yuan, fen) => {
    return `"psn_cash_pay":${yuan}.${String((Number(fen) + 1) % 100).padStart(2, "0")}`;
  });
  return new StoredAnswer(text);
};

const moneyLeftInAccount: Change = async (request, original, platform) => {
  const person_no = personOf(request);
  const before = await stateOf(platform, person_no);
  const answer = await original(request);
  const after = await stateOf(platform, person_no);
  await putState(platform, person_no, { ...after, balance_fen: before.balance_fen });
  return answer;
};

const yearNotGivenBack: Change = async (request, original, platform) => {
  const person_no = personOf(request);
  const before = await stateOf(platform, person_no);
  const answer = await original(request);
  const after = await stateOf(platform, person_no);
  await putState(platform, person_no, { ...after, accumulators: before.accumulators });
  return answer;
};

/** Answers a trial as if it had been settled: with numbers that nothing was ever given. */
const answeredUnwritten: Change = async (request, _original, _platform, handlers) => {
  const trial = (await (handlers["2101"] as Handler)(request)) as {
    readonly setlinfo: Readonly<Record<string, unknown>>;
  };
  const setlinfo = { ...trial.setlinfo, setl_id: "900000001", mdtrt_id: "900000001" };
  return new StoredAnswer(request.receipt?.answerText({ ...trial, setlinfo }) ?? "");
};

export const MUTANTS: readonly Mutant[] = [
  { seed: 17, name: "says recorded and writes nothing", tamper: every(3, ["2203"], onlySaid) },
  {
    seed: 17,
    name: "says taken back (2601) and does nothing",
    tamper: every(1, ["2601"], onlySaid),
  },
  {
    seed: 17,
    name: "loses a settlement it answered",
    tamper: every(4, ["2102"], answeredUnwritten),
  },
  { seed: 17, name: "moves accumulators twice", tamper: every(2, SETTLING, doubledAccumulator) },
  { seed: 17, name: "settles a message twice", tamper: every(4, ["2102"], settledTwice) },
  { seed: 17, name: "forgets receipts", tamper: every(2, SETTLING, forgottenReceipt) },
  { seed: 17, name: "answers a fen off", tamper: every(1, SETTLING, aFenOff) },
  {
    seed: 17,
    name: "leaves the money in the account",
    tamper: every(2, SETTLING, moneyLeftInAccount),
  },
  {
    seed: 34,
    name: "takes back without giving the year back",
    tamper: every(1, ["2103", "2208", "2305"], yearNotGivenBack),
  },
  { seed: 17, name: "never hears of a notice", tamper: { stale_policy: true } },
];
