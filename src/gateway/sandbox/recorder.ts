import { createPace } from "../../store/index.ts";
import type { ExchangeRecord } from "../exchange-record.ts";
import type { CountRow, ProblemRow } from "./conformance.store.ts";
import { createObserver, type ObserveOptions } from "./observe.ts";

/**
 * Notes what hospitals do wrong, beside the way of the messages: the dispatcher only lays a record
 * into a queue; sums and the database come later, in slices. When the queue is full the record is
 * dropped and counted, and an error here is nobody's but the log's.
 */
export interface Recorder {
  /** For `onExchange`: takes no time and throws nothing. */
  record(exchange: ExchangeRecord): void;
  /** Everything recorded so far is in the database when this resolves. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface RecorderOptions extends ObserveOptions {
  readonly write: (counts: readonly CountRow[], problems: readonly ProblemRow[]) => Promise<void>;
  readonly log: (line: string) => void;
  readonly interval_ms?: number;
  readonly records_max?: number;
  readonly bytes_max?: number;
}

const INTERVAL_MILLISECONDS = 2_000;
const RECORDS_MAX = 5_000;
const BYTES_MAX = 16 * 1_048_576;
/** Distinct rows held between two writes; further ones count as unrecorded. */
const ROWS_MAX = 20_000;

export function createRecorder(options: RecorderOptions): Recorder {
  const { records_max = RECORDS_MAX, bytes_max = BYTES_MAX, log } = options;
  const aggregate = createAggregate(options);
  let queue: ExchangeRecord[] = [];
  let bytes = 0;
  let dropped = 0;
  const drain = async (): Promise<void> => {
    const records = queue;
    queue = [];
    bytes = 0;
    // Messages that wait go first.
    const pace = createPace();
    for (const record of records) {
      try {
        aggregate.add(record);
      } catch (error) {
        dropped += 1;
        log(`沙箱记录出错：${(error as Error).message}`);
      }
      await pace();
    }
    aggregate.addUnrecorded(dropped, new Date());
    dropped = 0;
    const { counts, problems } = aggregate.take();
    try {
      await options.write(counts, problems);
    } catch (error) {
      aggregate.putBack(counts, problems);
      log(`沙箱记录未能写入，稍后再试：${(error as Error).message}`);
    }
  };
  let running = Promise.resolve();
  const flush = (): Promise<void> => {
    running = running.then(drain).catch((error: Error) => log(`沙箱记录出错：${error.message}`));
    return running;
  };
  const timer = setInterval(() => void flush(), options.interval_ms ?? INTERVAL_MILLISECONDS);
  timer.unref();
  return {
    record(exchange) {
      if (queue.length >= records_max || bytes + exchange.bytes > bytes_max) {
        dropped += 1;
        return;
      }
      queue.push(exchange);
      bytes += exchange.bytes;
    },
    flush,
    close() {
      clearInterval(timer);
      return flush();
    },
  };
}

interface Rows {
  readonly counts: readonly CountRow[];
  readonly problems: readonly ProblemRow[];
}

interface Aggregate {
  add(record: ExchangeRecord): void;
  addUnrecorded(count: number, at: Date): void;
  /** The rows in order of their keys; nothing is held afterwards. */
  take(): Rows;
  putBack(counts: readonly CountRow[], problems: readonly ProblemRow[]): void;
}

function createAggregate(options: ObserveOptions): Aggregate {
  const observe = createObserver(options);
  const counts = new Map<string, CountRow>();
  const problems = new Map<string, ProblemRow>();
  const addCount = (row: CountRow): void => {
    put(counts, `${row.institution_code}|${row.infno}|${row.state}`, row);
  };
  const addProblem = (row: ProblemRow): void => {
    const { institution_code, infno, kind, code, place } = row;
    put(problems, `${institution_code}|${infno}|${kind}|${code}|${place}`, row);
  };
  return {
    add(record) {
      const { institution_code, infno, at, ...seen } = observe(record);
      const when = { count: 1, first_at: at, last_at: at };
      for (const one of seen.counts) addCount({ institution_code, ...one, ...when });
      for (const one of seen.problems) addProblem({ institution_code, infno, ...one, ...when });
    },
    addUnrecorded(count, at) {
      if (count === 0) return;
      const when = { count, first_at: at, last_at: at };
      addCount({ institution_code: "", infno: "", state: "unrecorded", ...when });
    },
    take() {
      const taken = { counts: sorted(counts), problems: sorted(problems) };
      counts.clear();
      problems.clear();
      return taken;
    },
    putBack(oldCounts, oldProblems) {
      for (const row of oldCounts) addCount(row);
      for (const row of oldProblems) addProblem(row);
    },
  };
}

interface Counted {
  readonly count: number;
  readonly first_at: Date;
  readonly last_at: Date;
}

function put<Row extends Counted>(rows: Map<string, Row>, key: string, row: Row): void {
  const known = rows.get(key);
  if (known === undefined) {
    if (rows.size < ROWS_MAX) rows.set(key, row);
    return;
  }
  const later = known.last_at > row.last_at ? known : row;
  const earlier = known.first_at < row.first_at ? known : row;
  const { first_at } = earlier;
  rows.set(key, { ...later, count: known.count + row.count, first_at });
}

function sorted<Row>(rows: ReadonlyMap<string, Row>): readonly Row[] {
  return [...rows.keys()].sort().map((key) => rows.get(key) as Row);
}
