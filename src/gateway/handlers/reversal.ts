import { YibaoError } from "../../kernel/index.ts";
import type { Handlers } from "../dispatch.ts";
import { transactionTable } from "../transaction-table.ts";
import { changing, storedAnswer } from "./requests.ts";
import type { HandlerServices } from "./services.ts";

/** 湖南接口规范 V1.1.27, 2601 */
const REVERSIBLE: ReadonlySet<string> = new Set(["2102", "2207", "2304", "2401"]);

/** 2601: takes back what a message did whose answer never came. Safe to send again. */
export function reversalHandlers({ settlement }: HandlerServices): Pick<Handlers, "2601"> {
  return {
    "2601": async (request) => {
      const { psn_no: person_no, omsgid, oinfno } = request.input.data;
      // 2207A was received as 2207.
      const base = transactionTable().transactions.get(oinfno)?.infno ?? oinfno;
      if (!REVERSIBLE.has(base)) {
        const details = { transaction_code: base };
        throw new YibaoError("SETTLEMENT-MESSAGE-NOT-REVERSIBLE", details);
      }
      const answered = settlement.reverseMessage(
        { person_no, original_message_id: omsgid, original_transaction: base },
        changing(request, () => null),
      );
      return storedAnswer(answered);
    },
  };
}
