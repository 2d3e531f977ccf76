/** The public calculator in the OpenAPI document. Amounts are decimal texts in yuan. */

const TEXT = { type: "string" } as const;
const MONEY = { type: "string", pattern: "^-?\\d+\\.\\d{2}$", description: "元" } as const;
const AMOUNT = {
  type: ["string", "number"],
  description: "元，0 至 10000000，最多两位小数",
} as const;
const SHARE = { type: ["string", "number"], description: "0 至 1 之间的小数" } as const;

function word(description: string) {
  return { type: "string", description: `${description}；可用的值与名称见 options，中文也可以` };
}

function titled(description: string) {
  const one = {
    type: "object",
    required: ["value", "title"],
    properties: { value: TEXT, title: TEXT },
  };
  return { type: "array", items: one, description };
}

const FIGURES = {
  total: MONEY,
  full_self: MONEY,
  over_limit: MONEY,
  first_self: MONEY,
  in_scope: MONEY,
  deductible: MONEY,
  pool_ratio: { type: "string", description: "基本医保支付比例，小数" },
  fund_sum: MONEY,
  funds: {
    type: "array",
    items: {
      type: "object",
      required: ["fund", "name", "paid"],
      properties: { fund: TEXT, name: TEXT, paid: MONEY },
    },
  },
  person: MONEY,
  account: MONEY,
  cash: MONEY,
} as const;

const ORIGIN = {
  region: TEXT,
  region_name: TEXT,
  policy_version: TEXT,
  date: { type: "string", format: "date" },
} as const;

const QUESTION_LINE = {
  type: "object",
  additionalProperties: false,
  required: ["class", "amount"],
  properties: {
    class: word("A、B、C"),
    amount: AMOUNT,
    first_share: SHARE,
    price_limit_excess: AMOUNT,
    paid_alone: { type: ["boolean", "string"] },
  },
};

export const CALCULATOR_SCHEMAS = {
  CalculatorQuestion: {
    type: "object",
    additionalProperties: false,
    required: ["insutype", "visit_type", "level", "date"],
    properties: {
      insutype: word("险种"),
      visit_type: word("医疗类别"),
      level: word("机构级别"),
      place: word("就医地点，不写即本地"),
      date: { type: "string", format: "date", description: "就诊日；住院为出院日" },
      disease: word("慢特病、两病的病种"),
      status: word("在职或退休；居民不必写"),
      identity: { type: ["string", "array"], items: TEXT, description: "救助身份，可写几种" },
      civil_servant: word("公务员级别"),
      total: AMOUNT,
      in_scope: { ...AMOUNT, description: "其中政策范围内的费用；差额作全自费" },
      class_b: { ...AMOUNT, description: "其中乙类费用" },
      first_share: { ...SHARE, description: "乙类先自付比例" },
      class_c: { ...AMOUNT, description: "其中丙类（目录外）费用" },
      lines: { type: "array", minItems: 1, maxItems: 50, items: QUESTION_LINE },
      this_year: {
        type: "object",
        maxProperties: 20,
        additionalProperties: { type: ["string", "number"] },
        description: "本年此前的累计：名称（见 options）与金额或次数",
      },
      balance: { ...AMOUNT, description: "可用的个人账户余额；不写即不用账户" },
      compare: {
        type: ["array", "string"],
        maxItems: 10,
        items: TEXT,
        description: "换一级医院或换个地方：level1、转诊、level3+referred",
      },
    },
  },
  CalculatorAnswer: {
    type: "object",
    required: [...Object.keys(ORIGIN), "title", "benefit", ...Object.keys(FIGURES), "steps"],
    properties: {
      ...ORIGIN,
      title: TEXT,
      benefit: { type: "object", properties: { name: TEXT, title: TEXT } },
      ...FIGURES,
      steps: { type: "array", items: { type: "object" } },
      sentences: { type: "array", items: TEXT, description: "怎样算出来的" },
      unverified: { type: "array", items: { type: "object" }, description: "待核实的数值" },
      notice: TEXT,
      compare: {
        type: "array",
        items: {
          type: "object",
          properties: {
            title: TEXT,
            level: TEXT,
            place: TEXT,
            figures: { type: ["object", "null"], properties: FIGURES },
            person_difference: { type: ["string", "null"], description: "个人负担之差，元" },
            problem: { type: ["string", "null"] },
          },
        },
      },
    },
  },
  CalculatorOptions: {
    type: "object",
    required: [...Object.keys(ORIGIN), "insutype", "level", "place", "benefits", "limits"],
    properties: {
      ...ORIGIN,
      insutype: titled("险种"),
      level: titled("机构级别"),
      place: titled("就医地点"),
      status: titled("在职或退休"),
      identity: titled("救助身份"),
      disease: titled("病种"),
      civil_servant: titled("公务员级别"),
      benefits: { type: "array", items: { type: "object" }, description: "待遇及其医疗类别、累计" },
      limits: { type: "object" },
    },
  },
};
