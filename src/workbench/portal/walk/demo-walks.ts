import { maskedCertificate, maskedName } from "../../../access/index.ts";
import {
  createHospitalClient,
  type Dispatcher,
  type HospitalClient,
  TransactionRefused,
  transactionTable,
} from "../../../gateway/index.ts";
import { chinaTime, YibaoError } from "../../../kernel/index.ts";
import { loadPersonFile, type PersonRecord } from "../../../people/index.ts";
import type { Institutions } from "../../../providers/index.ts";
import type { Store } from "../../../store/index.ts";
import type { WalkCast, WalkPerson, WalkVisit } from "./walk-cast.ts";
import { inpatientTrial } from "./walk-inpatient.ts";
import type { WalkAmounts, WalkScene, WalkTrial } from "./walk-nodes.ts";
import { outpatientTrial } from "./walk-outpatient.ts";
import { pharmacyTrial } from "./walk-pharmacy.ts";

/**
 * Bills that visitors of the demo settle, each by the messages that an institution would send. What
 * was settled stays in the books; the walks themselves are kept in memory, so many and no more.
 */
export interface DemoWalks {
  readonly cast: WalkCast;
  /**
   * Everything up to the trial. The same request again is the same walk.
   * @throws YibaoError PORTAL-DEMO-PERSON-UNKNOWN | PORTAL-WALK-VISIT-UNKNOWN | PORTAL-WALK-BUSY |
   *   PORTAL-WALK-OTHER-CONTENT | PORTAL-WALK-REFUSED
   */
  begin(asked: WalkKey & { readonly visit: string }, now: Date): Promise<BegunWalk>;
  /** Settles it; asked again, it was settled once. @throws YibaoError PORTAL-WALK-… */
  settle(key: WalkKey): Promise<SettledWalk>;
  /** A walk that came to its end. @throws YibaoError PORTAL-WALK-UNKNOWN */
  settled(key: WalkKey): Promise<SettledWalk>;
}

export interface WalkKey {
  readonly request_id: string;
  readonly person_no: string;
}

/** A message of the national interface with its answer, as they were; numbers of people masked. */
export interface WalkMessage {
  readonly infno: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly request: string;
  readonly answer: string;
}

export interface BegunWalk {
  readonly amounts: WalkAmounts;
  readonly messages: readonly WalkMessage[];
}

export interface SettledWalk {
  readonly settlement_id: string;
  readonly before: PersonRecord;
  readonly after: PersonRecord;
  readonly messages: readonly WalkMessage[];
}

export interface DemoWalksOptions {
  readonly store: Store;
  readonly institutions: { readonly value: Institutions };
  /** The platform's own door: what comes in over HTTP goes the same way. */
  readonly dispatcher: Pick<Dispatcher, "answer">;
  /** Of treatment, six digits. */
  readonly region: string;
  readonly cast: WalkCast;
  readonly clock: () => Date;
}

/** Walks begun within a minute: the demo's books must not be filled by a script. */
export const WALKS_A_MINUTE = 30;
const MINUTE_MILLISECONDS = 60_000;
const WALKS_KEPT = 200;
/** Where the running numbers of messages begin: other clients of the demo begin at zero. */
const FIRST_SERIAL = 7_000;

interface Walk {
  readonly person: WalkPerson;
  readonly visit: WalkVisit;
  readonly messages: WalkMessage[];
  readonly client: HospitalClient;
  readonly trial: Promise<WalkTrial>;
  /** Of the settlement: sent again after an answer that was lost, it is the same message. */
  msgid: string | null;
  settled: Promise<SettledWalk> | null;
}

export function openDemoWalks(options: DemoWalksOptions): DemoWalks {
  const { cast, store } = options;
  const walks = new Map<string, Walk>();
  const limit = minuteLimit();
  const inTurn = turns();
  const numbered = { nextSerial: serials(), clock: advancing(options.clock) };
  const found = ({ request_id, person_no }: WalkKey): Walk => {
    const walk = walks.get(request_id);
    if (walk?.person.person_no === person_no) return walk;
    throw new YibaoError("PORTAL-WALK-UNKNOWN");
  };
  const begun = (scene: Omit<WalkScene, "client">): Walk => {
    const messages: WalkMessage[] = [];
    const client = clientOf({ ...options, ...numbered }, scene, messages);
    const { person, visit } = scene;
    const trial = inTurn(person.person_no, () => told(TRIALS[visit.kind]({ ...scene, client })));
    return { person, visit, messages, client, trial, msgid: null, settled: null };
  };
  const settleOnce = async (walk: Walk): Promise<SettledWalk> => {
    const trial = await walk.trial;
    const { person_no } = walk.person;
    walk.msgid ??= walk.client.nextMsgid();
    const { msgid, messages } = walk;
    return inTurn(person_no, async () => {
      const before = await recordOf(store, person_no);
      const { setl_id } = await told(trial.settle(msgid));
      return { settlement_id: setl_id, before, after: await recordOf(store, person_no), messages };
    });
  };
  return {
    cast,
    async begin({ request_id, person_no, visit: key }, now) {
      const known = walks.get(request_id);
      if (known === undefined) {
        const parts = chosen(cast, person_no, key);
        limit(now);
        const { diagnosis } = cast;
        const walk = begun({ ...parts, diagnosis, region: options.region, now: chinaTime(now) });
        keepWalk(walks, request_id, walk);
      } else if (known.person.person_no !== person_no || known.visit.key !== key) {
        throw new YibaoError("PORTAL-WALK-OTHER-CONTENT");
      }
      const { trial, messages } = walks.get(request_id) as Walk;
      return { amounts: (await trial).amounts, messages: [...messages] };
    },
    async settle(key) {
      const walk = found(key);
      const settled = walk.settled ?? settleOnce(walk);
      walk.settled = settled;
      // What failed may be tried again.
      settled.catch(() => {
        walk.settled = null;
      });
      return settled;
    },
    async settled(key) {
      const { settled } = found(key);
      if (settled === null) throw new YibaoError("PORTAL-WALK-UNKNOWN");
      return settled;
    },
  };
}

const TRIALS = {
  outpatient: outpatientTrial,
  inpatient: inpatientTrial,
  pharmacy: pharmacyTrial,
} as const satisfies Record<WalkVisit["kind"], (scene: WalkScene) => Promise<WalkTrial>>;

function chosen({ people, visits }: WalkCast, person_no: string, key: string) {
  const person = people.find((one) => one.person_no === person_no);
  if (person === undefined) throw new YibaoError("PORTAL-DEMO-PERSON-UNKNOWN", { person_no });
  const visit = visits.find((one) => one.key === key);
  if (visit === undefined) throw new YibaoError("PORTAL-WALK-VISIT-UNKNOWN", {}, "visit");
  return { person, visit };
}

/** A walk that could not even begin is forgotten; of too many, the oldest is. */
function keepWalk(walks: Map<string, Walk>, request_id: string, walk: Walk): void {
  walks.set(request_id, walk);
  walk.trial.catch(() => walks.delete(request_id));
  const [oldest] = walks.keys();
  if (walks.size > WALKS_KEPT && oldest !== undefined) walks.delete(oldest);
}

/** @throws YibaoError PORTAL-WALK-BUSY */
function minuteLimit(): (now: Date) => void {
  let begun: readonly number[] = [];
  return (now) => {
    const since = now.getTime() - MINUTE_MILLISECONDS;
    begun = begun.filter((moment) => moment > since);
    if (begun.length >= WALKS_A_MINUTE) {
      throw new YibaoError("PORTAL-WALK-BUSY", { most: WALKS_A_MINUTE });
    }
    begun = [...begun, now.getTime()];
  };
}

/** Walks of one person one after another: two stays at once would be refused. */
function turns() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(person_no: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(person_no) ?? Promise.resolve()).then(work);
    const over = mine.catch(() => undefined);
    last.set(person_no, over);
    return mine;
  };
}

function serials(): () => number {
  let serial = FIRST_SERIAL;
  return () => {
    serial += 1;
    return serial;
  };
}

/** Never twice the same millisecond: a signature must not stand for messages of two walks. */
function advancing(clock: () => Date): () => Date {
  let last = 0;
  return () => {
    last = Math.max(clock().getTime(), last + 1);
    return new Date(last);
  };
}

/** A refusal of the interface in its own sentence. @throws YibaoError PORTAL-WALK-REFUSED */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
    const { infno, message: sentence } = error;
    throw new YibaoError("PORTAL-WALK-REFUSED", { infno, sentence });
  }
}

async function recordOf(store: Store, person_no: string): Promise<PersonRecord> {
  const record = await loadPersonFile(store.pool, person_no);
  if (record === null) throw new YibaoError("PORTAL-DEMO-PERSON-UNKNOWN", { person_no });
  return record;
}

/** A client of the institution that signs as it would, and notes what is said on both sides. */
function clientOf(
  {
    institutions,
    dispatcher,
    region,
    clock,
    nextSerial,
  }: DemoWalksOptions & { readonly nextSerial: () => number },
  { person, visit }: Pick<WalkScene, "person" | "visit">,
  messages: WalkMessage[],
): HospitalClient {
  const code = visit.institution_code;
  const known = institutions.value.byCode(code);
  return createHospitalClient({
    url: "http://platform",
    institution: { code, name: known?.name ?? code },
    ...{ region, clock, nextSerial, operator: { id: "demo01", name: "演示操作员" } },
    ...(known === null ? {} : { signing: { access_key: known.access_key, secret: known.secret } }),
    fetch: async (_url, init) => {
      const request = String(init?.body);
      const headers = Object.fromEntries(new Headers(init?.headers).entries());
      const body = Buffer.from(request);
      const answer = await dispatcher.answer({ path_infno: null, body, headers });
      note(messages, person, request, answer.text);
      const { status, text } = answer;
      return new Response(text, { status, ...(answer.headers ? { headers: answer.headers } : {}) });
    },
  });
}

/** Kept once, however often it was sent. */
function note(messages: WalkMessage[], person: WalkPerson, request: string, answer: string): void {
  const { infno } = JSON.parse(request) as { readonly infno: string };
  const shape = transactionTable().transactions.get(infno);
  const title = { zh: shape?.name ?? infno, en: shape?.title ?? infno };
  const said = { infno, title, request: masked(request, person), answer: masked(answer, person) };
  const before = messages.findIndex((one) => one.infno === infno);
  if (before === -1) messages.push(said);
  else messages[before] = said;
}

/** As everywhere: nobody's number, name and day of birth stand whole on a page of the public. */
function masked(text: string, { certificate_no, name }: WalkPerson): string {
  return text
    .replaceAll(certificate_no, maskedCertificate(certificate_no))
    .replaceAll(name, maskedName(name))
    .replace(/"brdy":"(\d{4})-\d\d-\d\d"/g, '"brdy":"$1-**-**"');
}
