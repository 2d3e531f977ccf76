import { YibaoError } from "../kernel/index.ts";
import { chinaStamp } from "./wire-time.ts";
import { clipped } from "./wire-value.ts";

/** The answer's envelope. Clients differ on whether infcode is text or a number. */
export type InfcodeForm = "text" | "number";

export interface AnswerHead {
  readonly infcode_form: InfcodeForm;
  /** The platform's own id of this exchange, see exchangeId. */
  readonly inf_refmsgid: string;
  readonly received_at: Date;
  readonly responded_at: Date;
}

const ERR_MSG_LENGTH_MAX = 200;

/** Region (6) + yyyyMMddHHmmss + ten digits of a running number. */
export function exchangeId(region: string, instant: Date, serial: number): string {
  const running = String(serial % 10_000_000_000).padStart(10, "0");
  return region + chinaStamp(instant).slice(0, 14) + running;
}

/** A success: `output_json` is the encoded output, null to leave the member out. */
export function successText(head: AnswerHead, output_json: string | null): string {
  const output = output_json === null ? "" : `,"output":${output_json}`;
  // A non-empty err_msg is taken for a failure by some clients even with infcode 0.
  return `{${headMembers(head, 0)},"err_msg":""${output}}`;
}

/** A failure: one sentence in Chinese, at most 200 characters. */
export function failureText(head: AnswerHead, message: string): string {
  const err_msg = JSON.stringify(clipped(message, ERR_MSG_LENGTH_MAX));
  return `{${headMembers(head, -1)},"err_msg":${err_msg}}`;
}

function headMembers(head: AnswerHead, infcode: number): string {
  const code = head.infcode_form === "text" ? `"${infcode}"` : String(infcode);
  const received = chinaStamp(head.received_at);
  const responded = chinaStamp(head.responded_at);
  return (
    `"infcode":${code},"inf_refmsgid":"${head.inf_refmsgid}",` +
    `"refmsg_time":"${received}","respond_time":"${responded}"`
  );
}

const DETAIL_LENGTH_MAX = 40;

/**
 * The sentence of an error. A value quoted in it may be long, and cutting the end would lose the
 * mend; so the values are cut first, and then the place is dropped.
 */
export function errorSentence(error: YibaoError): string {
  if (error.message.length <= ERR_MSG_LENGTH_MAX) return error.message;
  const details = Object.entries(error.details).map(([name, value]) => {
    return [name, typeof value === "string" ? clipped(value, DETAIL_LENGTH_MAX) : value];
  });
  const { code, where } = error;
  const short = new YibaoError(code, Object.fromEntries(details), where).message;
  if (short.length <= ERR_MSG_LENGTH_MAX || where === undefined) return short;
  return short.slice(where.length + 1);
}
