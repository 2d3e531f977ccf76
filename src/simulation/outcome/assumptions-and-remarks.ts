import type { Bench } from "../bench.ts";
import type { ReplayCheck } from "../replay/job.ts";
import { isWholeMonths, isWholeYears } from "../replay/window.ts";
import type { Assumption } from "./simulation-result.ts";

/** What every simulation rests on, and what the reader of this one must know. */
export function assumptionsAndRemarks(
  bench: Bench,
  check: ReplayCheck,
  projected: boolean,
): { readonly assumptions: readonly Assumption[]; readonly remarks: readonly string[] } {
  const { manifest } = bench.options.history;
  const remarks = [...manifest.remarks];
  if (manifest.source === "made") {
    remarks.unshift("历史是虚构的（由种子生成），金额不是任何地方的实际数。");
  }
  return {
    assumptions: ownAssumptions(bench),
    remarks: [
      ...remarks,
      ...aboutReproduction(check),
      ...aboutDays(bench),
      ...aboutMoney(bench, projected),
      ...aboutMerges(bench),
    ],
  };
}

function ownAssumptions({ options }: Bench): Assumption[] {
  const { manifest } = options.history;
  const said = (text: string, value = ""): Assumption => ({
    text,
    value,
    source: "模拟方法",
    unverified: false,
  });
  return [
    said("就医行为不变：同样的人、同样的次数、同样的费用，只有支付按改变后的政策重算"),
    said("年度累计按每个人的结算次序逐笔推进，金额精确到分"),
    said("个人负担含个人账户支付的部分"),
    said(
      "置信区间来自对参保人随机分组的重抽样，只反映“换一批同样的人”的偶然，不含政策引起的行为变化",
    ),
    { ...said("期初结余", manifest.opening_balances_note), unverified: manifest.source === "made" },
  ];
}

function aboutReproduction(check: ReplayCheck): string[] {
  const { bills_different, people_different, bills_left_out } = check;
  const remarks: string[] = [];
  if (bills_different > 0) {
    remarks.push(
      `按原政策重算，有 ${bills_different} 笔、${people_different} 人与当时的结算不同，结果须谨慎看待。`,
    );
  }
  if (bills_left_out > 0) {
    remarks.push(
      `${bills_left_out} 笔的结算另有历史之外的原因，不能由历史重算；改变的影响按两次重算之差计，加在当时的结算上。`,
    );
  }
  return remarks;
}

function aboutDays({ from, to, options }: Bench): string[] {
  const remarks: string[] = [];
  const { change } = options;
  if (!isWholeMonths({ from, to })) {
    remarks.push(`${from} 至 ${to} 不是完整的月份，不列基金收入与结余。`);
  } else if (!isWholeYears({ from, to })) {
    remarks.push(
      `${from} 至 ${to} 不是完整的年度，不列基金结余，灾难性支出也只是这一段与全年收入相比。`,
    );
  }
  if (change !== null && change.period.from > to) {
    remarks.push(
      `变更自 ${change.period.from} 起，在测算的日子 ${from} 至 ${to} 之后，所以没有影响。`,
    );
  }
  return remarks;
}

function aboutMoney({ options, from }: Bench, projected: boolean): string[] {
  const { opening_balances, from: first, years } = options.history.manifest;
  const remarks: string[] = [];
  if (opening_balances === null) remarks.push("期初结余不详，不列基金结余与可支付月数。");
  else if (from !== first) remarks.push(`期初结余是 ${first} 的，测算不从那一天起，不列基金结余。`);
  if (years.length > 1) {
    remarks.push("历史跨几个年度，而参保人只有一份登记：各年的基金收入都按这一份计算。");
  }
  if (options.projection && !projected) {
    remarks.push("十年推算须有一个完整年度及其期初结余，这里没有，所以不推算。");
  }
  const { change } = options;
  if (projected && change !== null && (change.period.to !== null || change.period.from > from)) {
    remarks.push(
      "变更只在一段日子里适用，十年推算以测算期的人均支出为起点，即假定以后各年也是如此。",
    );
  }
  return remarks;
}

function aboutMerges({ options }: Bench): string[] {
  if ((options.change?.merges.length ?? 0) === 0) return [];
  return ["并险种只改待遇，不改缴费：各人仍按原来的险种缴费和领取补助。"];
}
