import { YibaoError } from "../kernel/index.ts";
import type { Context, Decided, House, Message } from "./command.ts";
import type { ChangeMemoFacts, VisitOutcome } from "./request.ts";
import { moved, personIn, visitIn } from "./standing.ts";

/**
 * What an institution notes beside a line, settled or not: no amount hangs on it, so it may change
 * as long as the visit stands.
 * @throws YibaoError SETTLEMENT-LINE-UNKNOWN | SETTLEMENT-LINE-OTHER-ITEM | SETTLEMENT-VISIT-…
 */
export function decideChangeMemo(
  context: Context,
  _house: House,
  { message }: { readonly message: Message },
  facts: ChangeMemoFacts,
): Decided<VisitOutcome> {
  const { person } = personIn(context, facts.person_no);
  const file = visitIn(context, facts, message.institution_code);
  moved("change-memo", context, file);
  const { serial, memo } = facts;
  const batch = file.batches.find((one) => one.lines.some((line) => line.serial === serial));
  if (batch === undefined) throw new YibaoError("SETTLEMENT-LINE-UNKNOWN", { serial });
  const lines = batch.lines.map((line) => {
    if (line.serial !== serial) return line;
    const { item_code } = line;
    if (item_code !== facts.item_code) {
      const details = { serial, item_code, sent: facts.item_code };
      throw new YibaoError("SETTLEMENT-LINE-OTHER-ITEM", details);
    }
    return { ...line, details: { ...line.details, memo } };
  });
  return {
    outcome: { person, visit: file.visit },
    visit_id: file.visit.visit_id,
    settlement_id: null,
    writes: { batches: [{ ...batch, lines }] },
  };
}
