import { dictionary } from "../../shared/words.ts";

export const CALCULATOR_WALK_WORDS = dictionary(
  {
    detail:
      "点五下，从看病到每一元由谁支付。人、医院和价格都是虚构的，计算用的是结算的同一段程序。",
    steps: ["选人", "选就诊", "看明细", "结算", "每一元"].join("|"),
    linesSeen: "明细无误，下一步",
    ready: "准备结算",
    readyWhy: "平台按就诊当日的政策拆分：目录外与先自付、起付线、各基金、个人账户、现金。",
    settled: "已结算",
    explain: "每一元由谁付？",
    stays: "真实的结算还会写入参保人的年度累计、基金账和审计；本演示不留任何记录。",
  },
  {
    detail:
      "Five clicks from the visit to who pays each yuan. People, hospitals and " +
      "prices are invented; the engine is the one that settles.",
    steps: ["Person", "Visit", "Lines", "Settle", "Each yuan"].join("|"),
    linesSeen: "The lines are right: go on",
    ready: "Ready to settle",
    readyWhy:
      "The platform splits it by the policy of that day: outside the " +
      "catalogue, first shares, deductible, funds, account, cash.",
    settled: "Settled",
    explain: "Who pays each yuan?",
    stays:
      "A real settlement is also written to the person's year, the " +
      "fund's books and the audit; this walk keeps nothing.",
  },
);
