import { type ErrorDetails, YibaoError } from "../../kernel/index.ts";
import type { ExchangeRecord } from "../exchange-record.ts";
import type { FieldShape, TransactionShape, TransactionTable } from "../transaction-shape.ts";
import { isObject } from "../wire-value.ts";
import { brokenIdentities, createTrialMemory } from "./identity-check.ts";
import { isPersonal, masked, maskedText } from "./mask.ts";
import { REVERSIBLE } from "./settlement-kind.ts";

/** From what came of a message to what the report keeps of it. No message is kept. */

/** `reversed` stands with the transaction that a 2601 took back; `needless` is a query repeated. */
export type ConformanceState =
  | "accepted"
  | "refused"
  | "repeated"
  | "reversed"
  | "needless"
  | "rejected"
  | "fault";

export type ProblemKind = "field" | "refusal" | "identity";

export interface Observation {
  /** Empty for an institution that is not registered. */
  readonly institution_code: string;
  /** The base code; empty when it is no transaction of the table. */
  readonly infno: string;
  readonly at: Date;
  readonly counts: readonly { readonly infno: string; readonly state: ConformanceState }[];
  readonly problems: readonly ObservedProblem[];
}

export interface ObservedProblem {
  readonly kind: ProblemKind;
  readonly code: string;
  /** `node.field` without its row; empty where no place is named. */
  readonly place: string;
  readonly came: string;
  readonly message: string;
}

export interface ObserveOptions {
  readonly table: TransactionTable;
  readonly isRegistered: (institution_code: string) => boolean;
}

/** The observer of a process: it remembers trials and queries to compare later ones with. */
export function createObserver(options: ObserveOptions): (record: ExchangeRecord) => Observation {
  const compareTrial = createTrialMemory();
  const isNeedless = createQueryMemory();
  return (record) => {
    const shape = options.table.transactions.get(record.infno);
    const { institution_code: code, received_at: at } = record;
    const institution_code = code !== null && options.isRegistered(code) ? code : "";
    const infno = shape?.infno ?? "";
    const problems = record.problems.map((error) => problemOf(error, shape));
    // Where the reading broke off, sums over its parts would be wrong by that alone.
    const whole = record.input !== null && !problems.some(({ kind }) => kind === "field");
    const identities = whole ? brokenIdentities(record.input as Record<string, unknown>) : [];
    const changed = compareTrial(record);
    const broken = changed === null ? identities : [...identities, changed];
    problems.push(...broken.map((error) => problemOf(error, shape)));
    const counts = [{ infno, state: stateOf(record) }, ...reversedBy(record, infno)];
    if (shape?.effect === "query" && isNeedless(record)) counts.push({ infno, state: "needless" });
    return { institution_code, infno, at, counts, problems };
  };
}

function stateOf({ outcome, repeated }: ExchangeRecord): ConformanceState {
  return repeated ? "repeated" : outcome;
}

function reversedBy(record: ExchangeRecord, infno: string): Observation["counts"][number][] {
  if (infno !== "2601" || record.outcome !== "accepted" || record.repeated) return [];
  const data = record.input?.data;
  const original = isObject(data) ? String(data.oinfno).replace(/[A-Z]$/, "") : "";
  return REVERSIBLE.includes(original) ? [{ infno: original, state: "reversed" }] : [];
}

/** Codes of other rooms that say that the message's own sums do not agree. */
const IDENTITY_CODES: readonly string[] = [
  "SETTLEMENT-LINE-AMOUNT",
  "SETTLEMENT-TOTAL-DIFFERS",
  "SETTLEMENT-SUMS-DIFFER",
];

function problemOf(error: YibaoError, shape: TransactionShape | undefined): ObservedProblem {
  const place = /^[A-Za-z_][\w.]*/.exec(error.where ?? "")?.[0] ?? "";
  const field = shape === undefined ? null : fieldAt(shape, place);
  const kind = kindOfProblem(error);
  // Where it is not known what a refusal quotes, it may be a name.
  const personal = field === null ? kind === "refusal" : isPersonal(field.label, hasCodes(field));
  const details = maskedDetails(error.details, personal);
  const empty = error.code === "GATEWAY-MEMBER-MISSING" ? "（空）" : "";
  // In a refusal `kind` is a word of ours (a kind of visit), not of what came.
  const shape_came = kind === "field" ? details.kind : undefined;
  const came = details.value ?? details.sent ?? shape_came ?? empty;
  const message = new YibaoError(error.code, details).message;
  return { kind, code: error.code, place, came: String(came), message };
}

/** Details that name a person, whatever the error. */
const PERSONAL_DETAIL = /^(person|certificate|operator|own_number|holder)/;

function maskedDetails(details: ErrorDetails, personal: boolean): ErrorDetails {
  const entries = Object.entries(details).map(([name, value]) => {
    if (typeof value === "number") return [name, value] as const;
    if (name === "value") return [name, masked(value, personal)] as const;
    return [name, PERSONAL_DETAIL.test(name) ? masked(value, true) : maskedText(value)] as const;
  });
  return Object.fromEntries(entries);
}

/** What the table or the envelope says of the message alone: mended by its program. */
const BY_TABLE =
  /^(MONEY|RATE)-|^GATEWAY-(NOT|NODE|ONE-OF|MEMBER|INPUT|TEXT|MSGID-TOO|REGION|INFNO|ROWS|PERIOD)-/;

function kindOfProblem({ code }: YibaoError): ProblemKind {
  if (code.startsWith("SANDBOX-") || IDENTITY_CODES.includes(code)) return "identity";
  return BY_TABLE.test(code) ? "field" : "refusal";
}

function hasCodes(field: FieldShape): boolean {
  return field.dictionary !== null;
}

/** The field that a place of an error names, or null. */
export function fieldAt(shape: TransactionShape, place: string): FieldShape | null {
  const [name = "", node = null] = place.split(".").reverse();
  const nodes = shape.input.filter((one) => node === null || one.node === node);
  for (const { fields } of nodes) {
    const field = fields.find((one) => one.name === name);
    if (field !== undefined) return field;
  }
  return null;
}

const QUERIES_MAX = 10_000;
const SAME_QUERY_MILLISECONDS = 60_000;

/** Whether the same query, to the letter, was answered within the last minute. */
function createQueryMemory(): (record: ExchangeRecord) => boolean {
  const asked = new Map<string, number>();
  return ({ content_hash, outcome, received_at, msgid }) => {
    if (content_hash === null || outcome !== "accepted") return false;
    const at = received_at.getTime();
    const before = asked.get(content_hash);
    if (asked.size >= QUERIES_MAX) asked.clear();
    asked.set(content_hash, at);
    return msgid !== "" && before !== undefined && at - before < SAME_QUERY_MILLISECONDS;
  };
}
