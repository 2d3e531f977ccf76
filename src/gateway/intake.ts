import { YibaoError } from "../kernel/index.ts";

/**
 * How much the gateway takes at once. What comes beyond it is refused before anything is done, with
 * the time after which to send the same message again: memory and waiting stay bounded, and an
 * institution that sends more than its share does not shut out the others.
 */

export interface IntakeLimits {
  /** Most messages in work in this process. */
  readonly in_flight: number;
  /** Most of one institution. */
  readonly in_flight_institution: number;
  /** Most bytes of their bodies together. */
  readonly bytes: number;
}

export const INTAKE_LIMITS: IntakeLimits = {
  in_flight: 2_000,
  in_flight_institution: 500,
  bytes: 256 * 1_048_576,
};

export interface Intake {
  /**
   * Lets a message in before its body is read.
   * @throws YibaoError GATEWAY-FULL | GATEWAY-STOPPING
   */
  enter(bytes: number): IntakeTicket;
  /**
   * Counts a message for its institution until the result is called.
   * @throws YibaoError GATEWAY-INSTITUTION-OVER-SHARE
   */
  enterInstitution(institution_code: string): () => void;
  /** Lets nothing in from now on; what is in is not touched. */
  stop(): void;
  readonly stopping: boolean;
  readonly in_flight: number;
  readonly bytes: number;
}

/** Held by whatever still works on a message; it has left when the last lets go. */
export interface IntakeTicket {
  hold(): void;
  release(): void;
}

const FULL_SECONDS = 2;
const SHARE_SECONDS = 1;
const STOPPING_SECONDS = 5;

export function createIntake(limits: IntakeLimits = INTAKE_LIMITS): Intake {
  const institutions = new Map<string, number>();
  let in_flight = 0;
  let bytes_in = 0;
  let stopping = false;
  return {
    enter(bytes) {
      if (stopping) throw new YibaoError("GATEWAY-STOPPING", { seconds: STOPPING_SECONDS });
      // One message always fits, however large: it would never be let in otherwise.
      if (in_flight >= limits.in_flight || (in_flight > 0 && bytes_in + bytes > limits.bytes)) {
        throw new YibaoError("GATEWAY-FULL", { in_flight, seconds: FULL_SECONDS });
      }
      in_flight += 1;
      bytes_in += bytes;
      let holders = 1;
      return {
        hold: () => {
          holders += 1;
        },
        release: () => {
          holders -= 1;
          if (holders > 0) return;
          in_flight -= 1;
          bytes_in -= bytes;
        },
      };
    },
    enterInstitution(institution_code) {
      const own = institutions.get(institution_code) ?? 0;
      if (own >= limits.in_flight_institution) {
        const details = { institution_code, in_flight: own, seconds: SHARE_SECONDS };
        throw new YibaoError("GATEWAY-INSTITUTION-OVER-SHARE", details);
      }
      institutions.set(institution_code, own + 1);
      return () => {
        const left = (institutions.get(institution_code) ?? 1) - 1;
        if (left > 0) institutions.set(institution_code, left);
        else institutions.delete(institution_code);
      };
    },
    stop: () => {
      stopping = true;
    },
    get stopping() {
      return stopping;
    },
    get in_flight() {
      return in_flight;
    },
    get bytes() {
      return bytes_in;
    },
  };
}

/** Refusals for want of room: nothing has been done, and the same message may come again. */
const OVERLOAD_STATUS: Readonly<Record<string, number>> = {
  "GATEWAY-FULL": 503,
  "GATEWAY-STOPPING": 503,
  "GATEWAY-HEAVY-FULL": 503,
  "GATEWAY-HEAVY-OVER-SHARE": 429,
  "GATEWAY-INSTITUTION-OVER-SHARE": 429,
  "GATEWAY-OVER-QUOTA": 429,
  "SETTLEMENT-BUSY": 503,
  "SETTLEMENT-CLOSED": 503,
};

/** HTTP status and headers of such a refusal; null for every other error. */
export function overloadReply({
  code,
  details,
}: YibaoError): { status: number; headers: Record<string, string> } | null {
  const status = OVERLOAD_STATUS[code];
  if (status === undefined) return null;
  return { status, headers: { "retry-after": String(details.seconds ?? STOPPING_SECONDS) } };
}
