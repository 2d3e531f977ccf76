import type { YibaoError } from "../kernel/index.ts";

/** What came of one message, as told to `onExchange` after its answer is made. */
export interface ExchangeRecord {
  /** Null when the message names none. */
  readonly institution_code: string | null;
  /** The code as sent, 2207A included; empty when the message could not be read that far. */
  readonly infno: string;
  readonly msgid: string;
  readonly received_at: Date;
  /** `rejected`: not let in, so it is not known who it was. `fault`: ours. */
  readonly outcome: "accepted" | "refused" | "rejected" | "fault";
  /** Answered with what was stored when the same message came first. */
  readonly repeated: boolean;
  /** Everything that was wrong, of which the answer names the first. */
  readonly problems: readonly YibaoError[];
  /** The typed input where it was read, whole only without problems. */
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly content_hash: string | null;
  /** Null when the answer is a file. */
  readonly answer_text: string | null;
  /** What the record may hold of memory. */
  readonly bytes: number;
}
