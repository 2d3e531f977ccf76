import { addFen, type Fen, YibaoError, ZERO_FEN } from "../../kernel/index.ts";
import type { Step } from "../../policy/index.ts";
import { readSettlement } from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Output100001 } from "../message-types.ts";
import type { HandlerServices } from "./services.ts";

/**
 * 100001: the policy items of a settlement, out of the steps that were stored with it. One row a
 * rule, with its clause; steps of several lines by one rule are one row. What a person's account
 * pays is no item of its own: it pays what the items leave to the person.
 */
export function policyItemHandlers({ store }: HandlerServices): Pick<Handlers, "100001"> {
  return {
    "100001": async ({ institution_code, input: { data } }) => {
      const { psn_No: person_no, setl_Id: settlement_id, mdtrt_Id: visit_id } = data;
      const view = await readSettlement(store, { person_no, visit_id, settlement_id });
      if (view.visit.institution_code !== institution_code) {
        throw new YibaoError("SETTLEMENT-VISIT-OTHER-INSTITUTION", { visit_id });
      }
      const key = { setlId: settlement_id, mdtrtId: visit_id, psnNo: person_no };
      return { data: policyItems(view.split.steps).map((item) => ({ ...key, ...item })) };
    },
  };
}

/** Steps that lead from one amount to the next, and pay or charge nothing themselves. */
const LEADS_ON: ReadonlySet<string> = new Set([
  "in_scope",
  "paid_alone",
  "considered",
  "accumulated",
  "year_threshold",
  "beyond_limit",
  "over_cap",
]);

type PolicyItem = Omit<Output100001["data"][number], "setlId" | "mdtrtId" | "psnNo">;

/** Exported for the test of the sums: funds re-add to what the funds paid. */
export function policyItems(steps: readonly Step[]): PolicyItem[] {
  const items = new Map<string, PolicyItem>();
  for (const step of steps) {
    if (step.to.startsWith("account:") || LEADS_ON.has(step.to)) continue;
    const code = `${step.layer}/${step.to}`;
    const name = itemName(step);
    const key = `${code}\n${name}\n${step.rate_ppm ?? ""}`;
    items.set(key, added(items.get(key), code, name, step));
  }
  return [...items.values()];
}

function added(
  item: PolicyItem | undefined,
  polItemCode: string,
  polItemName: string,
  { to, rate_ppm, result_fen }: Step,
): PolicyItem {
  const fund = to.startsWith("fund:");
  const rate = rate_ppm === null ? {} : { [fund ? "fundPayProp" : "selfPayProp"]: rate_ppm };
  const sum = (before: Fen | undefined, counts: boolean): Fen =>
    addFen(before ?? ZERO_FEN, counts ? result_fen : ZERO_FEN);
  return {
    polItemCode,
    polItemName,
    ...rate,
    selfPayAmt: sum(item?.selfPayAmt, !fund),
    fundPayAmt: sum(item?.fundPayAmt, fund),
    polItemPaySum: sum(item?.polItemPaySum, true),
  };
}

/** Nothing unverified is shown as official. */
function itemName({ title, source: { document, clause, basis } }: Step): string {
  return `${title}〔${document} ${clause}${basis === "official" ? "" : "·待核实"}〕`;
}
