import { YibaoError } from "../../kernel/index.ts";
import {
  COUNTED_MAX,
  countSettlements,
  fundRows,
  nationalVisitType,
  readSettlement,
  type SettlementView,
} from "../../settlement/index.ts";
import {
  checkList,
  findList,
  keepList,
  type ListState,
  listedSettlements,
  moveList,
} from "../../settlement-list/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input4101, Input4102 } from "../message-types.ts";
import { quoted } from "../wire-value.ts";
import { accountFund, assertOwnCode } from "./monthly-claim.ts";
import { changeOnce } from "./receipt.store.ts";
import type { HandlerServices } from "./services.ts";
import { listContent } from "./settlement-list-content.ts";

/**
 * 4101, 4102, 4105: the fund settlement list of a settlement is uploaded, moved through its states,
 * and counted. Quality control never refuses an upload: it is read by 4104, and the list is then
 * uploaded again. Only a list that belongs to no settlement is refused.
 */
export function settlementListHandlers(
  services: HandlerServices,
): Pick<Handlers, "4101" | "4102" | "4105"> {
  const { store, region } = services;
  return {
    "4101": async ({ institution_code, msgid, operator, received_at, receipt, input }) => {
      const view = await listedSettlement(services, institution_code, input.setlinfo);
      const settled = {
        view,
        funds: fundRows(region.value, view.split),
        account_fund: accountFund(services),
      };
      const findings = checkList(listContent(input), settled);
      const by = operator.name ?? operator.id ?? "";
      const now = received_at;
      return changeOnce(store, receipt, async (transaction) => {
        const upload = { view, sent: input, findings, now, operator: by, message_id: msgid };
        const setl_list_id = await keepList(transaction, upload);
        return { data: { setl_list_id } };
      });
    },

    "4102": async ({ institution_code, operator, received_at, receipt, input: { data } }) => {
      const moves = movesOf(data.stastinfo);
      for (const move of moves) await assertStanding(services, institution_code, move);
      const by = operator.name ?? operator.id ?? "";
      return changeOnce(store, receipt, async (transaction) => {
        for (const { person_no, settlement_id, to } of moves) {
          const key = { institution_code, person_no, settlement_id };
          const move = {
            to,
            by: "institution",
            reason: "",
            now: received_at,
            operator: by,
          } as const;
          await moveList(transaction, key, move);
        }
        return null;
      });
    },

    "4105": async ({ institution_code, input: { data } }) => {
      assertOwnCode(data.fixmedins_code, institution_code);
      const { stt_begntime: from, stt_endtime: to } = data;
      if (to < from) {
        const where = "data.stt_endtime（统计结束时间）";
        throw new YibaoError("GATEWAY-PERIOD-BACKWARDS", { from, to }, where);
      }
      const times = { institution_code, from, to };
      const listed = await listedSettlements(store, times, COUNTED_MAX);
      const visit_types = data.medtype_list.flatMap((code) => [code, nationalVisitType(code)]);
      const with_reversed = data.refdset_flag === "1";
      const counted = await countSettlements(
        store,
        { ...times, visit_types, with_reversed },
        listed,
      );
      return { needUploadCnt: counted.all, uploadedCnt: counted.among };
    },
  };
}

/**
 * The settlement that a list is about: the institution's own, of that person and visit, in force.
 * @throws YibaoError SETTLEMENT-UNKNOWN | SETTLEMENT-VISIT-… | SETTLEMENT-LIST-CANCELLED
 */
async function listedSettlement(
  { store }: HandlerServices,
  institution_code: string,
  { psn_no, mdtrt_id, setl_id }: Input4101["setlinfo"],
): Promise<SettlementView> {
  const key = { person_no: psn_no, visit_id: mdtrt_id, settlement_id: setl_id };
  const view = await readSettlement(store, key);
  const { visit_id } = view.visit;
  if (view.visit.institution_code !== institution_code) {
    throw new YibaoError("SETTLEMENT-VISIT-OTHER-INSTITUTION", { visit_id });
  }
  if (view.reversed_by !== null || view.kind !== "settlement") {
    const details = { settlement_id: setl_id, action: "上传" };
    throw new YibaoError("SETTLEMENT-LIST-CANCELLED", details);
  }
  return view;
}

/** A list whose settlement was taken back since is not submitted. */
async function assertStanding(
  services: HandlerServices,
  institution_code: string,
  { person_no, settlement_id, to }: Move,
): Promise<void> {
  if (to !== "submitted") return;
  const list = await findList(services.store, { institution_code, person_no, settlement_id });
  if (list === null) throw new YibaoError("SETTLEMENT-LIST-UNKNOWN", { settlement_id });
  const visit_id = String(list.visit_id);
  const view = await readSettlement(services.store, { person_no, visit_id, settlement_id });
  if (view.reversed_by === null) return;
  throw new YibaoError("SETTLEMENT-LIST-CANCELLED", { settlement_id, action: "提交" });
}

/** Dictionary of the states, as far as an institution may set them; the agency sets 2 and 3. */
const STATES: Readonly<Record<string, ListState>> = {
  "0": "open",
  "1": "submitted",
  "2": "approved",
  "3": "rejected",
};

interface Move {
  readonly person_no: string;
  readonly settlement_id: string;
  readonly to: ListState;
}

const MOVES_MAX = 1_000;

/** In the order of their keys, so that two messages lock alike. */
function movesOf(rows: Input4102["data"]["stastinfo"]): Move[] {
  if (rows.length > MOVES_MAX) {
    const details = { count: rows.length, count_max: MOVES_MAX };
    throw new YibaoError("SETTLEMENT-LIST-TOO-MANY", details, "data.stastinfo");
  }
  const moves = rows.map(({ psn_no, setl_id, stas_type }, index): Move => {
    const place = (name: string, label: string): string =>
      `data.stastinfo[${index}].${name}（${label}）`;
    const missing = (name: string, label: string): YibaoError =>
      new YibaoError("GATEWAY-MEMBER-MISSING", { label }, place(name, label));
    if (psn_no === undefined) throw missing("psn_no", "人员编号");
    if (setl_id === undefined) throw missing("setl_id", "结算ID");
    if (stas_type === undefined) throw missing("stas_type", "审核状态");
    const to = STATES[stas_type];
    if (to === undefined) {
      const details = { value: quoted(stas_type) };
      throw new YibaoError(
        "SETTLEMENT-LIST-STATE-UNKNOWN",
        details,
        place("stas_type", "审核状态"),
      );
    }
    return { person_no: psn_no, settlement_id: setl_id, to };
  });
  return moves.sort((a, b) => (a.settlement_id < b.settlement_id ? -1 : 1));
}
