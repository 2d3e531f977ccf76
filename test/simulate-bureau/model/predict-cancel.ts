import { chinaTime } from "../../../src/kernel/index.ts";
import type { Message, Reversal, SettlementKey } from "../messages.ts";
import { checkFigures, node } from "./answer-check.ts";
import type { BureauModel } from "./bureau-model.ts";
import { cancelAdmission } from "./predict-visits.ts";
import {
  type Accepted,
  done,
  isRefused,
  type Prediction,
  refused,
  type Transaction,
  transaction,
} from "./prediction.ts";
import { adjustInModel, replayWithout } from "./replay-model.ts";
import { reverseInModel } from "./settle-model.ts";
import { inForce, type SettlementModel, type VisitModel } from "./visit-model.ts";
import { visitOf } from "./visit-rules.ts";

/** 2103, 2208, 2305, 2601: what was settled is taken back, by its number or by its message. */

export const CANCELLING: readonly Transaction[] = [
  transaction<SettlementKey>("2103", "change", (model, input, message) =>
    predictCancel(model, input, message, "pharmacy"),
  ),
  transaction<SettlementKey>("2208", "change", (model, input, message) =>
    predictCancel(model, input, message, "outpatient"),
  ),
  transaction<SettlementKey>("2305", "change", (model, input, message) =>
    predictCancel(model, input, message, "inpatient"),
  ),
  transaction<Reversal>("2601", "change", predictReversal),
];

function predictCancel(
  model: BureauModel,
  { data }: SettlementKey,
  message: Message,
  kind: VisitModel["kind"],
): Prediction {
  const found = visitOf(model, message, data);
  if ("refused" in found) return found;
  const { visit } = found;
  if (visit.kind !== kind) return refused("SETTLEMENT-VISIT-OTHER-KIND");
  const settlement = visit.settlements.find((one) => one.id === data.setl_id);
  if (settlement === undefined) return refused("SETTLEMENT-UNKNOWN");
  return cancelled(model, settlement);
}

function cancelled(model: BureauModel, settlement: SettlementModel): Prediction {
  const { visit } = settlement;
  if (settlement.reversed) return refused("SETTLEMENT-CANCELLED-ALREADY");
  const standing = inForce(visit);
  if (visit.kind === "inpatient" && standing.at(-1) !== settlement) {
    return refused("SETTLEMENT-CANCEL-ORDER");
  }
  const replayed = replayWithout(model, settlement);
  if ("refused" in replayed) return replayed;
  const { changed } = replayed;
  return {
    check: (output, found) => {
      checkFigures(model.region, settlement.split, output, found);
      const setlinfo = node(output, "setlinfo");
      const person = model.people.get(visit.person_no);
      const own = settlement.split.account_payments.find((one) => one.relation === "own");
      const balance = (person?.balance_fen ?? 0) + (own?.paid_fen ?? 0);
      found.amount("setlinfo.balc", balance, setlinfo.balc);
      found.same("setlinfo.setl_id", settlement.id, setlinfo.setl_id);
      found.same("setlinfo.setl_time", chinaTime(model.calendar.now()), setlinfo.setl_time);
      const ids = changed.map((one) => one.settlement.id).join("，");
      found.same("settled anew", ids, changedIds(setlinfo.exp_content));
    },
    commit: () => {
      reverseInModel(model, settlement);
      adjustInModel(model, changed);
      return { visit };
    },
  };
}

/** The later settlements that the cancellation has changed, as its answer names them. */
function changedIds(exp_content: unknown): string {
  const { changed_setl_ids } = JSON.parse(String(exp_content ?? "{}")) as {
    readonly changed_setl_ids?: readonly string[];
  };
  return (changed_setl_ids ?? []).join("，");
}

const REVERSIBLE = ["2102", "2207", "2304", "2401"];

/** Safe to repeat: what is taken back already stays so and is answered as done. */
function predictReversal(model: BureauModel, { data }: Reversal, message: Message): Prediction {
  if (!REVERSIBLE.includes(data.oinfno)) return refused("SETTLEMENT-MESSAGE-NOT-REVERSIBLE");
  const key = `${message.institution.code}\n${data.omsgid}`;
  const original = model.receipts.get(key);
  if (original === undefined) return forestalled(model, key, data);
  if (original.person_no !== data.psn_no || original.infno !== data.oinfno) {
    return refused("SETTLEMENT-MESSAGE-DIFFERS");
  }
  const what = undoing(model, original.visit, original.settlement);
  if (isRefused(what)) return what;
  const { commit } = what as Accepted;
  return done(() => {
    original.reversed = true;
    return commit({});
  });
}

/** A message that never came: it is refused should it come. */
function forestalled(model: BureauModel, key: string, data: Reversal["data"]): Prediction {
  if (!model.people.has(data.psn_no)) return refused("SETTLEMENT-PERSON-UNKNOWN");
  return done(() => {
    const { oinfno: infno, psn_no: person_no } = data;
    const nothing = { visit: null, settlement: null };
    model.receipts.set(key, {
      infno,
      content: "",
      answer: "",
      person_no,
      ...nothing,
      reversed: true,
    });
    return {};
  });
}

function undoing(
  model: BureauModel,
  visit: VisitModel | null,
  settlement: SettlementModel | null,
): Prediction {
  const nothing = done(() => ({ visit }));
  if (settlement !== null) return settlement.reversed ? nothing : cancelled(model, settlement);
  if (visit === null || visit.state === "cancelled") return nothing;
  return cancelAdmission(visit);
}
