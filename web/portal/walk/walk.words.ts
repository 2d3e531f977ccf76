import { dictionary } from "../../shared/words.ts";

export const WALK_WORDS = dictionary(
  {
    title: "一张账单怎么结算",
    detail:
      "点五下，从看病到每一元由谁支付。人、医院和价格都是虚构的，计算用的是结算的同一段程序。",
    steps: ["选人", "选就诊", "看明细", "结算", "每一元"].join("|"),
    choosePerson: "谁看病？",
    chooseVisit: "在哪里看，看什么？",
    seeLines: "医院上传的费用明细",
    total: (text: string) => `合计 ${text}`,
    item: "项目",
    class: "目录",
    classA: "甲类",
    classB: "乙类",
    classC: "目录外",
    firstShare: "先自付",
    quantity: "数量",
    price: "单价",
    amount: "金额",
    linesSeen: "明细无误，下一步",
    ready: "准备结算",
    readyWhy: "平台按就诊当日的政策拆分：目录外与先自付、起付线、各基金、个人账户、现金。",
    settle: "结算",
    settled: "已结算",
    explain: "每一元由谁付？",
    again: "从头再来",
    other: "换个人或换家医院比一比",
    stays: "真实的结算还会写入参保人的年度累计、基金账和审计；本演示不留任何记录。",
  },
  {
    title: "How a bill is settled",
    detail:
      "Five clicks from the visit to who pays each yuan. People, hospitals and " +
      "prices are invented; the engine is the one that settles.",
    steps: ["Person", "Visit", "Lines", "Settle", "Each yuan"].join("|"),
    choosePerson: "Who is treated?",
    chooseVisit: "Where, and for what?",
    seeLines: "The lines that the hospital sends",
    total: (text: string) => `${text} in all`,
    item: "Item",
    class: "Catalogue",
    classA: "class A",
    classB: "class B",
    classC: "outside",
    firstShare: "First share",
    quantity: "Quantity",
    price: "Price",
    amount: "Amount",
    linesSeen: "The lines are right: go on",
    ready: "Ready to settle",
    readyWhy:
      "The platform splits it by the policy of that day: outside the " +
      "catalogue, first shares, deductible, funds, account, cash.",
    settle: "Settle",
    settled: "Settled",
    explain: "Who pays each yuan?",
    again: "Start again",
    other: "Compare: another person or hospital",
    stays:
      "A real settlement is also written to the person's year, the " +
      "fund's books and the audit; this walk keeps nothing.",
  },
);
