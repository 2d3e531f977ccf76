import { dictionary, type Phrase } from "../../shared/words.ts";

export const MAPPING_WORDS = dictionary(
  {
    title: "目录对照审核",
    detail:
      "机构把自己的目录编码对照到医保目录。对照即时生效；审核发现不符的，退回机构改正（3302 撤销后重新上传）。",
    institution: "机构",
    ownCode: "机构目录编码",
    ownName: "机构目录名称",
    itemCode: "医保目录编码",
    itemName: "医保目录名称",
    class: "甲乙类",
    ceiling: "限价（元）",
    from: "起",
    to: "止（不含）",
    updatedAt: "更新时间",
    origin: "来源",
    state: "审核",
    doubts: "疑点",
    search: "机构目录编码或名称",
    since: "新增自",
    doubtful: "有疑点（近 5000 条）",
    states: (state: string) =>
      ({ open: "待审核", accepted: "通过", returned: "退回" })[state] ?? state,
    origins: (origin: string) => ({ uploaded: "机构上传", imported: "批量导入" })[origin] ?? origin,
    nothing: "没有符合条件的对照",
    nothingHint: "机构用 3301 上传的对照会出现在这里。",
    compare: "两边对照",
    own: "机构目录",
    item: "医保目录",
    code: "编码",
    name: "名称",
    unit: "单位",
    specification: "规格",
    type: "类别",
    period: "有效期",
    now: "至今",
    noDoubts: "没有发现疑点。",
    doubtsWhy: "按名称、类别、单位、医嘱审核的单价与限价自动比较，供参考。",
    review: "审核",
    reviewAgain: "重新审核",
    verdict: "结论",
    reason: "理由",
    reasonHint: "退回时必须写明哪里不符、应对照到哪一项。",
    reviewed: "已审核",
    history: "审核记录",
    noHistory: "还没有审核过。",
    notUploaded: "批量导入的对照没有机构目录的名称和单位，可比较的较少。",
    acceptAll: "通过无疑点的",
    acceptAllTitle: (count: number) => `通过 ${count} 条没有疑点的对照？`,
    acceptAllWhy: "机构上传、待审核、没有疑点的，最近的至多 200 条。通过后仍可重新审核、退回。",
    acceptedAll: (count: number) => `已通过 ${count} 条`,
    noneToAccept: "没有待审核而无疑点的对照",
    backToList: "回到清单",
  },
  {
    title: "Review of mappings",
    detail: "A mapping holds at once; one that does not agree is returned, to be uploaded anew.",
    institution: "Institution",
    ownCode: "Own code",
    ownName: "Own name",
    itemCode: "Item code",
    itemName: "Item",
    class: "Class",
    ceiling: "Ceiling (yuan)",
    from: "From",
    to: "To (excluded)",
    updatedAt: "Updated",
    origin: "Origin",
    state: "Review",
    doubts: "Doubts",
    search: "Own code or name",
    since: "New since",
    doubtful: "Doubtful (latest 5,000)",
    states: (state: string) =>
      ({ open: "Open", accepted: "Accepted", returned: "Returned" })[state] ?? state,
    origins: (origin: string) => ({ uploaded: "Uploaded", imported: "Imported" })[origin] ?? origin,
    nothing: "No mappings match",
    nothingHint: "What institutions upload with 3301 appears here.",
    compare: "Side by side",
    own: "Institution",
    item: "Catalogue",
    code: "Code",
    name: "Name",
    unit: "Unit",
    specification: "Specification",
    type: "Type",
    period: "In force",
    now: "now",
    noDoubts: "No doubts.",
    doubtsWhy: "Compared by name, type, unit, and the prices that audits of orders met.",
    review: "Review",
    reviewAgain: "Review anew",
    verdict: "Verdict",
    reason: "Reason",
    reasonHint: "A return says what does not agree, and which item it should be.",
    reviewed: "Reviewed",
    history: "Reviews",
    noHistory: "Not reviewed yet.",
    notUploaded: "An imported mapping has no own name or unit: less can be compared.",
    acceptAll: "Accept those without doubts",
    acceptAllTitle: (count: number) => `Accept ${count} mappings without doubts?`,
    acceptAllWhy:
      "Uploaded, open, without doubts; the latest 200 at most. Each may be reviewed anew.",
    acceptedAll: (count: number) => `${count} accepted`,
    noneToAccept: "No open mapping is without doubts",
    backToList: "Back to the list",
  },
);

type Key = {
  [K in keyof typeof MAPPING_WORDS.zh]: (typeof MAPPING_WORDS.zh)[K] extends string ? K : never;
}[keyof typeof MAPPING_WORDS.zh];

export function both(key: Key): Phrase {
  return { zh: MAPPING_WORDS.zh[key], en: MAPPING_WORDS.en[key] };
}

/** Codes as choices of a filter. */
export function choicesOf(kind: "states" | "origins", codes: readonly string[]) {
  const { zh, en } = MAPPING_WORDS;
  return codes.map((value) => ({ value, title: { zh: zh[kind](value), en: en[kind](value) } }));
}
