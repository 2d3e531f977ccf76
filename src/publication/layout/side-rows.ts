/** The rows of the two-sided tables where the profile names none: ids with their words. */

export interface SideRows {
  /** Income, above the line. */
  readonly income: Readonly<Record<string, string>>;
  /** Below the line: what stands left and right in one row; "" for nothing. */
  readonly ends: readonly (readonly [left: string, right: string])[];
  readonly end_titles: Readonly<Record<string, string>>;
}

const FINAL_OVERVIEW: SideRows = {
  income: {
    "income-general": "一、一般公共预算财政拨款收入",
    "income-fund": "二、政府性基金预算财政拨款收入",
    "income-capital": "三、国有资本经营预算财政拨款收入",
    "income-superior": "四、上级补助收入",
    "income-business": "五、事业收入",
    "income-operating": "六、经营收入",
    "income-affiliated": "七、附属单位上缴收入",
    "income-other": "八、其他收入",
  },
  ends: [
    ["income-total", "spending-total"],
    ["income-surplus-used", "spending-surplus"],
    ["income-opening", "spending-closing"],
    ["income-grand", "spending-grand"],
  ],
  end_titles: {
    "income-total": "本年收入合计",
    "income-surplus-used": "使用非财政拨款结余（含专用结余）",
    "income-opening": "年初结转和结余",
    "income-grand": "总计",
    "spending-total": "本年支出合计",
    "spending-surplus": "结余分配",
    "spending-closing": "年末结转和结余",
    "spending-grand": "总计",
  },
};

const FINAL_APPROPRIATION: SideRows = {
  income: {
    "income-general": "一、一般公共预算财政拨款",
    "income-fund": "二、政府性基金预算财政拨款",
    "income-capital": "三、国有资本经营预算财政拨款",
  },
  ends: [
    ["income-total", "spending-total"],
    ["income-opening", "spending-closing"],
    ["income-opening-general", ""],
    ["income-opening-fund", ""],
    ["income-opening-capital", ""],
    ["income-grand", "spending-grand"],
  ],
  end_titles: {
    ...FINAL_OVERVIEW.end_titles,
    "income-opening": "年初财政拨款结转和结余",
    "income-opening-general": "一般公共预算财政拨款",
    "income-opening-fund": "政府性基金预算财政拨款",
    "income-opening-capital": "国有资本经营预算财政拨款",
    "spending-closing": "年末财政拨款结转和结余",
  },
};

const BUDGET_OVERVIEW: SideRows = {
  income: {
    "income-general": "一、一般公共预算拨款收入",
    "income-fund": "二、政府性基金预算拨款收入",
    "income-capital": "三、国有资本经营预算拨款收入",
    "income-special-account": "四、财政专户管理资金收入",
    "income-business": "五、事业收入",
    "income-operating": "六、事业单位经营收入",
    "income-superior": "七、上级补助收入",
    "income-affiliated": "八、附属单位上缴收入",
    "income-other": "九、其他收入",
  },
  ends: [
    ["income-total", "spending-total"],
    ["income-surplus-used", ""],
    ["income-opening", "spending-closing"],
    ["income-grand", "spending-grand"],
  ],
  end_titles: {
    "income-total": "本年收入合计",
    "income-surplus-used": "使用非财政拨款结余",
    "income-opening": "上年结转结余",
    "income-grand": "收入总计",
    "spending-total": "本年支出合计",
    "spending-closing": "年终结转结余",
    "spending-grand": "支出总计",
  },
};

const BUDGET_APPROPRIATION: SideRows = {
  income: {
    "income-general": "（一）一般公共预算拨款",
    "income-fund": "（二）政府性基金预算拨款",
    "income-capital": "（三）国有资本经营预算拨款",
  },
  ends: [
    ["income-total", "spending-total"],
    ["income-opening", "spending-closing"],
    ["income-grand", "spending-grand"],
  ],
  end_titles: {
    ...BUDGET_OVERVIEW.end_titles,
    "income-total": "本年收入",
    "income-opening": "上年结转",
    "spending-total": "本年支出",
    "spending-closing": "结转下年",
  },
};

export function sideRows(topic: string, kind: "budget" | "final"): SideRows {
  if (topic === "appropriation") {
    return kind === "budget" ? BUDGET_APPROPRIATION : FINAL_APPROPRIATION;
  }
  return kind === "budget" ? BUDGET_OVERVIEW : FINAL_OVERVIEW;
}

/**
 * The rows of a form, with the profile's own in their place where it names any. Usual rows that
 * hold money stay, beside those that it names: without them its columns do not add up.
 */
export function ownRows(
  usual: SideRows,
  own: Readonly<Record<string, string>>,
  hasMoney: (id: string) => boolean,
): SideRows {
  if (Object.keys(own).length === 0) return usual;
  const named = withLeftOut(usual, own, hasMoney);
  const isEnd = (id: string) => /^(income-(total|grand|opening|surplus)|spending-)/.test(id);
  const entries = Object.entries(named);
  const income = Object.fromEntries(entries.filter(([id]) => !isEnd(id)));
  const ends = entries.filter(([id]) => isEnd(id));
  return {
    income: Object.keys(income).length === 0 ? usual.income : income,
    ends: ends.length === 0 ? usual.ends : pairs(ends.map(([id]) => id)),
    end_titles: ends.length === 0 ? usual.end_titles : Object.fromEntries(ends),
  };
}

const APPROPRIATIONS = /^income-(general|fund|capital)$/;

function withLeftOut(
  usual: SideRows,
  own: Readonly<Record<string, string>>,
  hasMoney: (id: string) => boolean,
): Readonly<Record<string, string>> {
  const isTold = (id: string) =>
    Object.hasOwn(own, id) ||
    (APPROPRIATIONS.test(id) && Object.hasOwn(own, "income-appropriation")) ||
    (!APPROPRIATIONS.test(id) && Object.hasOwn(own, "income-unit"));
  const isNamed = (pattern: RegExp) => Object.keys(own).some((id) => pattern.test(id));
  const income = Object.entries(usual.income).filter(([id]) => !isTold(id) && hasMoney(id));
  const balances = usual.ends
    .flat()
    .filter((id) => /-(opening|closing|surplus-used|surplus)$/.test(id))
    .filter((id) => !Object.hasOwn(own, id) && hasMoney(id))
    .map((id): readonly [string, string] => [id, usual.end_titles[id] ?? id]);
  return Object.fromEntries([
    ...Object.entries(own).filter(([id]) => !/-grand$/.test(id)),
    ...(isNamed(/^income-(?!total|grand|opening|surplus)/) ? income : []),
    ...(isNamed(/-grand$/) ? balances : []),
    ...Object.entries(own).filter(([id]) => /-grand$/.test(id)),
  ]);
}

const OPPOSITE: Readonly<Record<string, string>> = {
  "income-total": "spending-total",
  "income-surplus-used": "spending-surplus",
  "income-opening": "spending-closing",
  "income-grand": "spending-grand",
};

/** Each row of income beside its opposite, in the order in which the left ones are named. */
function pairs(ids: readonly string[]): readonly (readonly [string, string])[] {
  const left = ids.filter((id) => id.startsWith("income-"));
  const paired = left.map((id): readonly [string, string] => {
    const other = OPPOSITE[id] ?? "";
    return [id, ids.includes(other) ? other : ""];
  });
  const alone = ids.filter((id) => !paired.some((pair) => pair.includes(id)));
  const grand = paired.findIndex(([id]) => id === "income-grand");
  const extra = alone.map((id): readonly [string, string] => ["", id]);
  return grand < 0 ? [...paired, ...extra] : paired.toSpliced(grand, 0, ...extra);
}
