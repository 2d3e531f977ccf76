import { editDistance } from "../../classification/index.ts";
import { type Check, type CheckContext, type Defect, isBody } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";
import { soundAlike } from "./homophones.ts";
import { joined } from "./joined.ts";

/**
 * NAME: where the unit names itself, it is the same name throughout. Another unit's name was left
 * in from the document it was copied from; a name one letter away is a slip.
 */
export const unitNames: Check = function* (context) {
  const own = core(context.disclosure.unit_name);
  if (own.length < NAME_LEAST) return;
  const others = subordinates(context);
  for (const passage of context.passages.filter(isBody)) {
    const slip = slipIn(passage.text, own);
    if (slip !== null) yield defect(passage, slip, own, "slip");
    for (const { name, at, is_whose } of selfNames(passage)) {
      if (slip?.name.includes(name) || (slip !== null && name.includes(slip.name))) continue;
      // The line that tells which unit the department itself is does not vouch for itself.
      const known =
        is_whose && isDepartment(own, context)
          ? others.filter((text) => !isOwnLine(text, passage))
          : others;
      const verdict = judgeName(core(name), own, known);
      if (verdict === "right") continue;
      yield defect(passage, { name, at }, context.disclosure.unit_name, verdict);
    }
  }
};

const NAME_LEAST = 4;
const LONG_NAME_LEAST = 6;

/** The unit's whole name with one character typed for one that sounds or looks alike. */
function slipIn(text: string, own: string): Named | null {
  if (own.length < LONG_NAME_LEAST) return null;
  for (let at = 0; at + own.length <= text.length; at += 1) {
    let wrong = -1;
    let slips = 0;
    for (let index = 0; index < own.length && slips < 2; index += 1) {
      if (text[at + index] === own[index]) continue;
      slips += 1;
      wrong = index;
    }
    if (slips !== 1) continue;
    const [typed, meant] = [text[at + wrong] as string, own[wrong] as string];
    if (soundAlike(typed, meant)) return { name: text.slice(at, at + own.length), at };
  }
  return null;
}
const ORGAN =
  "(?:管理局|监督局|保障局|事务局|[\\p{Script=Han}]局|委员会|管委会|工作委|办公室|办事处|" +
  "人民政府|中心|法院|检察院|联合会|总工会|协会|学院|大学|学校|医院|支队|大队|总队|委|厅|院|会|馆|站|所)";
/** “X局预算由Y局本部预算组成” are two names. */
const NAME = `(?:(?!算由)[\\p{Script=Han}]){2,26}?${ORGAN}`;

interface Named {
  readonly name: string;
  readonly at: number;
}

interface SelfNamed extends Named {
  /** Where the document says what it is made of: this is the department itself. */
  readonly is_whose: boolean;
}

/** Where a unit names itself: 「X2023年度…」, 「部门：X」, 「第一部分 X概况」, 「注：X无…」. */
const SELF: readonly RegExp[] = [
  new RegExp(
    `^(?:第[一二三四五六]部分)?\\s*(${NAME})(?:（[^）]{1,6}）)?\\s*(?:20\\d\\d|概况)`,
    "u",
  ),
  new RegExp(
    `^(?:注|说明)\\s*[：:]\\s*(${NAME})(?:（[^）]{1,6}）)?\\s*(?:本年度|20\\d\\d|无|没有)`,
    "u",
  ),
  joined(
    "u",
    /(?:^|\s)(?:编制部门|填报部门|部门名称|单位名称|编制单位|填报单位|公开部门|预算部门|部门)/,
    /\s*[：:]\s*([\p{Script=Han}]{4,40})/u,
  ),
  new RegExp(
    `(?<=[，。；]|^)\\s*20\\d\\d\\s*年度?，?(${NAME})(?:（[^）]{1,6}）)?` +
      "(?:部门|本年|收入|支出|预算|决算|财政|一般|“三公|机关|政府采购|整体|项目|编报|共有)",
    "u",
  ),
];

/** Where a clause begins with a name and goes on with what the unit itself has. */
const SUBJECT = new RegExp(
  `(?<=^|[，。；：、由]|包括|包含|\\d[.、．])\\s*(${NAME})(?:（[^）]{1,6}）|部门)?` +
    "(?:本级|本部(?!门)|(?:所有|全部)收入|共有车辆|机关运行经费|政府采购(?:支出|预算|金额)|收支|" +
    "(?:收入|支出)(?:预算|决算|合计|总计)|" +
    "20\\d\\d年度?(?:部门|收|支|财政|一般|“三公|机关|政府|预算|决算|无|没有))",
  "gu",
);

/** “X部门预算由2家单位组成”: whose document it is, said where its units are listed. */
const COMPOSED = new RegExp(
  `(?<=^|[，。；：]|纳入)\\s*(?:纳入)?(${NAME})(?:（[^）]{1,6}）)?(?:20\\d\\d年度?)?(?:部门|单位)` +
    "(?:预算|决算)(?:由|包括|包含|编制范围|编报范围|汇总范围|单位构成)",
  "u",
);

function* selfNames({ text, area, kind }: Passage): Generator<SelfNamed> {
  const composed = COMPOSED.exec(text);
  if (composed !== null) {
    const name = composed[1] as string;
    yield { name, at: composed.index + composed[0].indexOf(name), is_whose: true };
  }
  for (const match of text.matchAll(SUBJECT)) {
    // Of the units below, 本级 tells which one the department itself is.
    const isListed = area === "duties" || area === "annex";
    const isItself = /本[级部]$/.test(match[0]);
    // Behind a name that another stands before, only the department itself is sought.
    if (!isItself && (isListed || /[、由括含]/.test(text[match.index - 1] ?? ""))) continue;
    const name = match[1] as string;
    const at = match.index + match[0].indexOf(name);
    yield { name, at, is_whose: isItself && area === "duties" };
  }
  if (kind === "paragraph" && (area === "duties" || area === "annex")) return;
  for (const pattern of SELF) {
    const match = pattern.exec(text.slice(0, HEAD_MOST));
    if (match === null) continue;
    const name = (match[1] as string).replace(/(?:金额)?单位$/, "");
    yield { name, at: match.index + match[0].indexOf(match[1] as string), is_whose: false };
  }
}

const HEAD_MOST = 90;

/** Names of the units below: listed where the document says what it is made of. */
function subordinates({ passages, document }: CheckContext): readonly string[] {
  const listed = passages.filter(({ area }) => area === "duties").map(({ text }) => text);
  const cells = document.tables.flatMap((table) => table.cells.map(({ text }) => text));
  return [...listed, ...cells.filter((text) => text.length < 40)].map((text) =>
    text.replace(/\s+/g, ""),
  );
}

/** A unit below lists itself among the units, and says 本级 of the department above it. */
function isDepartment(own: string, { passages }: CheckContext): boolean {
  const listed = passages.filter(({ area }) => area === "duties").map(({ text }) => text);
  const all = listed.map((text) => text.replace(/\s+/g, "")).join("\n");
  return !all.split(/[、；：。\n]|\d[.．]/).includes(own);
}

function isOwnLine(text: string, passage: Passage): boolean {
  return text === passage.text.replace(/\s+/g, "");
}

/** No name but a clause that ends with 局: 二级机构纳入局本级统一管理. */
const CLAUSE = /纳入|包括|隶属|属于|列入/;

type Verdict = "right" | "slip" | "other";

function judgeName(name: string, own: string, others: readonly string[]): Verdict {
  if (name === own || own.includes(name) || name.includes(own)) return "right";
  if (name.length < NAME_LEAST || /^(?:本|我|该|各|部门|单位|全)/.test(name)) return "right";
  if (CLAUSE.test(name)) return "right";
  if (isShortFor(name, own)) return "right";
  const near = editDistance(name, own);
  if (near <= 2 && near * 4 <= own.length) return "slip";
  return others.some((text) => text.includes(name)) ? "right" : "other";
}

/** 省医保局 for 湖南省医疗保障局: its letters stand in the name in this order. */
function isShortFor(name: string, own: string): boolean {
  let at = 0;
  for (const letter of own) if (letter === name[at]) at += 1;
  return at === name.length && name.length < own.length - 1;
}

/** Without what is written around a name: （本级）, （部门）, 部门. */
function core(name: string): string {
  return name
    .replace(/\s+/g, "")
    .replace(/[（(][^（）()]*[）)]/g, "")
    .replace(/(?:机关)?(?:本级|本部|汇总|部门|单位)$/, "");
}

function defect(passage: Passage, { name, at }: Named, own: string, verdict: Verdict): Defect {
  return {
    rule: "NAME",
    severity: verdict === "other" ? "error" : "warn",
    place: placeIn(passage, at, name.length),
    printed: name,
    expected: own,
  };
}
