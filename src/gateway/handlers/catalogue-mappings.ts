import { type ItemRow, queryItems } from "../../catalogue/index.ts";
import { addDays, type CivilDate, chinaTime, laterDay, YibaoError } from "../../kernel/index.ts";
import { enterMappings, withdrawMappings } from "../../providers/index.ts";
import type { Handlers, ParsedRequest } from "../dispatch.ts";
import type { Input3301 } from "../message-types.ts";
import type { StoredAnswer } from "../receipt.ts";
import { quoted } from "../wire-value.ts";
import { keptDetails } from "./kept-details.ts";
import { assertOwnInstitution } from "./own-institution.ts";
import { changeOnce } from "./receipt.store.ts";
import type { HandlerServices } from "./services.ts";

/**
 * 3301, 3302: what an institution's own codes stand for, uploaded and withdrawn. A line keeps what
 * its item was when it was uploaded, so earlier bills stay as they are; from the day of the
 * withdrawal on, a line of the own code is refused.
 */
export function mappingHandlers(services: HandlerServices): Pick<Handlers, "3301" | "3302"> {
  const { store } = services;
  return {
    "3301": async (request) => {
      const today = chinaTime(request.received_at).slice(0, 10) as CivilDate;
      const stored = await changeOnce(store, request.receipt, async (transaction) => {
        for (const [index, row] of request.input.data.entries()) {
          await assertItem(services, row, today, index + 1);
        }
        const rows = request.input.data.map((sent) => ({
          own_code: sent.fixmedins_hilist_id,
          item_code: sent.med_list_codg,
          period: { from: sent.begndate, to: addDays(sent.enddate, 1) },
          details: keptDetails(sent, ["fixmedins_hilist_id", "med_list_codg"]),
        }));
        await enterMappings(transaction, actorOf(request), rows);
        return null;
      });
      return seen(services, stored);
    },

    "3302": async (request) => {
      const { institution_code, input } = request;
      const stored = await changeOnce(store, request.receipt, async (transaction) => {
        for (const { fixmedins_code } of input.data) {
          assertOwnInstitution(fixmedins_code, institution_code, "data.fixmedins_code");
        }
        const rows = input.data.map(({ fixmedins_hilist_id, med_list_codg, list_type }) => ({
          own_code: fixmedins_hilist_id,
          item_code: med_list_codg,
          details: { list_type },
        }));
        await withdrawMappings(transaction, actorOf(request), rows);
        return null;
      });
      return seen(services, stored);
    },
  };
}

function actorOf({ institution_code, received_at }: ParsedRequest) {
  return { institution_code, recorded_at: chinaTime(received_at) };
}

/** The next line of the institution may come before the notice of the change does. */
async function seen({ settlement }: HandlerServices, stored: StoredAnswer): Promise<StoredAnswer> {
  await settlement.reloadMappings();
  return stored;
}

/** @throws YibaoError PROVIDERS-MAPPING-ITEM-UNKNOWN | PROVIDERS-MAPPING-LIST-TYPE */
async function assertItem(
  { store }: HandlerServices,
  { med_list_codg: item_code, list_type: sent, begndate }: Input3301["data"][number],
  today: CivilDate,
  row: number,
): Promise<void> {
  // An old mapping may begin before the catalogue's own record of the item does.
  const day = laterDay(begndate, today);
  const filter = { item_code, valid_on: day };
  const { rows } = await queryItems(store, filter, { page_num: 1, page_size: 1 });
  const item: ItemRow | undefined = rows[0];
  const where = `第 ${row} 行`;
  if (item === undefined) {
    const details = { item_code: quoted(item_code), day };
    throw new YibaoError("PROVIDERS-MAPPING-ITEM-UNKNOWN", details, where);
  }
  if (item.list_type === sent) return;
  const { list_type } = item;
  throw new YibaoError("PROVIDERS-MAPPING-LIST-TYPE", { sent, item_code, list_type }, where);
}
