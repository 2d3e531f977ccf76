import { YibaoError } from "../kernel/index.ts";

/** How far a list has come. The institution submits; the agency approves or sends back. */
export type ListState = "open" | "submitted" | "approved" | "rejected";

const STATE_TITLES: Readonly<Record<ListState, string>> = {
  open: "未提交",
  submitted: "已提交",
  approved: "审核通过",
  rejected: "审核不通过",
};

/** What the institution may do (4102), from each state. */
const BY_INSTITUTION: Readonly<Record<ListState, readonly ListState[]>> = {
  open: ["submitted"],
  submitted: [],
  approved: [],
  rejected: ["open", "submitted"],
};

/** What the agency may do. */
const BY_AGENCY: Readonly<Record<ListState, readonly ListState[]>> = {
  open: [],
  submitted: ["approved", "rejected"],
  approved: [],
  rejected: [],
};

/** @throws YibaoError SETTLEMENT-LIST-STATE */
export function assertMove(
  settlement_id: string,
  from: ListState,
  to: ListState,
  by: "institution" | "agency",
): void {
  const allowed = by === "institution" ? BY_INSTITUTION : BY_AGENCY;
  if (allowed[from].includes(to)) return;
  const details = { settlement_id, from: STATE_TITLES[from], to: STATE_TITLES[to] };
  throw new YibaoError("SETTLEMENT-LIST-STATE", details);
}

/** A list is replaced until it is submitted. @throws YibaoError SETTLEMENT-LIST-SUBMITTED */
export function assertReplaceable(settlement_id: string, state: ListState): void {
  if (state === "open" || state === "rejected") return;
  const details = { settlement_id, state: STATE_TITLES[state] };
  throw new YibaoError("SETTLEMENT-LIST-SUBMITTED", details);
}
