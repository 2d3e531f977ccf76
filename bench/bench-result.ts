/** What `yibao bench` asks of a measurement, and what it answers. */
export interface BenchOptions {
  /** About how long the timed part may take; the whole run stays within a minute. */
  readonly seconds: number;
  /** Folder for a scratch embedded server; a temporary one when null. Only `settle`, `hot-fund`. */
  readonly data: string | null;
  /** A server to use in place of the embedded one. Only `settle`, `hot-fund`. */
  readonly database_url: string | null;
  /** One line of progress; goes to standard error. */
  progress(line: string): void;
}

export interface PeerResult {
  readonly name: string;
  readonly version: string;
  readonly per_second: number;
  /** Ours ÷ this peer, medians of interleaved rounds of the same run. */
  readonly ratio: number;
  /** The ratio promised: at least this, or at most where `ratio_of` says that less is better. */
  readonly target: number;
  /** What the ratio compares, when it is not settlements or bills a second. */
  readonly ratio_of?: { readonly what: string; readonly less_is_better: boolean };
  /** Always true in a result: a difference ends the run with an error before anything is timed. */
  readonly outputs_equal: boolean;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_gib: number;
  readonly system: string;
  readonly node: string;
  /** Version of the Postgres server measured against, where there is one. */
  readonly postgres: string | null;
}

export interface BenchResult {
  readonly name: string;
  readonly ours: { readonly per_second: number; readonly what: string };
  readonly peers: readonly PeerResult[];
  readonly machine: Machine;
  /** Day of the run. */
  readonly date: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Ends a run whose contestants do not agree: a faster wrong answer is not a result. */
export class OutputsDiffer extends Error {
  constructor(peer: string, what: string, ours: unknown, theirs: unknown) {
    super(
      `${peer} 与本平台的结果不同（${what}）：${JSON.stringify(ours)} ≠ ${JSON.stringify(theirs)}`,
    );
    this.name = "OutputsDiffer";
  }
}
