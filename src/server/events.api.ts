import type { FastifyInstance } from "fastify";
import { CallerRejected, type GatewayOptions } from "../gateway/index.ts";
import { YibaoError, yuanFromFen } from "../kernel/index.ts";
import type { Institutions } from "../providers/index.ts";
import { type InstitutionEvent, readInstitutionEvents } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
import { sendProblem } from "../workbench/index.ts";
import { callingInstitution } from "./calling-institution.ts";
import { wholeNumber } from "./query-value.ts";

/**
 * `GET /api/v1/events`: what happened to an institution's settlements, for its own program to
 * follow. It asks for what comes after the last event it knows, as often as it likes
 * (docs/events.md).
 */

export interface EventsApiOptions {
  readonly store: Store;
  readonly institutions: { readonly value: Institutions };
  readonly gateway: Pick<GatewayOptions, "signature" | "quota" | "clock" | "onFault">;
}

interface EventsQuery {
  readonly after?: string;
  readonly limit?: string;
  readonly fixmedins_code?: string;
}

export const EVENTS_PATH = "/api/v1/events";
const LIMIT_MOST = 1_000;
const LIMIT_USUAL = 100;

/** Registers the route in its own scope. */
export async function eventsApi(app: FastifyInstance, options: EventsApiOptions): Promise<void> {
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof YibaoError || error instanceof CallerRejected)) {
      options.gateway.onFault?.(error, { infno: EVENTS_PATH, msgid: "" });
    }
    return sendProblem(reply, error);
  });
  app.get<{ Querystring: EventsQuery }>(EVENTS_PATH, async (request, reply) => {
    const institution_code = callingInstitution(request, request.query.fixmedins_code, options);
    const after = wholeNumber(request.query, "after", 0, 0, Number.MAX_SAFE_INTEGER);
    const limit = wholeNumber(request.query, "limit", LIMIT_USUAL, 1, LIMIT_MOST);
    const filter = { institution_code, after, limit };
    const events = await readInstitutionEvents(options.store, filter);
    return reply
      .header("content-type", "application/json;charset=utf-8")
      .header("cache-control", "no-store")
      .send({
        fixmedins_code: institution_code,
        events: events.map(eventAnswer),
        next: events.at(-1)?.event_no ?? after,
        more: events.length === limit,
      });
  });
}

const REASONS: Readonly<Record<InstitutionEvent["kind"], string>> = {
  settlement: "结算",
  reversal: "本机构撤销结算，或对未收到应答的结算冲正",
  adjustment: "该参保人另一笔较早的结算被撤销，按规定重算本笔，差额如下",
};

/** Amounts in yuan; of a reversal and an adjustment, what is added to the sums so far. */
function eventAnswer(event: InstitutionEvent) {
  const own = event.kind !== "adjustment";
  return {
    event: event.event_no,
    kind: event.kind,
    reason: REASONS[event.kind],
    psn_no: event.person_no,
    mdtrt_id: String(event.visit_id),
    setl_id: String(event.settlement_id),
    corrects_setl_id: idText(event.corrects_settlement_id),
    caused_by_setl_id: idText(event.caused_by_settlement_id),
    // The message that caused an adjustment may be another institution's.
    msgid: own ? event.message_id : null,
    setl_time: event.settled_at,
    insutype: event.insutype,
    med_type: event.visit_type,
    clr_type: event.clearing_type,
    medfee_sumamt: yuanFromFen(event.total_fen),
    fund_pay_sumamt: yuanFromFen(event.fund_fen),
    acct_pay: yuanFromFen(event.account_fen),
    psn_cash_pay: yuanFromFen(event.cash_fen),
  };
}

function idText(id: number | null): string | null {
  return id === null ? null : String(id);
}
