import type { LimitWords, Phrases, RateWords } from "./phrases.ts";

/** Rows of tables as a notice names them; what a row of the rest stands for is left unsaid. */
const ROWS: Readonly<Record<string, string>> = {
  primary: "基层医疗机构",
  level1: "一级医院",
  level2: "二级医院",
  level3: "三级医院",
  "level3-provincial": "省部级三级医院",
  pharmacy: "定点药店",
  working: "在职职工",
  retired: "退休人员",
  resident: "居民",
  local: "本地就医",
  "filed-resident": "长期异地备案",
  referred: "转诊异地就医",
  emergency: "异地急诊",
  unreferred: "未转诊异地就医",
  "extreme-poverty": "特困人员",
  orphan: "孤儿",
  "low-income": "低保对象",
  "low-income-edge": "低保边缘家庭成员",
  "returned-to-poverty": "返贫致贫人口",
  monitored: "监测对象",
  "illness-poverty": "因病致贫重病患者",
  section: "科级及以下",
  county: "县处级",
  department: "厅局级",
  "310": "职工",
  "390": "居民",
};

const NO_ROWS = ["none", "other"];
const LINES_MAX = 10;

const OPERATIONS = { base: "", plus: "＋", minus: "－", times: "×" } as const;

function term({ operation, rate, why }: RateWords): string {
  return `${OPERATIONS[operation]}${rate}${why === "" ? "" : `（${why}）`}`;
}

/** `年度支付限额 150,000.00 元，此前已用 145,000.00 元，`. */
function limitWords(title: string, { row, limit, used }: LimitWords): string {
  if (limit === "") return `${title}内，`;
  return `${row}${title} ${limit}，${used === "" ? "" : `此前已用 ${used}，`}`;
}

export const CHINESE: Phrases = {
  headings: { lines: "费用分类", person: "个人负担", total: "合计" },
  amount: (yuan) => `${yuan} 元`,
  points: (number) => `${number} 个百分点`,
  unverified: "〔待核实〕",
  // Chinese has a space beside numbers only.
  tidy: (text) =>
    text.replace(
      /(?<=[\p{Script=Han}）]) (?=[\p{Script=Han}＝＋])|(?<=[＝＋]) (?=\p{Script=Han})/gu,
      "",
    ),
  space: "",
  listComma: "、",
  sourceComma: "；",
  because: (value, why) => (why === "" ? value : `${value}（${why}）`),
  composed: (terms, rate) => `${terms.map(term).join("")}＝${rate}`,
  row: (row) => (NO_ROWS.includes(row) ? "" : (ROWS[row] ?? null)),
  source: ({ document, clause, unverified }) =>
    `${document} ${clause}${unverified && !clause.includes("待核实") ? "〔待核实〕" : ""}`,

  opening: (total, outside, scope) =>
    outside.length === 0
      ? `本次医疗费用 ${total}，全部在政策范围内。`
      : `本次医疗费用 ${total}，扣除${outside.join("、")}，政策范围内费用 ${scope}。`,
  outside: {
    full: (amount) => `全自费 ${amount}`,
    over: (amount) => `超限价 ${amount}`,
    first: (amount) => `先行自付 ${amount}`,
  },
  lines: (numbers) =>
    numbers.length <= LINES_MAX
      ? `第${numbers.join("、")}行`
      : `第${numbers[0]}行等 ${numbers.length} 行`,
  lineFullSelf: (lines, base) =>
    `${lines === "" ? "" : `${lines}为`}丙类或目录外费用 ${base}，全部由个人负担。`,
  lineOverLimit: (lines, base, result) => `${lines}费用 ${base}，超过限价的 ${result} 由个人负担。`,
  lineFirstShare: (lines, base, rate, result, many) =>
    `${lines === "" ? "乙类" : `${lines}限价以内`}费用 ${base}，先由个人自付 ${rate}，` +
    `${many ? "逐行计算共" : "计"} ${result}。`,
  linePaidAlone: (lines, result) =>
    `${lines}为单行支付药品，${result} 另行支付，不与其他费用合并计算。`,

  considered: {
    payable: "政策范围内费用",
    "over-cap": "超过基金支付限额转入的费用",
    "personal-in-scope": "政策范围内个人负担",
    "paid-alone": "单行支付药品费用",
  },
  crossRegionShare: (place, base, rate, result, rest) =>
    `${place === "" ? "异地就医" : place}，政策范围内费用 ${base} 先由个人自付 ${rate}，` +
    `计 ${result}，余 ${rest}。`,
  minusCrossRegion: (amount) => `异地就医先自付 ${amount}`,
  minusDeductible: (row, amount) => `${row}起付标准 ${amount}`,
  deductible: ({ row, annual, due, base, result, rest, less, charged }) => {
    const title = `${row}${annual ? "年度" : ""}起付标准`;
    if (less === "cost") return `${title} ${due}，费用 ${base} 不足起付标准，全部由个人负担。`;
    if (less === "stay") {
      return `${title} ${due}，本次住院此前已计 ${charged}，本次再计 ${result}，余 ${rest}。`;
    }
    if (less === "year") {
      return `${title} ${due}，本年此前已计的部分不再计，本次计 ${result}，余 ${rest}。`;
    }
    return `费用 ${base}，扣除${title} ${result}，余 ${rest}。`;
  },
  deductibleNone: (row) => `${row}不设起付标准。`,
  deductibleRepeat: (row, amount, factor, due) =>
    `本年度同级再次住院，${row}起付标准 ${amount} 按 ${factor} 计为 ${due}。`,

  lead: (what, base, minus, rest) =>
    minus.length === 0 ? `${what} ${base}` : `${what} ${base}，扣除${minus.join("、")}后的 ${rest}`,
  remaining: (amount) => `余下的 ${amount}`,
  ratio: (lead, title, rate, result) => `${lead}，由${title}按 ${rate} 支付 ${result}。`,
  nothingRemains: (title) => `没有余下的费用，${title}不支付。`,
  threshold: ({
    row,
    amount,
    factor,
    due: reduced,
    what,
    base,
    result,
    rest,
    not_reached,
    whole,
  }) => {
    const title = `${row}年度起付标准`;
    const due = factor === "" ? amount : `${amount}（减按 ${factor}，为 ${reduced}）`;
    if (not_reached) return `${what} ${base}，没有超过${title} ${due}，由个人负担。`;
    const taken = whole ? `扣除${title} ${due}` : `扣除${title} ${due} 中的 ${result}`;
    return `${what} ${base}，${taken}，余 ${rest}。`;
  },
  consideredLike: (base, result, how) => {
    const why = {
      "without-cross-region": "不计异地就医先自付",
      "with-first-self": "加上乙类等先行自付",
      both: "不计异地就医先自付，加上乙类等先行自付",
    }[how];
    return `政策范围内个人负担 ${base}，${why}，计入 ${result}。`;
  },
  accumulatedSoFar: "本年累计",
  counted: "本次计入",
  accumulated: (what, looked, before, result) =>
    before === ""
      ? `${what} ${looked}，本年累计 ${result}。`
      : `${what} ${looked}，加上本年此前累计 ${before}，本年累计 ${result}。`,
  band: (from, to, base, rate, result) => {
    const range = to === "" ? (from === "" ? "全部" : `${from} 以上的部分`) : between(from, to);
    return `${range} ${base}，按 ${rate} 计 ${result}。`;
  },
  bandsTogether: (amount) => `各段合计 ${amount}。`,
  alreadyPaid: (amount, rest) => `减去本年此前已支付的 ${amount}，本次应支付 ${rest}。`,
  alreadyEntitled: (amount, rest) => `减去此前累计应支付的 ${amount}，本次应支付 ${rest}。`,
  ownBurden: (rest) => `以本次个人负担为限，支付 ${rest}。`,
  cap: (words) =>
    `${limitWords("年度支付限额", words)}本次至多支付 ${words.room}，超过的 ${words.cut} 不支付。`,
  costCap: (words) =>
    `${limitWords("年度费用限额", words)}本次只计 ${words.room}，超过的 ${words.cut} 不计。`,
  diseaseLimit: (words) =>
    `${limitWords("病种支付限额", words)}本次至多支付 ${words.room}，` +
    `超过的 ${words.cut} 不支付。`,
  diseaseLimitCost: (words) =>
    `${limitWords("病种费用限额", words)}本次只计 ${words.room}，超过的 ${words.cut} 不计。`,
  diseaseLimitProRata: (words) =>
    `${limitWords("病种费用限额", words)}按总费用计，政策范围内费用按比例只计 ${words.room}，` +
    `其余 ${words.cut} 不计。`,
  fixedAmount: (words) => `${limitWords("病种定额", words)}按定额支付 ${words.room}。`,
  handedOn: (paid, covered, result, next) =>
    `已支付的 ${paid} 相当于费用 ${covered}，其余费用 ${result}${next === "" ? "超过限额" : `转由${next}支付`}。`,

  layerPays: (title, paid) => `${title}本次支付 ${paid}。`,
  left: (amount) => `政策范围内尚有 ${amount} 未由基金支付。`,
  notThisLayer: (title, why) =>
    ({
      "no-over-cap": `费用没有超过前面基金的支付限额，${title}不支付。`,
      "nothing-left": `没有余下的费用，${title}不支付。`,
      "not-covered": `按本次的险种、身份、机构级别，${title}没有应支付的部分。`,
    })[why],

  personInScope: (scope, funds, person) =>
    `政策范围内费用 ${scope}，各基金支付 ${funds}，个人负担 ${person}。`,
  account: (relation, balance, result) =>
    `由${relation === "own" ? "本人个人账户" : "家庭共济账户"}（余额 ${balance}）支付 ${result}。`,
  unnamed: (title, base, rate, result) =>
    `${title}：基数 ${base}${rate === "" ? "" : ` × ${rate}`}，结果 ${result}。`,
  closing: ({ total, funds, each, account, cash, hospital }) =>
    `医疗费用 ${total} ＝ 基金支付 ${funds}${each.length === 0 ? "" : `（${each.join("、")}）`}` +
    ` ＋ 个人账户 ${account} ＋ 个人现金 ${cash}${hospital === "" ? "" : ` ＋ 医院负担 ${hospital}`}。`,
};

function between(from: string, to: string): string {
  return from === "" ? `${to} 以下的部分` : `${from} 至 ${to} 的部分`;
}
