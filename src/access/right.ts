/** One thing that somebody may do; every route of the browser names one. */
export interface RightWords {
  readonly zh: string;
  readonly en: string;
}

/** Every right there is. A role is a list of them; nobody has a right but by a role. */
export const RIGHTS = {
  "people.read": { zh: "查看参保人档案", en: "See files of insured people" },
  "people.unmask": { zh: "说明理由后查看完整个人信息", en: "See personal data unmasked" },
  "people.credential": { zh: "签发参保人电子凭证", en: "Issue a person's credential" },
  "settlement.read": { zh: "查看就诊与结算", en: "See visits and settlements" },
  "claims.make": { zh: "受理零星报销", en: "Enter manual claims" },
  "claims.check": { zh: "复核零星报销", en: "Check manual claims" },
  "filings.write": { zh: "办理备案", en: "Write filings" },
  "reconciliation.read": { zh: "查看对账与清算", en: "See reconciliation and clearing" },
  "clearing.make": { zh: "提请审批清算", en: "Put clearing up for approval" },
  "clearing.check": { zh: "审批清算", en: "Approve clearing" },
  "payments.make": { zh: "提请登记零星报销拨付", en: "Put payments of claims up for approval" },
  "payments.check": { zh: "复核零星报销拨付", en: "Check payments of claims" },
  "policy.read": { zh: "查看政策库", en: "See the policy library" },
  "policy.draft": { zh: "起草政策", en: "Draft policy" },
  "policy.check": { zh: "复核政策", en: "Check policy" },
  "policy.publish": { zh: "发布政策", en: "Publish policy" },
  "simulation.run": { zh: "政策测算", en: "Run simulations" },
  "ledger.read": { zh: "查看基金账", en: "See the fund's books" },
  "budget.read": { zh: "查看单位预算", en: "See the department's budget" },
  "budget.make": { zh: "编制预算与支付凭证", en: "Make budgets and vouchers" },
  "budget.check": { zh: "复核预算与支付凭证", en: "Check budgets and vouchers" },
  "disclosure.use": { zh: "预决算公开的编制与核对", en: "Make and check disclosures" },
  "disclosure.propose": { zh: "提请公开、更正、撤回预决算", en: "Put disclosures up for approval" },
  "disclosure.approve": { zh: "审批预决算公开", en: "Approve what is made public" },
  "catalogue.read": { zh: "查看医保目录与限价", en: "See the catalogue and ceilings" },
  "mapping.review": { zh: "审核目录对照", en: "Review catalogue mappings" },
  "supervision.read": { zh: "查看审核结果", en: "See results of audits" },
  "supervision.judge": { zh: "处理审核结果", en: "Judge results of audits" },
  "conformance.read": { zh: "查看接口联调报告", en: "See conformance reports" },
  "statements.own": { zh: "查看本机构结算与对账", en: "See the own institution's statements" },
  "appeals.own": { zh: "为本机构申诉", en: "Appeal for the own institution" },
  "me.read": { zh: "查看本人的就医与账户", en: "See one's own visits and account" },
  "accounts.manage": { zh: "管理用户账号", en: "Manage accounts" },
  "access.review": { zh: "授权与安全管理", en: "Grant roles, review access" },
  "audit.read": { zh: "查询审计记录", en: "Search the audit log" },
  search: { zh: "全局检索", en: "Search everywhere" },
} as const satisfies Readonly<Record<string, RightWords>>;

export type Right = keyof typeof RIGHTS;
