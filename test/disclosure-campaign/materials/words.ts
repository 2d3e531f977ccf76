import type { Disclosure, Profile, ProfileSection } from "../../../src/disclosure/index.ts";
import type { Draw } from "./draw.ts";

/** Reasons, uses and paragraphs, as a unit writes them: of no unit that there is. */

const MATTERS = [
  ...[
    "信息系统运行维护",
    "基金监督检查",
    "门诊共济保障改革宣传",
    "药品集中采购",
    "支付方式改革培训",
  ],
  ...["经办服务网点建设", "档案整理", "异地就医结算对接", "长期护理保险试点", "医疗救助核查"],
  ...["政策法规汇编", "办公用房维修", "数据治理", "职工体检", "调研差旅"],
];

/** A reason that speaks of the direction, worded unlike its neighbours. */
function reasonOf(isMore: boolean, number: number): string {
  const matter = MATTERS[number % MATTERS.length] as string;
  const turn = Math.floor(number / MATTERS.length) % 3;
  const more = [
    `新增${matter}任务，相应增加支出`,
    `${matter}工作量增加，追加了经费`,
    `年中追加${matter}项目资金`,
  ];
  const less = [
    `厉行节约，压减${matter}支出`,
    `${matter}项目部分内容推迟实施，支出减少`,
    `${matter}项目已经完成，不再安排支出`,
  ];
  return (isMore ? more : less)[turn] as string;
}

/** A reason under every address where there can be a difference. */
export function reasonsFor({ facts, kind }: Disclosure, draw: Draw): Record<string, string> {
  const values = new Map<string, number>();
  const places = new Set<string>();
  for (const { source, topic, row, column, printed } of facts) {
    values.set(`${source}:${topic}[${row}].${column}`, printed.value);
    places.add(`${topic}[${row}]`);
  }
  const own = kind === "final" ? ["actual", "amount", "total"] : ["amount", "total"];
  const reasons: Record<string, string> = {};
  let number = draw.random.below(90);
  for (const place of places) {
    const find = (source: string, columns: readonly string[]): number | undefined =>
      columns
        .map((column) => values.get(`${source}:${place}.${column}`))
        .find((one) => one !== undefined);
    const now = find("table", own) ?? 0;
    const bases = {
      actual: find("table", ["budget"]) ?? find("text", ["budget", "initial-budget"]),
      change: find("text", ["prior"]) ?? find("table", ["prior"]),
    };
    for (const [of, base] of Object.entries(bases)) {
      if (base === undefined) continue;
      const address = of === "actual" ? `${place}.actual` : `text:${place}.change`;
      reasons[address] = reasonOf(now > base, number);
      number += 1;
    }
  }
  return reasons;
}

const USE_IDS = [
  ...["abroad", "vehicle-purchase", "vehicle-running", "vehicle-other", "reception"],
  ...["meeting", "training", "personnel", "public"],
];

export function usesFor({ facts }: Disclosure): Record<string, string> {
  const uses: Record<string, string> = {
    abroad: "参加医疗保障国际交流活动",
    "vehicle-purchase": "更新到期的公务用车",
    "vehicle-running": "公务用车燃油、维修和保险",
    "vehicle-other": "业务用车",
    reception: "接待兄弟地区医疗保障部门的工作人员",
    meeting: "召开医疗保障工作会议",
    training: "开展医疗保障经办业务培训",
    personnel: "发放工资、津贴补贴和缴纳社会保险费",
    public: "办公、印刷、差旅等日常运转",
  };
  const codes = facts.map(({ row }) => row).filter((row) => /^\d{7}$/.test(row));
  for (const [index, code] of [...new Set(codes)].sort().entries()) {
    uses[code] = `${MATTERS[index % MATTERS.length] as string}等方面的工作`;
  }
  for (const id of USE_IDS) uses[id] ??= `${id}`;
  return uses;
}

const PARAGRAPHS: Readonly<Record<string, readonly string[]>> = {
  duties: [
    "（一）贯彻执行医疗保险、生育保险、医疗救助的法律法规和政策。",
    "（二）组织实施医疗保障基金的监督管理，保障基金安全。",
    "（三）完善医疗保障经办服务，推进信息化建设。",
  ],
  offices: ["内设机构包括：办公室、规划财务科、待遇保障科、医药服务管理科、基金监管科。"],
  units: ["汇总公开的单位见预算单位名单。"],
  attachments: ["部门整体支出绩效自评报告"],
};

/** A paragraph under every id that a template of the profile asks for. */
export function paragraphsFor(profile: Profile): Record<string, readonly string[]> {
  const paragraphs: Record<string, readonly string[]> = { ...PARAGRAPHS };
  for (const [, id = ""] of textOf(profile.sections).matchAll(/\{paragraphs ([a-z-]+)\}/g)) {
    paragraphs[id] ??= ["按照上级部门统一部署开展此项工作，具体内容以公开的文件为准。"];
  }
  return paragraphs;
}

function textOf(sections: readonly ProfileSection[]): string {
  return sections.map((one) => `${one.text.join("\n")}\n${textOf(one.sections)}`).join("\n");
}
