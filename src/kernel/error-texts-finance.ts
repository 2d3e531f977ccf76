import type { ErrorMessage } from "./error-message.ts";

/** The fund's books and the department's, on the desk of planning and finance. */
export const FINANCE_ERROR_TEXTS = {
  "FINANCE-ACCOUNT-UNKNOWN": {
    what: "没有账户 {account_no}，或者不在您负责的地区",
    mend: "请从试算平衡表进入",
  },
  "FINANCE-CLAIM-NOT-DUE": {
    what: "结算 {settlement_id} 没有待拨付的零星报销款",
    mend: "请刷新待拨付清单后重新选择",
  },
  "FINANCE-ENTRY-UNKNOWN": {
    what: "没有分录 {entry_no}，或者不在您负责的地区",
    mend: "请核对分录号，或从账户的日发生额进入",
  },
} as const satisfies Readonly<Record<string, ErrorMessage>>;
