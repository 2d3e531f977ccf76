import { YibaoError } from "../kernel/index.ts";

/**
 * The one way of writing. Requests of the same person are handled strictly one after another;
 * requests of distinct persons that wait at the same moment are loaded, decided and committed
 * together, because the commit costs far more than the rows. What one of them does wrong harms
 * only itself. A caller is answered after the commit, never before.
 */
export interface WriterPorts<Request, Context, Decision> {
  /** Loads what each request needs, in the same order, outside of the write transaction. */
  load(requests: readonly Request[]): Promise<readonly Context[]>;
  /** Pure: may run again on what is then the truth. Throws what the caller is to be told. */
  decide(request: Request, context: Context): Decision;
  /**
   * Asked before a refusal is told: whether the same request was answered elsewhere while it was
   * loaded, so that the refusal may come of its own success. It is then decided again.
   */
  isOutdated(request: Request, context: Context): Promise<boolean>;
  /**
   * What the decision needs for itself in a batch (person states, its message). Empty when there
   * is nothing to write: the caller is then answered at once.
   */
  claims(decision: Decision): readonly string[];
  /**
   * Writes all in one transaction and returns after the commit, with the positions of those that
   * lost to a faster writer: nothing of them has been written, and they are decided again.
   */
  write(decisions: readonly Decision[]): Promise<ReadonlySet<number>>;
}

export interface WriterOptions {
  /** Batches at the same time, each on one connection. */
  readonly connections: number;
  /** Most requests in one commit. */
  readonly batch: number;
  /** Most requests waiting; more are refused, so that memory and waiting stay bounded. */
  readonly waiting: number;
  /** Most times that one request is decided again after losing. */
  readonly attempts: number;
}

export interface PersonWriter<Request, Decision> {
  /**
   * @throws YibaoError SETTLEMENT-BUSY | SETTLEMENT-CLOSED | SETTLEMENT-CONTENTION, or what
   * deciding threw
   */
  submit(person_no: string, request: Request): Promise<Decision>;
  /** Refuses new requests and returns when those accepted have been answered. */
  close(): Promise<void>;
  readonly waiting: number;
}

export const WRITER_OPTIONS: WriterOptions = {
  connections: 3,
  batch: 32,
  waiting: 4000,
  attempts: 64,
};

const RETRY_SECONDS = 2;
/** A broken connection leaves it open whether the commit happened: the receipt will tell. */
const BROKEN_ATTEMPTS = 4;
const BROKEN_CODE = /^(08|57P)|^(ECONN|EPIPE)|^(40001|40P01|55P03)$/;
const BROKEN_MESSAGE = /Connection terminated|not queryable|connection error/i;
const PAUSE_MILLISECONDS = 50;

interface Job<Request, Decision> {
  readonly person_no: string;
  readonly request: Request;
  attempts: number;
  /** The caller has been told: a second try of the batch leaves the job out. */
  answered: boolean;
  readonly resolve: (decision: Decision) => void;
  readonly reject: (error: unknown) => void;
}

export function createPersonWriter<Request, Context, Decision>(
  ports: WriterPorts<Request, Context, Decision>,
  options: WriterOptions = WRITER_OPTIONS,
): PersonWriter<Request, Decision> {
  const lanes = createLanes<Job<Request, Decision>>();
  let waiting = 0;
  let running = 0;
  let scheduled = false;
  let closing: Promise<void> | null = null;
  let idle: () => void = () => undefined;

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    // Requests that arrive in the same turn of the event loop share a commit.
    setImmediate(() => {
      scheduled = false;
      while (running < options.connections && lanes.ready > 0) {
        running += 1;
        void runBatch(lanes.take(options.batch));
      }
    });
  };

  const runBatch = async (jobs: readonly Job<Request, Decision>[]): Promise<void> => {
    const again = await settleTogether(ports, jobs, options.attempts);
    for (const job of jobs) lanes.putBack(job, again.has(job));
    running -= 1;
    if (lanes.ready > 0) schedule();
    if (waiting === 0 && running === 0) idle();
  };

  const submit = (person_no: string, request: Request): Promise<Decision> =>
    new Promise((resolve, reject) => {
      if (closing !== null) throw new YibaoError("SETTLEMENT-CLOSED");
      if (waiting >= options.waiting) {
        throw new YibaoError("SETTLEMENT-BUSY", { waiting, seconds: RETRY_SECONDS });
      }
      waiting += 1;
      const leaving =
        <Told>(tell: (told: Told) => void) =>
        (told: Told): void => {
          waiting -= 1;
          tell(told);
        };
      const answers = { resolve: leaving(resolve), reject: leaving(reject) };
      lanes.add({ person_no, request, attempts: 0, answered: false, ...answers });
      schedule();
    });

  return {
    submit,
    close: () => {
      closing ??= new Promise<void>((resolve) => {
        idle = resolve;
        if (waiting === 0 && running === 0) resolve();
      });
      return closing;
    },
    get waiting() {
      return waiting;
    },
  };
}

/** Jobs by person: one of each may be under way, the others of the person wait behind it. */
function createLanes<OneJob extends { readonly person_no: string }>() {
  const lanes = new Map<string, OneJob[]>();
  /** Persons whose first job is not under way, in order of arrival. */
  let people: string[] = [];
  return {
    get ready() {
      return people.length;
    },
    add(job: OneJob): void {
      const lane = lanes.get(job.person_no);
      if (lane !== undefined) {
        lane.push(job);
        return;
      }
      lanes.set(job.person_no, [job]);
      people.push(job.person_no);
    },
    /** The first jobs of as many people, which are then under way. */
    take(most: number): OneJob[] {
      const taken = people.slice(0, most);
      people = people.slice(most);
      return taken.map((person_no) => lanes.get(person_no)?.[0] as OneJob);
    },
    /** A job that was under way: it is done, or (`again`) waits for its turn once more. */
    putBack(job: OneJob, again: boolean): void {
      const lane = lanes.get(job.person_no) as OneJob[];
      if (!again) lane.shift();
      if (lane.length === 0) lanes.delete(job.person_no);
      else people.push(job.person_no);
    },
  };
}

/** Answers every job of a batch but those it returns, which are to be decided again. */
async function settleTogether<Request, Context, Decision>(
  ports: WriterPorts<Request, Context, Decision>,
  jobs: readonly Job<Request, Decision>[],
  attempts: number,
): Promise<Set<Job<Request, Decision>>> {
  try {
    return await settleOnce(ports, jobs, attempts);
  } catch (error) {
    const [only, second] = jobs;
    if (only !== undefined && second === undefined) {
      return settleAlone(ports, only, attempts, error);
    }
  }
  // Whichever of them made the whole fail, the others are not to suffer: one by one.
  const again = new Set<Job<Request, Decision>>();
  for (const job of jobs) {
    if (job.answered) continue;
    for (const loser of await settleTogether(ports, [job], attempts)) again.add(loser);
  }
  return again;
}

async function settleOnce<Request, Context, Decision>(
  ports: WriterPorts<Request, Context, Decision>,
  jobs: readonly Job<Request, Decision>[],
  attempts: number,
): Promise<Set<Job<Request, Decision>>> {
  const contexts = await ports.load(jobs.map((job) => job.request));
  const again = new Set<Job<Request, Decision>>();
  const claimed = new Set<string>();
  const writers: Job<Request, Decision>[] = [];
  const decisions: Decision[] = [];
  const refusals: Refusal<Request, Context, Decision>[] = [];
  for (const [index, job] of jobs.entries()) {
    const context = contexts[index] as Context;
    let decision: Decision;
    try {
      decision = ports.decide(job.request, context);
    } catch (error) {
      refusals.push({ job, context, error });
      continue;
    }
    const claims = ports.claims(decision);
    if (claims.length === 0) answer(job, decision);
    else if (claims.some((claim) => claimed.has(claim))) again.add(job);
    else {
      for (const claim of claims) claimed.add(claim);
      writers.push(job);
      decisions.push(decision);
    }
  }
  const lost = writers.length === 0 ? new Set<number>() : await ports.write(decisions);
  for (const [index, job] of writers.entries()) {
    if (!lost.has(index)) answer(job, decisions[index] as Decision);
    else if (mayTryAgain(job, attempts)) again.add(job);
  }
  for (const { job, context, error } of refusals) {
    if (!(await ports.isOutdated(job.request, context))) refuse(job, error);
    else if (mayTryAgain(job, attempts)) again.add(job);
  }
  return again;
}

interface Refusal<Request, Context, Decision> {
  readonly job: Job<Request, Decision>;
  readonly context: Context;
  readonly error: unknown;
}

/** Another process, or a relative's bill, moved the state first. */
function mayTryAgain<Request, Decision>(job: Job<Request, Decision>, attempts: number): boolean {
  job.attempts += 1;
  if (job.attempts <= attempts) return true;
  refuse(job, new YibaoError("SETTLEMENT-CONTENTION", { person_no: job.person_no }));
  return false;
}

async function settleAlone<Request, Context, Decision>(
  ports: WriterPorts<Request, Context, Decision>,
  job: Job<Request, Decision>,
  attempts: number,
  first: unknown,
): Promise<Set<Job<Request, Decision>>> {
  let error = first;
  for (let attempt = 1; attempt < BROKEN_ATTEMPTS && isBroken(error); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS * attempt));
    try {
      return await settleOnce(ports, [job], attempts);
    } catch (next) {
      error = next;
    }
  }
  refuse(job, error);
  return new Set();
}

function isBroken(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return BROKEN_CODE.test(String(code ?? "")) || BROKEN_MESSAGE.test(String(message ?? ""));
}

function answer<Request, Decision>(job: Job<Request, Decision>, decision: Decision): void {
  job.answered = true;
  job.resolve(decision);
}

function refuse<Request, Decision>(job: Job<Request, Decision>, error: unknown): void {
  job.answered = true;
  job.reject(error);
}
