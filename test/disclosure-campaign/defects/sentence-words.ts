import { BOTH, type DefectKind, FINAL, inSentence, type Planted } from "../defect-kind.ts";
import { groupAt, passages, plantInPassage, type Respell, type Weight } from "../passage.ts";
import { paragraphsOf, withText } from "../publication-parts.ts";

/** Words of sentences: directions, reasons, lists, and what is left over from the template. */

function wordKind(
  id: string,
  what: string,
  pattern: RegExp,
  respell: Respell,
  weight: Weight & { readonly kinds?: DefectKind["kinds"]; readonly section?: RegExp },
): DefectKind {
  const { kinds = BOTH, section = /./ } = weight;
  return {
    ...{ id: `words-${id}`, what, kinds },
    plant(publication, random) {
      const found = passages(publication, pattern).filter((one) => section.test(one.section));
      return plantInPassage(publication, random, found, respell, weight);
    },
  };
}

/** The group `word` in other words. */
function word(words: (text: string) => string | null): Respell {
  return (passage) => {
    const { text, at } = groupAt(passage, "word");
    const other = words(text);
    return other === null ? null : { at, length: text.length, words: other };
  };
}

const OPPOSITES: Readonly<Record<string, string>> = {
  ...{ 增长: "下降", 下降: "增长", 增加: "减少", 减少: "增加", 降低: "增长" },
  ...{ 大于: "小于", 小于: "大于", 高于: "低于", 低于: "高于" },
};

function opposite(text: string): string | null {
  return OPPOSITES[text] ?? null;
}

// The word of an amount that is followed by its rate, or of that rate: one proves the other wrong.
const MOVE =
  "(?<word>(?:增加|减少)(?=\\d[\\d,.]*万?元，(?:增长|下降|增加|减少|降低)\\d)" +
  "|(?<=\\d万?元，)(?:增长|下降|增加|减少)(?=\\d[\\d,.]*%))";
const GAP = "决算数?(?<word>大于|小于|高于|低于)";
const REASON = "(?<word>，?(?:其)?主要原因[是为]?[：:]?[^。；]{4,80})(?=[。；])";
const MONEY = String.raw`(?<word>\d[\d,]*\.\d\d)万?元`;

const DIRECTION_KINDS: readonly DefectKind[] = [
  wordKind("direction-reversed", "增减方向说反", new RegExp(MOVE, "u"), word(opposite), {
    severity: "error",
  }),
  wordKind("gap-reversed", "大于小于说反", new RegExp(GAP, "u"), word(opposite), {
    ...{ severity: "error", kinds: FINAL },
  }),
  wordKind(
    "same-with-change",
    "有增减却说持平",
    /(?<word>(?:增加|减少)\d[\d,.]*万?元，(?:增长|下降|增加|减少|降低)[\d.]+%)(?=，[^。；]*主要)/u,
    word(() => "持平"),
    // Last year's figure is not told: only the reason that is left speaks against it.
    { severity: "hint" },
  ),
  wordKind(
    "same-with-gap",
    "预决算不同却说持平",
    /(?<word>决算数(?:大于|小于)(?:年初)?预算数的主要原因是：[^。]+)。/u,
    word(() => "决算数与年初预算数持平"),
    { severity: "error", kinds: FINAL },
  ),
  wordKind(
    "gap-where-none",
    "预决算相同却说不同",
    /(?<word>决算数与(?:年初)?预算数持平)/u,
    word(() => "决算数大于年初预算数的主要原因是：追加了经费"),
    { severity: "error", kinds: FINAL },
  ),
  wordKind(
    "rate-against-zero",
    "预算为零却有完成比例",
    /预算(?:数)?为0\.00万元，支出决算为(?<word>[\d,.]+万元)(?=。)/u,
    word((text) => `${text}，完成年初预算的100.00%`),
    { severity: "warn", kinds: FINAL },
  ),
  wordKind(
    "percent-sign-lost",
    "百分号丢失",
    /(?:增长|下降|占[^，。\d]{2,30})\d+\.\d\d(?<word>%)/u,
    word(() => ""),
    {
      severity: "warn",
    },
  ),
];

const neighbourReason: Respell = (passage, { publication }) => {
  const { text, at } = groupAt(passage, "word");
  const others = passages(publication, new RegExp(REASON, "u"));
  const index = others.findIndex((one) => one.block === passage.block && one.at === passage.at);
  // One item may have one reason for both its comparisons: copied is what another's was.
  const before = others.slice(0, Math.max(0, index)).findLast(({ block }) => block < passage.block);
  const other = before?.match.groups?.word ?? "";
  const reason = /主要原因[是为]?[：:]?(.+)$/u.exec(other)?.[1] ?? "";
  const own = /^(.*主要原因[是为]?[：:]?)(.+)$/u.exec(text);
  if (reason === "" || own === null || own[2] === reason) return null;
  return { at, length: text.length, words: `${own[1]}${reason}` };
};

/** Of “三公” one reason, of the whole or of an item, may serve the rest: the last one is needed. */
const reasonLeftOut: Respell = (passage, { publication }) => {
  const { text, at } = groupAt(passage, "word");
  const others = passages(publication, /预算数的主要原因/u).filter(
    (one) => /三公/.test(one.section) && one.section === passage.section,
  );
  return others.length > 1 ? null : { at, length: text.length, words: "" };
};

const REASON_KINDS: readonly DefectKind[] = [
  wordKind(
    "reason-left-out",
    "预决算不同没有原因",
    /(?<word>(?<=[。，；]|^)[^。，；]{0,24}决算数(?:大于|小于)(?:年初)?预算数的主要原因是[：:]?[^。]+。)/u,
    reasonLeftOut,
    { severity: "warn", kinds: FINAL },
  ),
  wordKind(
    "change-reason-left-out",
    "增减没有原因",
    /[加少长降低]\d[\d.,]*(?:%|万?元)(?<word>，?(?:其)?主要(?:原因)?是[：:]?[^。；]{4,80})(?=[。；])/u,
    word(() => ""),
    { severity: "hint", kinds: FINAL, section: /收入支出.*总体|收支总体/ },
  ),
  wordKind(
    "reason-contradicting",
    "原因与方向相反",
    /小于(?:年初)?预算数的主要原因是：(?<word>[^。；]+)/u,
    word(() => "项目任务增加，追加经费，支出增加"),
    { severity: "hint", kinds: FINAL },
  ),
  wordKind("reason-copied", "原因抄了上一段的", new RegExp(REASON, "u"), neighbourReason, {
    severity: "hint",
  }),
  wordKind(
    "reason-empty",
    "原因是空的",
    /(?<=主要原因是[：:])(?<word>[^。；]{4,80})(?=[。；])/u,
    word(() => ""),
    {
      severity: "warn",
    },
  ),
];

const NAMES = "主要(?:包括|用于|是)[：:](?<word>[^。；]+、[^。；]+、[^。；]+)";

const LIST_KINDS: readonly DefectKind[] = [
  wordKind(
    "name-left-out",
    "经费清单漏了一项",
    new RegExp(NAMES, "u"),
    (passage, { random }) => {
      const { text, at } = groupAt(passage, "word");
      const names = text.split("、");
      names.splice(random.below(names.length), 1);
      return { at, length: text.length, words: names.join("、") };
    },
    { severity: "hint", section: /基本支出/ },
  ),
  wordKind(
    "name-added",
    "经费清单多了一项",
    new RegExp(NAMES, "u"),
    (passage) => {
      const { text, at } = groupAt(passage, "word");
      const extra = ["因公出国（境）费用", "租赁费", "伙食补助费"].find(
        (one) => !text.includes(one),
      );
      return extra === undefined ? null : { at, length: text.length, words: `${text}、${extra}` };
    },
    { severity: "warn", section: /基本支出/ },
  ),
  wordKind(
    "name-mistyped",
    "科目名称有错别字",
    /主要包括[^。]*?(?<word>工会经费|津贴补贴|差旅费|劳务费)/u,
    word((text) => TYPOS[text] ?? null),
    { severity: "warn", section: /基本支出/ },
  ),
  wordKind(
    "entry-left-out",
    "分项漏了一项",
    /；(?<word>[^；。，]*（类）[^；。]*?%；)/u,
    word(() => ""),
    { severity: "error" },
  ),
  wordKind(
    "entry-doubled",
    "分项重复",
    /；(?<word>[^；。]*（类）[^；。]*?%；)/u,
    word((text) => text + text),
    {
      severity: "warn",
    },
  ),
];

const TYPOS: Readonly<Record<string, string>> = {
  ...{ 工会经费: "公会经费", 津贴补贴: "津帖补贴", 差旅费: "差旋费", 劳务费: "劳物费" },
};

const RESIDUE_KINDS: readonly DefectKind[] = [
  wordKind(
    "alternatives",
    "二选一没有选",
    new RegExp(MOVE, "u"),
    word((text) => `${text}（${opposite(text) ?? ""}）`),
    { severity: "error", rules: ["RESIDUE"] },
  ),
  wordKind(
    "xx-left",
    "XX 没有填",
    new RegExp(MONEY, "u"),
    word(() => "XX"),
    {
      ...{ severity: "error", rules: ["RESIDUE"] },
    },
  ),
  wordKind(
    "cross-left",
    "×× 没有填",
    new RegExp(MONEY, "u"),
    word(() => "××"),
    {
      ...{ severity: "error", rules: ["RESIDUE"] },
    },
  ),
  wordKind(
    "instruction-left",
    "填写说明没有删",
    /万元(?<word>。)/u,
    word(() => "（注：数据来源于财决07表，如持平作持平表述）。"),
    { severity: "warn", rules: ["RESIDUE"] },
  ),
  wordKind(
    "unit-choice-left",
    "部门（单位）没有选",
    /(?<word>本部门)/u,
    word(() => "本部门（单位）"),
    {
      ...{ severity: "warn", rules: ["RESIDUE"] },
    },
  ),
  wordKind(
    "doubled-word",
    "叠字",
    /主要原因(?<word>是)/u,
    word(() => "是是"),
    {
      ...{ severity: "warn", rules: ["DUP"] },
    },
  ),
  wordKind(
    "doubled-phrase",
    "重复的短语",
    /(?<word>主要原因是)/u,
    word((text) => text + text),
    {
      ...{ severity: "warn", rules: ["DUP"] },
    },
  ),
  wordKind(
    "doubled-stop",
    "两个句号",
    /\d[^。]{4,}(?<word>。)/u,
    word(() => "。。"),
    {
      ...{ severity: "hint", rules: ["DUP", "PUNCT", "RESIDUE"] },
    },
  ),
];

const NONE = /没有|未发生|无/;

const STATEMENT_KINDS: readonly DefectKind[] = [
  wordKind(
    "none-though-some",
    "有基金却说没有",
    /^(?<word>[\s\S]*\d+年(?:度)?[^。]*(?:政府性基金|国有资本经营)[^。]*\d[\d,]*\.\d\d万?元[\s\S]*)$/u,
    (passage, { publication }) => {
      const { text, at } = groupAt(passage, "word");
      const matter = /政府性基金|国有资本经营/.exec(passage.section)?.[0];
      if (matter === undefined || NONE.test(text)) return null;
      const words = `${publication.year}年度没有${matter}预算支出。`;
      return { at, length: text.length, words };
    },
    { severity: "error" },
  ),
  wordKind(
    "wrong-fund",
    "预算名称写错",
    /(?<word>一般公共预算)(?:财政)?拨款(?:安排的?)?支出(?:合计)?\d/u,
    word(() => "政府性基金预算"),
    { severity: "error" },
  ),
  wordKind(
    "wrong-year",
    "句子里的年度写错",
    /^(?<word>20\d\d)年/u,
    (passage, { publication }) => {
      const { text, at } = groupAt(passage, "word");
      if (text !== String(publication.year)) return null;
      return { at, length: 4, words: String(publication.year - 3) };
    },
    { severity: "warn" },
  ),
  wordKind(
    "quotes-unbalanced",
    "引号不成对",
    /“三公(?<word>”)/u,
    word(() => ""),
    {
      ...{ severity: "warn" },
    },
  ),
  wordKind(
    "bracket-lost",
    "括号不成对",
    /（(?:类|境|款)(?<word>）)/u,
    word(() => ""),
    {
      severity: "warn",
    },
  ),
];

/** A name of the unit in the narrative that is not the unit's. */
function nameKind(id: string, what: string, rename: (name: string) => string): DefectKind {
  return {
    ...{ id: `words-${id}`, what, kinds: BOTH },
    plant(publication, random) {
      const { unit_name } = publication;
      const found = passages(publication, new RegExp(`(?<word>${unit_name})`, "u"));
      const respell = word(rename);
      return plantInPassage(publication, random, found, respell, { severity: "warn" });
    },
  };
}

const NAME_KINDS: readonly DefectKind[] = [
  nameKind("other-unit", "写成别的单位", (name) => name.replace("医疗保障局", "民政局")),
  nameKind("unit-misspelt", "单位名称写错", (name) => name.replace("医疗保障局", "医疗保章局")),
];

function torn(
  id: string,
  what: string,
  tear: (text: string) => readonly string[] | null,
): DefectKind {
  return {
    ...{ id: `words-${id}`, what, kinds: BOTH },
    plant(publication, random): Planted | null {
      const long = paragraphsOf(publication).filter(
        ({ text }) => text.length > 60 && /\d/.test(text),
      );
      const chosen = [...long];
      while (chosen.length > 0) {
        const [at] = chosen.splice(random.below(chosen.length), 1) as [(typeof long)[number]];
        const parts = tear(at.text);
        if (parts === null) continue;
        const [text = "", evidence = ""] = parts;
        const altered = withText(publication, at.block, text);
        return { publication: altered, where: inSentence(evidence), severity: "warn", rules: [] };
      }
      return null;
    },
  };
}

const TORN_KINDS: readonly DefectKind[] = [
  torn("sentence-torn", "句子断了", (text) => {
    const at = text.indexOf("，", Math.floor(text.length / 2));
    if (at < 0) return null;
    const left = text.slice(0, at + 1);
    return [left, left.slice(left.lastIndexOf("。") + 1)];
  }),
  torn("tail-orphaned", "只剩后半句", (text) => {
    const at = text.indexOf("元，");
    if (at < 0 || at > 60) return null;
    const left = text.slice(at);
    const end = left.indexOf("。");
    return [left, end < 0 ? left : left.slice(0, end + 1)];
  }),
];

export const WORD_KINDS: readonly DefectKind[] = [
  ...DIRECTION_KINDS,
  ...REASON_KINDS,
  ...LIST_KINDS,
  ...RESIDUE_KINDS,
  ...STATEMENT_KINDS,
  ...NAME_KINDS,
  ...TORN_KINDS,
];
