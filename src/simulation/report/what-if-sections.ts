import { type Html, html } from "../../kernel/index.ts";
import type {
  ProjectionOutcome,
  SensitivityOutcome,
  SimulationResult,
  SolveOutcome,
} from "../outcome/simulation-result.ts";
import { hasNoEffect, isProjectedPoolChanged } from "./effect.ts";
import {
  amounts,
  type Column,
  counts,
  figures,
  folded,
  picture,
  pictures,
  signed,
  table,
  words,
} from "./parts.ts";
import {
  balanceChart,
  dependencyChart,
  insuredChart,
  MOST_SENSITIVE,
  solveChart,
  tornado,
  yearsReserveChart,
} from "./what-if-charts.ts";
import { count, decimal, moneyScale, months, share, signedCount } from "./words.ts";

/** The value that was looked for, and those tried on the way. */
export function solvedSection(solved: SolveOutcome): Html {
  const drawn = solveChart(solved);
  const tried = table("试过的值", [
    words(
      solved.title,
      solved.tried.map(({ value }) => (value === solved.value ? `${value}（选定）` : value)),
    ),
    figures(
      "结果",
      solved.tried.map(({ figure }) => figure),
    ),
  ]);
  const said = "横轴是试过的值，纵轴是得到的结果；虚线是目标，菱形是选定的值。";
  const caption = `${solved.title}取不同的值`;
  return html`<p>要达到的是：${solved.target}；可以变的是：${solved.title}。</p>
<p class="${solved.reached ? "good" : "bad"}">${solved.reached ? "可以达到" : "达不到"}：${solved.note}。</p>
${drawn === null ? tried : pictures([picture(caption, drawn, said), tried])}`;
}

/** What one step of each parameter would do. */
export function sensitivitySection({ sensitivity }: SimulationResult): Html {
  const fund = tornado(sensitivity, "fund_change_fen", "基金支出的变化");
  const person = tornado(sensitivity, "person_change_fen", "个人负担的变化");
  const still = sensitivity.flatMap((one) => (isStill(one) ? [one.title] : []));
  const moving = sensitivity.filter((one) => !isStill(one));
  const shown = Math.min(MOST_SENSITIVE, sensitivity.length);
  return html`<p>在改变后的政策上，每个参数单独变动一步，其余不动，全部账单重算一遍。两图次序相同，按对基金的影响排，画前 ${shown} 个；全部在表里。</p>
${pictures([
  picture(`变动一步，基金支出的变化（${fund.unit}）`, fund.drawn, "向右是基金多支出。"),
  picture(`变动一步，个人负担的变化（${person.unit}）`, person.drawn, "向右是个人多负担。"),
])}
${table("各参数变动一步", [
  words(
    "参数",
    moving.map((one) => one.title),
  ),
  words(
    "一步",
    moving.map((one) => one.step),
  ),
  signed(
    "基金支出",
    moving.map((one) => one.fund_change_fen),
  ),
  signed(
    "个人负担",
    moving.map((one) => one.person_change_fen),
  ),
])}${still.length === 0 ? null : html`<p>变动一步没有影响的：${still.join("、")}。</p>`}`;
}

function isStill({ fund_change_fen, person_change_fen }: SensitivityOutcome): boolean {
  return fund_change_fen === 0 && person_change_fen === 0;
}

export function confidenceSection({ confidence }: SimulationResult): Html {
  const { figures: rows, resamples, level_ppm, seed } = confidence;
  const text = (row: (typeof rows)[number], value: number) => {
    if (row.unit === "people") return `${signedCount(value)} 人`;
    const scale = moneyScale([row.estimate, row.low, row.high]);
    return `${scale.signed(value)} ${scale.unit}`;
  };
  const said = `重抽 ${count(resamples)} 次（种子 ${seed}）：${share(level_ppm)} 的抽样落在下列区间`;
  return html`<p>把参保人随机分组，${said}。它只说“换一批同样的人”会差多少，不含人的行为随政策而变。</p>
${table("变化的置信区间", [
  words(
    "变化",
    rows.map(({ title }) => title),
  ),
  figures(
    "估计",
    rows.map((row) => text(row, row.estimate)),
  ),
  figures(
    "下限",
    rows.map((row) => text(row, row.low)),
  ),
  figures(
    "上限",
    rows.map((row) => text(row, row.high)),
  ),
])}`;
}

/** The years ahead under the stated assumptions. */
export function projectionSection(result: SimulationResult, projection: ProjectionOutcome): Html {
  const { years, first_deficit } = projection;
  const same = hasNoEffect(result);
  const dependency = dependencyChart(projection);
  const moving = first_deficit.filter(({ pool }) =>
    years.some(({ pools }) => pools.some((one) => one.pool === pool && moves(one))),
  );
  return html`<p>人口按生命表逐岁推进，费用、缴费与补助按“依据与假设”所列增长，结余计利息；这是推演，不是预测。</p>
${table("首个当期赤字的年份", [
  words(
    "基金池",
    first_deficit.map(({ name }) => name),
  ),
  figures(
    same ? "年份" : "原政策",
    first_deficit.map(({ before }) => yearText(before)),
  ),
  ...(same
    ? []
    : [
        figures(
          "改变后",
          first_deficit.map(({ after }) => yearText(after)),
        ),
      ]),
])}
${pictures([
  picture("参保人数（人）", insuredChart(projection)),
  ...(dependency === null
    ? []
    : [picture("每名退休人员对应的在职人数", dependency, "纵轴不一定从零起。")]),
])}
${folded("参保人数", peopleColumns(projection))}
${moving.map(({ pool, name }, index) => poolYears(result, projection, { pool, name, index }))}`;
}

type PoolYear = ProjectionOutcome["years"][number]["pools"][number];

function moves(one: PoolYear): boolean {
  return one.spending_before_fen !== 0 || one.spending_after_fen !== 0;
}

function yearText(year: number | null): string {
  return year === null ? "期内没有" : String(year);
}

function peopleColumns({ years }: ProjectionOutcome): readonly Column[] {
  const insured = (row: number) => years.map((year) => year.insured[row]?.people ?? 0);
  return [
    words(
      "年",
      years.map(({ year }) => String(year)),
    ),
    counts("职工", insured(0)),
    counts("居民", insured(1)),
    figures(
      "每名退休人员对应的在职人数",
      years.map(({ working_per_retiree_ppm: ratio }) =>
        ratio === null ? "—" : decimal(ratio / 1_000_000, 2),
      ),
    ),
  ];
}

interface NamedPool {
  readonly pool: string;
  readonly name: string;
  readonly index: number;
}

function poolYears(
  result: SimulationResult,
  projection: ProjectionOutcome,
  { pool, name: title, index }: NamedPool,
): Html {
  const same = !isProjectedPoolChanged(projection, pool);
  const said = same && !hasNoEffect(result) ? "这项改变对它没有影响。" : "";
  const named = { pool, title, name: `years-${index + 1}` };
  const balance = balanceChart(projection, named, same);
  const reserve = yearsReserveChart(result, named, same);
  return html`${pictures([
    picture(`${title}累计结余（${balance.unit}）`, balance.drawn, said),
    ...(reserve === null ? [] : [picture(`${title}可支付月数（个月）`, reserve)]),
  ])}
${folded(`${title}逐年收支`, yearColumns(projection, pool, same))}
`;
}

function yearColumns({ years }: ProjectionOutcome, pool: string, same: boolean): readonly Column[] {
  const rows = years.flatMap(({ year, pools }) =>
    pools.filter((one) => one.pool === pool).map((one) => ({ year: String(year), ...one })),
  );
  const scale = moneyScale(
    rows.flatMap((row) => [
      row.income_before_fen,
      row.spending_before_fen,
      row.balance_before_fen,
      row.balance_after_fen,
    ]),
  );
  const side = (when: "before" | "after", said: string): readonly Column[] => [
    amounts(
      `收入${said}`,
      rows.map((row) => row[`income_${when}_fen`]),
      scale,
    ),
    amounts(
      `支出${said}`,
      rows.map((row) => row[`spending_${when}_fen`]),
      scale,
    ),
    amounts(
      `结余${said}`,
      rows.map((row) => row[`balance_${when}_fen`]),
      scale,
    ),
    figures(
      `可支付月数${said}`,
      rows.map((row) => months(row[`reserve_${when}_thousandths`])),
    ),
  ];
  const name = words(
    "年",
    rows.map(({ year }) => year),
  );
  if (same) return [name, ...side("before", "")];
  return [name, ...side("before", "：原"), ...side("after", "：改")];
}
