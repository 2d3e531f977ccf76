import { dictionary } from "./words.ts";

export const LAYER_WORDS = dictionary(
  {
    whoPays: "谁付了多少",
    fund: "基金支付",
    account: "个人账户",
    cash: "个人现金",
    person: "个人负担",
    share: "占比",
    amount: "金额",
    clause: "依据",
    step: "步骤",
    base: "基数",
    rate: "比例",
    result: "结果",
    line: (line: number) => `第 ${line} 行`,
  },
  {
    whoPays: "Who pays how much",
    fund: "Paid by funds",
    account: "Personal account",
    cash: "Cash",
    person: "Borne by the person",
    share: "Share",
    amount: "Amount",
    clause: "By",
    step: "Step",
    base: "Base",
    rate: "Rate",
    result: "Result",
    line: (line: number) => `line ${line}`,
  },
);
