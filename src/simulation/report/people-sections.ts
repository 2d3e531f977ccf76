import { type Html, html } from "../../kernel/index.ts";
import { groupTitle } from "../outcome/groups.ts";
import type { SimulationResult } from "../outcome/simulation-result.ts";
import { hasNoEffect } from "./effect.ts";
import {
  amounts,
  type Column,
  changes,
  compared,
  counts,
  figures,
  folded,
  picture,
  table,
  words,
} from "./parts.ts";
import { distributionChart, stepNames } from "./people-charts.ts";
import { count, share, YUAN } from "./words.ts";

/** What people bear, who is hit hard, and who loses most. */
export function peopleSection(result: SimulationResult): Html {
  const same = hasNoEffect(result);
  const { steps } = result.distribution;
  const heads = same ? ["人数"] : ["原政策（人）", "改变后（人）"];
  return html`<p>个人负担是一个人在期间内自己付的全部医疗费用，含个人账户支付的。只看就过医的人。</p>
<div class="pictures"><div>${picture(
    "一年个人负担的人数分布（人，按负担多少元分档）",
    distributionChart(result, same),
    same ? "" : "括号里是改变后人数的增减。",
  )}
${folded("人数分布", [
  words("负担（元）", stepNames(result)),
  counts(
    heads[0] ?? "",
    steps.map((step) => step.people_before),
  ),
  ...(same
    ? []
    : [
        counts(
          heads[1] ?? "",
          steps.map((step) => step.people_after),
        ),
      ]),
])}</div>
<div>${quantileTable(result, same)}
${catastrophicTable(result, same)}</div></div>
${hurtTable(result)}`;
}

function quantileTable({ distribution }: SimulationResult, same: boolean): Html {
  const { quantiles } = distribution;
  const before = quantiles.map((one) => one.before_fen);
  const after = quantiles.map((one) => one.after_fen);
  const heads = { before: "原政策", after: "改变后" };
  return html`<p>“50%”一行是中间的那个人：一半的人负担不超过此数；“100%”是负担最重的一个人。</p>
${table("个人负担的分位数", [
  words(
    "占就医的人",
    quantiles.map((one) => share(one.share_ppm)),
  ),
  ...(same ? [amounts("不超过", before, YUAN)] : compared(heads, before, after, YUAN, YUAN)),
])}`;
}

function catastrophicTable({ catastrophic }: SimulationResult, same: boolean): Html {
  const column = (head: string, which: "before" | "after" | "newly" | "no_longer") =>
    counts(
      head,
      catastrophic.map((one) => one[which]),
    );
  const known = catastrophic[0]?.people_with_known_income ?? 0;
  const compare: readonly Column[] = same
    ? [column("人数", "before")]
    : [
        column("原政策", "before"),
        column("改变后", "after"),
        column("新增", "newly"),
        column("不再超过", "no_longer"),
      ];
  return html`<p>个人负担占本人年可支配收入过高的，称灾难性支出；收入已知的 ${count(known)} 人中：</p>
${table("灾难性支出的人数", [
  words(
    "占年收入超过",
    catastrophic.map((one) => share(one.share_ppm)),
  ),
  ...compare,
])}`;
}

function hurtTable({ most_hurt }: SimulationResult): Html {
  if (most_hurt.length === 0) return html`<p>没有人因此多付。</p>`;
  const before = most_hurt.map((one) => one.before_fen);
  const after = most_hurt.map((one) => one.after_fen);
  return html`<p>这些人用假名，只为看清改变落在怎样的人身上。</p>
${table(`负担增加最多的 ${most_hurt.length} 人`, [
  words(
    "假名",
    most_hurt.map((one) => one.pseudonym),
  ),
  words(
    "年龄",
    most_hurt.map((one) => groupTitle("age_band", one.age_band)),
  ),
  words(
    "身份",
    most_hurt.map((one) => groupTitle("identity", one.identity)),
  ),
  counts(
    "账单",
    most_hurt.map((one) => one.bills),
  ),
  amounts(
    "年收入",
    most_hurt.map((one) => one.income_fen),
    YUAN,
  ),
  amounts("原政策", before, YUAN),
  amounts("改变后", after, YUAN),
  changes("多付", before, after, YUAN),
  figures("改变后占年收入", most_hurt.map(incomeShare)),
])}`;
}

function incomeShare(one: SimulationResult["most_hurt"][number]): string {
  if (one.income_fen === null || one.income_fen <= 0) return "—";
  return `${((one.after_fen / one.income_fen) * 100).toFixed(0)}%`;
}
