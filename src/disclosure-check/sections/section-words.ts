/** How the matters of the narrative are known again where their headings were not understood. */
export interface SectionWords {
  /** In a heading. */
  readonly heading: RegExp;
  /** In a sentence that deals with the matter. */
  readonly said: RegExp;
}

const FIGURE = "[^。]{0,40}?(?:\\d|无|没有|未|持平)";

const NONE = "(?:无|没有|未)[^。]{0,24}";

function words(
  heading: string,
  said = `(?:${heading})${FIGURE}|${NONE}(?:${heading})`,
): SectionWords {
  return { heading: new RegExp(heading), said: new RegExp(said) };
}

export const SECTION_WORDS: Readonly<Record<string, SectionWords>> = {
  duties: words("职责|职能|职权|基本情况|概况", "职责|职能|贯彻执行|负责"),
  offices: words("机构|单位构成|单位情况|概况", "内设|下设|机构|处室|科室|本级|下属"),
  units: words("单位构成|预算单位|决算单位|机构", "单位构成|预算单位|决算单位|编制范围|本级|汇总"),
  overview: words("收支|收入支出|总体情况|预算情况", "收[、，]?支[^。]{0,8}总|收入支出总计|收支总"),
  income: words("收入", "收入(?:预算|决算)?[^。]{0,12}\\d"),
  spending: words("支出", "支出(?:预算|决算)?[^。]{0,12}\\d"),
  appropriation: words("财政拨款"),
  general: words("一般公共预算|财政拨款支出"),
  basic: words("基本支出"),
  fund: words("基金"),
  capital: words("国有资本|国资"),
  "three-public": words("三公"),
  operating: words("运行经费"),
  meetings: words("一般性支出|会议费|会议|培训", "(?:会议费|培训费)[^。]{0,20}\\d"),
  procurement: words("采购"),
  assets: words("国有资产|资产占|资产情况|车辆", "共有车辆|国有资产|保有"),
  performance: words("绩效"),
  glossary: words("名词|术语|口径", "名词解释"),
  projects: words("项目"),
  "special-account": words("专户"),
  "overview-income": words("收入", "收入[^。]{0,16}\\d"),
  "overview-spending": words("支出", "支出[^。]{0,16}\\d"),
  "general-basic": words("基本支出"),
  "general-project": words("项目支出"),
  "general-total": words("总体", "支出[^。]{0,30}\\d"),
  "general-structure": words("结构|构成|用途", "占[^。]{0,12}[%％]"),
  "general-items": words("具体", "（项）|\\(项\\)"),
  "three-public-total": words("总体|三公", "三公[^。]{0,30}\\d"),
  "three-public-detail": words("具体|三公", "(?:团组|批次|保有量|来宾|人次)[^。]{0,20}\\d"),
};

/**
 * What the ministry requires of every disclosure (地方预决算公开操作规程; 预算法实施条例).
 * 机关运行经费 is required only of those that have any; the rest is a province's own form.
 */
export const REQUIRED: ReadonlySet<string> = new Set([
  ...["duties", "offices", "three-public", "procurement", "glossary"],
]);

/** What it asks for more and more, without obliging everybody yet. */
export const MATTERS: ReadonlySet<string> = new Set(["operating", "assets", "performance"]);
