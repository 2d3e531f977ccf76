import { dictionary } from "../../shared/words.ts";

export const HOME_WORDS = dictionary(
  {
    title: "看得清的医保",
    lead: "一个医疗保障局日常运转所需的平台：参保、结算、基金账、政策、监管、公开，用的是同一份数据、同一套规则。",
    lead2: "每一张账单的每一元，都能说出由谁支付、依据哪一条。",
    walk: "五步看懂一张账单",
    calculator: "我能报多少",
    rolesTitle: "换个身份进去看看",
    rolesWhy: "选一个演示身份，账号和口令会自动填好。看到的人、机构和金额全是虚构的。",
    system: "系统",
    institution: "定点机构",
    insured: "群众",
    servicesTitle: "大家都能用",
    servicesWhy: "不用登录，不留姓名。",
  },
  {
    title: "Healthcare security you can see through",
    lead:
      "What a bureau runs on: enrolment, settlement, the fund's books, policy, supervision, " +
      "disclosure. One set of data, one set of rules.",
    lead2: "Every yuan of every bill says who pays it and by which clause.",
    walk: "A bill in five clicks",
    calculator: "What would be paid",
    rolesTitle: "Look around as somebody",
    rolesWhy: "Choose a demo role; account and password fill themselves in. All data is invented.",
    system: "System",
    institution: "Institution",
    insured: "The public",
    servicesTitle: "For everybody",
    servicesWhy: "No sign-in, no name asked.",
  },
);

/** What a demo role is for, in one line. */
export const ROLE_LINES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "agency-clerk": {
    zh: "参保人档案、就诊结算、零星报销、备案",
    en: "Person files, settlements, manual claims, filings",
  },
  "agency-reviewer": { zh: "复核零星报销", en: "Checks manual claims" },
  "benefits-officer": { zh: "政策库、起草、测算", en: "Policy library, drafts, simulation" },
  "benefits-reviewer": { zh: "复核并发布政策", en: "Checks and publishes policy" },
  "finance-officer": { zh: "基金账、预算、决算公开", en: "Fund's books, budget, disclosure" },
  "finance-reviewer": { zh: "复核预算与支付", en: "Checks budgets and payments" },
  "medical-services-officer": { zh: "目录、限价、对照审核", en: "Catalogue, ceilings, mappings" },
  "procurement-officer": { zh: "价格与集采", en: "Prices and procurement" },
  "supervision-officer": { zh: "疑点处理", en: "Findings to be judged" },
  "general-office": { zh: "单位预算与公开", en: "The department's budget" },
  "personnel-officer": { zh: "单位人员经费", en: "The department's staff costs" },
  administrator: { zh: "建立账号", en: "Makes accounts" },
  "security-officer": { zh: "授予角色、解锁", en: "Gives roles, unlocks" },
  auditor: { zh: "查审计、验真", en: "Reads and verifies the audit" },
  "institution-user": { zh: "联调报告、对账、申诉", en: "Conformance, statements, appeals" },
  "insured-person": { zh: "我的就医与账户", en: "My visits and my account" },
};
