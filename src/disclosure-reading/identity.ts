import type { DisclosureKind, Place } from "../disclosure/index.ts";
import type { Document, Line, Section } from "../documents/index.ts";
import { placesIn, provinceAtHead } from "./place-names.ts";
import { NOWHERE, type ReadingNote, type Unread } from "./reading.ts";
import type { ReadingWords } from "./reading-words.ts";

/** Who discloses what: the unit, the year, budget or final accounts, the place. */
export interface Identity {
  readonly unit_name: string;
  readonly year: number;
  readonly kind: DisclosureKind;
  readonly province: string | null;
  readonly level: string | null;
  readonly notes: readonly ReadingNote[];
  readonly unread: readonly Unread[];
}

/** What is known before the document is read. */
export interface Known {
  readonly year?: number | undefined;
  readonly kind?: DisclosureKind | undefined;
}

/** Titles of a document, with how much each weighs for the year and the kind. */
interface Title {
  readonly text: string;
  readonly weight: number;
  readonly place: Place;
}

/** Reads who discloses what, of the cover, the titles of tables and sections, and the file name. */
export function identityOf(document: Document, words: ReadingWords, known: Known): Identity {
  const lines = document.pages.flatMap((page) => page.lines);
  const titles = titlesOf(document, lines);
  const unit = unitOf(document, lines, words);
  const year = known.year === undefined ? yearOf(titles) : given(known.year);
  const kind = known.kind === undefined ? kindOf(titles) : given(known.kind);
  const place = placeOf(unit?.value ?? "", lines);
  const unread: Unread[] = [];
  if (unit === null) unread.push({ what: "unit", why: "没有找到单位名称", place: NOWHERE });
  if (year === null) unread.push({ what: "year", why: "没有找到年度", place: NOWHERE });
  if (kind === null) unread.push({ what: "kind", why: "看不出是预算还是决算", place: NOWHERE });
  if (place.province === null) {
    unread.push({ what: "province", why: "没有找到所在省份", place: NOWHERE });
  }
  const notes: ReadingNote[] = [
    ...noted("unit", unit),
    ...noted("year", year),
    ...noted("kind", kind),
  ];
  return {
    unit_name: unit?.value ?? "",
    year: year?.value ?? 0,
    kind: kind?.value ?? "final",
    ...place,
    notes,
    unread,
  };
}

interface Vote<Value> {
  readonly value: Value;
  readonly text: string;
  readonly place: Place;
}

function given<Value>(value: Value): Vote<Value> {
  return { value, text: "", place: NOWHERE };
}

function noted(what: "unit" | "year" | "kind", vote: Vote<unknown> | null): ReadingNote[] {
  if (vote === null || vote.text === "") return [];
  return [{ what, text: vote.text, place: vote.place }];
}

const COVER_LINES = 14;
const COVER_WEIGHT = 6;
const TABLE_WEIGHT = 3;
const SECTION_WEIGHT = 2;
const NAME_WEIGHT = 1.5;
const CONTENTS = /^目\s*录$|[.．…·⋯]{3,}/;

function titlesOf(document: Document, lines: readonly Line[]): readonly Title[] {
  const cover: Title[] = [];
  for (const line of lines.slice(0, COVER_LINES)) {
    if (CONTENTS.test(line.text.trim()) || /[。；]$/.test(line.text.trim())) break;
    if (!isRow(line)) cover.push({ text: line.text, weight: COVER_WEIGHT, place: atLine(line) });
  }
  const tables = [...document.tables, ...document.lineTables].map((table) => ({
    text: `${yearBeside(table)}${table.title} ${table.label}`,
    weight: TABLE_WEIGHT,
    place: { ...NOWHERE, line: table.line, table: table.title },
  }));
  const sections = flattened(document.section)
    .filter(({ title }) => title.length <= 40)
    .map(({ title, line, page }) => ({
      text: title,
      weight: SECTION_WEIGHT,
      place: { ...NOWHERE, page, line, text: title },
    }));
  const name = { text: document.name, weight: NAME_WEIGHT, place: NOWHERE };
  return [...cover, ...tables, ...sections, name];
}

/** The year of a table where it stands beside its title. */
function yearBeside({ year, title }: { readonly year: number | null; readonly title: string }) {
  return year === null || title.includes(String(year)) ? "" : `${year}年`;
}

/** A row of a table; in text without geometry the lines above a table count as its own. */
function isRow({ inTable, text }: Line): boolean {
  return inTable && (/\d\.\d\d|单位\s*[:：]/.test(text) || !/局|厅|委|年/.test(text));
}

function flattened(section: Section): readonly Section[] {
  return section.sections.flatMap((one) => [one, ...flattened(one)]);
}

function atLine({ page, number, text }: Line): Place {
  return { ...NOWHERE, page, line: number, text: text.trim() };
}

/** The year that the weightiest titles say; a day of publication (2024年8月) does not count. */
function yearOf(titles: readonly Title[]): Vote<number> | null {
  const votes = new Votes<number>();
  for (const title of titles) {
    const text = arabic(title.text).replace(/\s+/g, "");
    const about = /预算|决算|部门|单位|三公/.test(text) ? 1 : 0.4;
    for (const [, year] of text.matchAll(
      /(20[0-4]\d)(?:年(?!\d{1,2}月)度?|部门|单位|(?=[^\d]|$))/g,
    )) {
      votes.add(Number(year), title.weight * about, title);
    }
  }
  return votes.best();
}

/** 二〇二三年 as 2023年. */
function arabic(text: string): string {
  const digits = "〇一二三四五六七八九";
  return text.replace(/二[〇○零OoО0Ｏ][一二三四][〇○零一二三四五六七八九OoО0Ｏ]/g, (year) => {
    return [...year].map((one) => Math.max(0, digits.indexOf(one))).join("");
  });
}

/** Words with 预算 in them that a budget and final accounts both have. */
const BOTH =
  /一般公共预算|政府性基金预算|国有资本经营预算|公共预算|预算绩效|预算(?:单位|数|执行|管理|安排的|支出经济|经济)|(?:部门|政府)预算(?:支出)?经济|主管部门/g;

function kindOf(titles: readonly Title[]): Vote<DisclosureKind> | null {
  const votes = new Votes<DisclosureKind>();
  for (const title of titles) {
    const text = title.text.replace(/\s+/g, "").replace(BOTH, "");
    if (text.includes("决算")) votes.add("final", title.weight, title);
    else if (text.includes("预算")) votes.add("budget", title.weight, title);
  }
  return votes.best();
}

class Votes<Value> {
  readonly #weights = new Map<Value, { weight: number; first: Title }>();

  add(value: Value, weight: number, title: Title): void {
    const before = this.#weights.get(value);
    const first = before?.first ?? title;
    this.#weights.set(value, { weight: (before?.weight ?? 0) + weight, first });
  }

  best(): Vote<Value> | null {
    let best: (Vote<Value> & { weight: number }) | null = null;
    for (const [value, { weight, first }] of this.#weights) {
      if (best !== null && best.weight >= weight) continue;
      best = { value, weight, text: first.text.trim(), place: first.place };
    }
    return best;
  }
}

/** How names of offices end. */
const ENDS = [
  ..."局厅院部会站队所馆处社台园委办室场库".split(""),
  ...["中心", "学校", "大学", "小学", "中学", "政府", "党校", "公司", "基地", "集团"],
  ...["妇联", "科协", "残联", "文联", "社联", "侨联", "工商联"],
].join("|");
const NAME = `[\\p{Script=Han}（）()·、“”]{2,44}?(?:${ENDS})`;
const ALONE = new RegExp(`^(${NAME})(?:（(?:本级|汇总|部门|本部|机关)）)?(?:本级)?$`, "u");
const BEFORE_YEAR = new RegExp(
  `^(${NAME})(?:（(?:本级|汇总|部门|本部|机关)）)?(?:本级)?(?:20\\d\\d年?度?)?` +
    "(?:部门|单位)?(?:（单位）)?(?:预算|决算|概况|预决算)",
  "u",
);
const AFTER_YEAR = new RegExp(
  `20\\d\\d年?度?(${NAME})(?:（(?:本级|汇总|部门|本部|机关)）)?(?:部门|单位)?(?:预算|决算)`,
  "u",
);

/** The unit: lines that name it, the cover, the titles of the parts, last the name of the file. */
function unitOf(
  document: Document,
  lines: readonly Line[],
  words: ReadingWords,
): Vote<string> | null {
  const names = new Map<string, { weight: number; first: Title }>();
  const add = (name: string | undefined, weight: number, place: Place, text: string) => {
    if (name === undefined || !isName(name)) return;
    const before = names.get(name);
    const first = before?.first ?? { text, weight, place };
    names.set(name, { weight: (before?.weight ?? 0) + weight, first });
  };
  const owner = new RegExp(
    `^[（(]?(?:${words.owners.join("|")})(?:[（(][^）)]{0,8}[）)])?(?:名称)?\\s*[:：]\\s*(.+)$`,
    "u",
  );
  lines.forEach((line, index) => {
    const text = line.text.trim();
    if (text.length > 90 || text === "") return;
    if (/[:：]/.test(text)) {
      const named = owner.exec(text.replace(/[\s\u3000]+/g, " "))?.[1];
      if (named !== undefined) add(ownerName(named), OWNER_WEIGHT, atLine(line), text);
    }
    if (isRow(line) || text.length > 50) return;
    const plain = arabic(text)
      .replace(/\s+/g, "")
      .replace(/\(/g, "（")
      .replace(/\)/g, "）")
      .replace(/^第[一二三四五]部分/, "")
      // The year before it was torn off: it stands on a line of its own.
      .replace(/^年度?(?=\p{Script=Han})/u, "")
      .replace(/^(纳入|关于|根据|依据|按照|经|由|附件\d?[:：]?)/, "");
    const isCover = index < COVER_LINES;
    if (!isCover && /[，。；、]/.test(plain)) return;
    const said = BEFORE_YEAR.exec(plain)?.[1] ?? AFTER_YEAR.exec(plain)?.[1];
    if (said !== undefined) add(said, isCover ? 5 : 1.5, atLine(line), text);
    else if (isCover) add(ALONE.exec(plain)?.[1], 4, atLine(line), text);
  });
  const file = document.name.replace(/\.[a-z]+$/i, "").replace(/[_\s-]/g, "");
  add((BEFORE_YEAR.exec(file) ?? AFTER_YEAR.exec(file))?.[1], 1, NOWHERE, document.name);
  return longest(names);
}

const OWNER_WEIGHT = 3;

/** “403湖南省医疗保障局 单位：万元”: without the code before it and what follows. */
function ownerName(text: string): string {
  return (
    text
      .replace(/^[\d\s\-.]+/, "")
      .split(/\s|(?:金额)?单位[:：]|[,，;；。]/)[0]
      ?.replace(/[（(](?:公章|盖章|本级|汇总)[）)]$/, "") ?? ""
  );
}

function isName(name: string): boolean {
  const plain = name.replace(/[（(][^）)]*[）)]/g, "");
  return (
    /^[\p{Script=Han}（）()·、“”]{3,46}$/u.test(name) &&
    plain.length >= 3 &&
    !/^(万元|元|部门|单位|本部门|本单位|各部门|某|填报|预算|决算|财政拨款|一般公共)/.test(plain) &&
    !/某某|名称|情况|经费|支出|收入|说明/.test(plain)
  );
}

/** A name that is part of a longer one speaks for the longer. */
function longest(
  names: ReadonlyMap<string, { weight: number; first: Title }>,
): Vote<string> | null {
  let best: (Vote<string> & { weight: number }) | null = null;
  for (const [value, { weight, first }] of names) {
    let sum = weight;
    for (const [other, { weight: more }] of names) {
      if (other !== value && value.endsWith(other)) sum += more;
    }
    if (best !== null && best.weight >= sum) continue;
    best = { value, weight: sum, text: first.text, place: first.place };
  }
  return best;
}

interface Where {
  readonly province: string | null;
  readonly level: string | null;
}

const TEXT_LINES = 400;

/** Province and level by the places in the unit's name, else by those the text names most. */
function placeOf(unit: string, lines: readonly Line[]): Where {
  const own = placesIn(unit);
  const level = levelOf(unit, levelByForm(unit, own[0]?.name ?? "") ?? own.at(-1)?.level ?? null);
  if (own.length > 0) return { province: own[0]?.province ?? null, level };
  const text = lines
    .slice(0, TEXT_LINES)
    .map((line) => line.text)
    .join("");
  const counts = new Map<string, number>();
  for (const { province } of placesIn(text)) counts.set(province, (counts.get(province) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? provinceAtHead(unit);
  return { province: most ?? null, level: level ?? levelByWords(text) };
}

const NO_PLACE =
  /(城市|都市|上市|超市|门市|社区|园区|景区|学区|片区|开发区|高新区|保护区|小区|校区|辖区)$/;

/** A city or district by the form of its name, where the published division does not list it. */
function levelByForm(unit: string, province: string): string | null {
  if (province === "" || !unit.startsWith(province)) return null;
  const rest = unit.slice(province.length);
  const city = /^\p{Script=Han}{2,6}?(?:市|自治州|盟|地区)/u.exec(rest)?.[0] ?? "";
  if (city === "" || NO_PLACE.test(city)) return null;
  const district = /^\p{Script=Han}{1,6}?(?:区|县|旗|市)/u.exec(rest.slice(city.length))?.[0] ?? "";
  return district === "" || NO_PLACE.test(district) ? "市" : "县";
}

const COUNTY = /[省市].{1,6}(?:县|旗|(?<!自治|社|小|园|校|院|库|林|景|灾|地|辖)区)(?=.{2})/;

function levelOf(unit: string, level: string | null): string | null {
  if (/(乡|镇)(人民政府|政府)?$/.test(unit)) return "乡";
  if (/街道/.test(unit)) return "县";
  // A county or district that the list of places does not have.
  const isUnlisted = level === null || level === "省";
  if (isUnlisted && COUNTY.test(unit)) return "县";
  if (level === "省" && /省.{1,6}市(?=.{2})/.test(unit)) return "市";
  return level;
}

/** Whose government the text speaks of most. */
function levelByWords(text: string): string | null {
  const words = {
    省: /省委|省政府|全省|省级/g,
    市: /市委|市政府|全市|市级/g,
    县: /[县区]委|[县区]政府|全[县区]|[县区]级/g,
  };
  const counts = Object.entries(words).map(([level, word]) => {
    return { level, count: [...text.matchAll(word)].length };
  });
  const most = counts.sort((a, b) => b.count - a.count)[0];
  return most === undefined || most.count === 0 ? null : most.level;
}
