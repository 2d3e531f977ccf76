import {
  type DeletionAsked,
  deleteRecords,
  issueVirtualTrace,
  type RecordKind,
  type StockMessage,
  type StockRow,
  uploadRows,
} from "../../inventory/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import type { Runner } from "../../store/index.ts";
import type { Handlers, ParsedRequest } from "../dispatch.ts";
import type { ReceiptDraft, StoredAnswer } from "../receipt.ts";
import { quoted } from "../wire-value.ts";
import { placedError } from "./error-place.ts";
import { dayOf, stockRow, type WireStockRow } from "./inventory-rows.ts";
import { changeOnce } from "./receipt.store.ts";
import type { HandlerServices } from "./services.ts";

/**
 * 3501–3507 with their A editions, 3592B: what institutions upload about their stock. A message of
 * one row is refused when the row is wrong. Of a batch the right rows are kept and the wrong ones
 * told with their reasons; only 3501A, whose answer has no room for reasons, is all or nothing.
 */
export function inventoryHandlers(services: HandlerServices): Pick<Handlers, InventoryUploads> {
  const one = <Output>(request: Request<Output>, kind: RecordKind, wire: WireStockRow) =>
    uploadAll(services, request, kind, [wire]);
  const each = <Wire extends WireStockRow, Output>(
    request: Request<Output>,
    kind: RecordKind,
    wires: readonly Wire[],
    answer: (results: readonly RowResult<Wire>[]) => Output,
  ) => uploadEach(services, request, kind, wires, answer);
  return {
    "3501": (request) => one(request, "stocktake", request.input.invinfo),
    "3502": (request) => one(request, "change", request.input.invinfo),
    "3503": (request) => one(request, "purchase", request.input.purcinfo),
    "3504": (request) => one(request, "purchase-return", request.input.purcinfo),
    "3505": (request) => one(request, "sale", request.input.selinfo),
    "3506": (request) => one(request, "sale-return", request.input.selinfo),
    "3501A": (request) => uploadAll(services, request, "stocktake", request.input.invinfoDetail),
    "3502A": (request) =>
      each(request, "change", request.input.invinfoDetail, (results) => ({
        invinfoErrDetail: wrong(results).map(refusedRow),
      })),
    "3503A": (request) =>
      each(request, "purchase", request.input.purcinfoDetail, (results) => ({
        purcinfoDetail: results.map((result) => {
          return { ...result.wire, medins_prod_purc_no: numberOf(result), ...outcomeOf(result) };
        }),
      })),
    "3504A": (request) =>
      each(request, "purchase-return", request.input.purcinfoDetail, (results) => ({
        purcinfoErrDetail: wrong(results).map(refusedRow),
      })),
    "3505A": (request) =>
      each(request, "sale", request.input.selinfoDetail, (results) => ({
        selinfoDetail: results.map((result) => {
          return { ...result.wire, medins_prod_sel_no: numberOf(result), ...outcomeOf(result) };
        }),
      })),
    "3506A": (request) =>
      each(request, "sale-return", request.input.selinfoDetail, (results) => ({
        selinfoErrDetail: wrong(results).map(refusedRow),
      })),
    ...deletionHandlers(services),
    "3592B": async (request) => {
      const { data } = request.input;
      const { store, region } = services;
      return changeOnce(store, request.receipt, async (transaction) => {
        const { med_list_codg, fixmedins_hilist_id, fixmedins_hilist_name } = data;
        const asked = {
          item_code: med_list_codg,
          own_code: fixmedins_hilist_id,
          own_name: fixmedins_hilist_name,
          stock_batch_no: data.fixmedins_bchno,
          memo: data.memo ?? "",
        };
        const message = messageOf(request);
        const drug_trac_codg = await issueVirtualTrace(
          transaction,
          message,
          region.value.code,
          asked,
        );
        const named = { med_list_codg, fixmedins_hilist_id, fixmedins_hilist_name };
        return { result: { ...named, drug_trac_codg } };
      });
    },
  };
}

type InventoryUploads =
  | "3501"
  | "3501A"
  | "3502"
  | "3502A"
  | "3503"
  | "3503A"
  | "3504"
  | "3504A"
  | "3505"
  | "3505A"
  | "3506"
  | "3506A"
  | "3507"
  | "3507A"
  | "3592B";

type Request<Output> = Pick<
  ParsedRequest,
  "infno" | "institution_code" | "msgid" | "operator" | "received_at"
> & { readonly receipt: ReceiptDraft<Output> | null };

/** A row as it came, with our number of the record or why there is none. */
interface RowResult<Wire> {
  readonly wire: Wire;
  readonly outcome: { readonly record_no: number } | YibaoError;
}

function messageOf(request: Request<never>): StockMessage {
  const { institution_code, msgid, operator, received_at } = request;
  return { institution_code, message_id: msgid, operator: operator.id, at: received_at };
}

/** All rows or none. @throws YibaoError the first wrong row's */
async function uploadAll<Output>(
  services: HandlerServices,
  request: Request<Output>,
  kind: RecordKind,
  wires: readonly WireStockRow[],
): Promise<StoredAnswer> {
  const rows = await stockRows(services, request.institution_code, kind, wires);
  return changeOnce(services.store, request.receipt, async (transaction: Runner) => {
    const outcomes = await uploadRows(transaction, messageOf(request), rows);
    for (const [index, outcome] of outcomes.entries()) {
      if (!(outcome instanceof YibaoError)) continue;
      throw wires.length === 1 ? outcome : outcome.at(`第 ${index + 1} 行`);
    }
    return null as Output;
  });
}

async function uploadEach<Wire extends WireStockRow, Output>(
  services: HandlerServices,
  request: Request<Output>,
  kind: RecordKind,
  wires: readonly Wire[],
  answer: (results: readonly RowResult<Wire>[]) => Output,
): Promise<StoredAnswer> {
  const rows = await stockRows(services, request.institution_code, kind, wires);
  return changeOnce(services.store, request.receipt, async (transaction: Runner) => {
    const outcomes = await uploadRows(transaction, messageOf(request), rows);
    const results = wires.map((wire, index) => {
      const outcome = outcomes[index] as RowResult<Wire>["outcome"];
      const placed = outcome instanceof YibaoError ? placedError(outcome, request.infno) : outcome;
      return { wire, outcome: placed };
    });
    return answer(results);
  });
}

function stockRows(
  { mappings }: HandlerServices,
  institution_code: string,
  kind: RecordKind,
  wires: readonly WireStockRow[],
): Promise<StockRow[]> {
  return Promise.all(
    wires.map(async (wire) => {
      const day = dayOf(wire);
      const own_code = wire.fixmedins_hilist_id;
      const known = day !== null && own_code !== undefined;
      const mapped = known ? await mappings.mappedItem(institution_code, own_code, day) : null;
      return stockRow(kind, wire, mapped);
    }),
  );
}

function wrong<Wire>(results: readonly RowResult<Wire>[]): readonly RowResult<Wire>[] {
  return results.filter(({ outcome }) => outcome instanceof YibaoError);
}

function refusedRow<Wire>(result: RowResult<Wire>): Wire & RowOutcomeMembers {
  return { ...result.wire, ...outcomeOf(result) };
}

interface RowOutcomeMembers {
  readonly retRslt: string;
  readonly msgRslt: string;
}

function outcomeOf({ outcome }: RowResult<unknown>): RowOutcomeMembers {
  return outcome instanceof YibaoError
    ? { retRslt: "0", msgRslt: outcome.message }
    : { retRslt: "1", msgRslt: "" };
}

function numberOf({ outcome }: RowResult<unknown>): string {
  return outcome instanceof YibaoError ? "" : String(outcome.record_no);
}

function deletionHandlers({ store }: HandlerServices): Pick<Handlers, "3507" | "3507A"> {
  return {
    "3507": async (request) => {
      const asked = deletionOf(request.input.data);
      if (asked instanceof YibaoError) throw asked;
      return changeOnce(store, request.receipt, async (transaction) => {
        const [outcome] = await deleteRecords(transaction, messageOf(request), [asked]);
        if (outcome instanceof YibaoError) throw outcome;
        return null;
      });
    },

    "3507A": async (request) => {
      const { goodDetail } = request.input;
      const asked = goodDetail.map(deletionOf);
      return changeOnce(store, request.receipt, async (transaction) => {
        const possible = asked.filter((one) => !(one instanceof YibaoError));
        const outcomes = await deleteRecords(
          transaction,
          messageOf(request),
          possible as DeletionAsked[],
        );
        const ofRow = asked.map((one) => {
          return one instanceof YibaoError
            ? one
            : (outcomes[possible.indexOf(one)] as (typeof outcomes)[number]);
        });
        return {
          goodErrDetail: goodDetail.flatMap((wire, index) => {
            const outcome = ofRow[index];
            if (!(outcome instanceof YibaoError)) return [];
            const { message } = placedError(outcome, request.infno);
            return [{ ...wire, retRslt: "0", msgRslt: message }];
          }),
        };
      });
    },
  };
}

/** Field inv_data_type. */
const DATA_TYPES: ReadonlyMap<string, readonly RecordKind[]> = new Map([
  ["1", ["stocktake"]],
  ["2", ["change"]],
  ["3", ["purchase", "purchase-return"]],
  ["4", ["sale", "sale-return"]],
]);

function deletionOf(wire: {
  readonly fixmedins_bchno: string;
  readonly inv_data_type: string;
}): DeletionAsked | YibaoError {
  const kinds = DATA_TYPES.get(wire.inv_data_type);
  if (kinds === undefined) {
    return new YibaoError("INVENTORY-DATA-TYPE", { value: quoted(wire.inv_data_type) });
  }
  return { stock_batch_no: wire.fixmedins_bchno, kinds };
}
