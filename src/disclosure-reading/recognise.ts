import type { ChartKind } from "../classification/index.ts";
import type { Topic } from "../disclosure/index.ts";
import { columnIds } from "./column-ids.ts";
import { classCode, type FormWords, rowIds } from "./form-words.ts";
import { itemId } from "./read-named.ts";
import { fits } from "./reading-words.ts";
import type { SourceTable } from "./source-table.ts";
import { bare } from "./words.ts";

/** Which form a table is, or why that cannot be said. */
export interface Recognition {
  /** "" where it is none of ours, or not known. */
  readonly topic: string;
  /** In Chinese; why it cannot be read, though its title may say what it is. */
  readonly why: string;
  /** Known by its rows and columns, as its title says nothing. */
  readonly by_content: boolean;
}

/** What the rows and columns of a table speak of. */
export interface Content {
  /** Rows with a code of each chart. */
  readonly codes: Readonly<Record<ChartKind, number>>;
  /** Rows that name income, spending by class or nature, items of 三公. */
  readonly income: number;
  readonly spending: number;
  readonly items: number;
  readonly rows: number;
}

/**
 * The form of a table: its title says which, and its rows must not speak against it; where the
 * title is lost, rows and columns alone must leave but one.
 */
export function recognise(
  source: SourceTable,
  year: number,
  unit_name: string,
  form: FormWords,
): Recognition {
  const content = contentOf(source, form);
  const titled = topicByTitle(source.title, unit_name, form);
  if (titled === "") return { topic: "", why: "", by_content: false };
  if (source.is_scattered === true)
    return { topic: titled ?? "", why: SCATTERED, by_content: false };
  if (titled !== null) {
    const topic = withChart(titled, content);
    if (agrees(form.forms.topics.get(topic), content, source)) {
      return { topic, why: "", by_content: false };
    }
  }
  const scores = scoresOf(source, content, year, form);
  const [best, next] = scores;
  if (best !== undefined && best.score >= SCORE_LEAST) {
    if (next === undefined || best.score - next.score >= MARGIN) {
      return { topic: best.topic, why: "", by_content: true };
    }
  }
  if (titled === null && (best === undefined || best.score < SCORE_LEAST)) {
    return { topic: "", why: "", by_content: false };
  }
  const why =
    titled === null
      ? "标题没有认出，按行列也不能唯一确定是哪一张表"
      : "标题与行列对不上，未能确定是哪一张表";
  return { topic: titled ?? "", why, by_content: false };
}

const SCATTERED = "文字抽取时行列已散开，看不出数字属于哪一行";
const SCORE_LEAST = 3;
const MARGIN = 1;

/** By its words: a topic, "" for a form that is none of ours, null where they say nothing. */
export function topicByTitle(
  title: string,
  unit_name: string,
  { words }: FormWords,
): string | null {
  const unit = bare(unit_name);
  let plain = bare(title).replace(/20\d\d年?度?/g, "");
  if (unit !== "") plain = plain.replace(unit, "");
  plain = plain.replace(/^.{0,12}?(区级|市级|省级|县级)/, "").replace(/^(部门|单位|本级)+/, "");
  const found = words.titles.find((one) => fits(one.words, plain) && !fits(one.without, plain));
  return found?.topic ?? null;
}

/** Forms of the two economic charts bear the same titles: the codes tell them apart. */
function withChart(topic: string, { codes }: Content): string {
  if (topic === "basic" && codes.governmental > codes.departmental) return "basic-government";
  if (topic === "basic-government" && codes.departmental > codes.governmental) return "basic";
  return topic;
}

function agrees(topic: Topic | undefined, content: Content, source: SourceTable): boolean {
  if (topic === undefined) return false;
  const { codes, income, spending, items, rows } = content;
  const most = Math.max(codes.functional, codes.departmental, codes.governmental);
  if (topic.stub === "sides") return income >= 1 && spending >= 1;
  if (topic.stub === "named" || topic.stub === "listed") {
    return topic.id !== "three-public" || items >= 2;
  }
  if (source.blocks.length === 0) return false;
  if (most === 0) return rows <= 2 || topic.stub === "functional" || income + spending < rows;
  const chart = topic.stub as ChartKind;
  return codes[chart] === most;
}

export function contentOf(source: SourceTable, form: FormWords): Content {
  const codes = { functional: 0, departmental: 0, governmental: 0 };
  let [income, spending, rows] = [0, 0, 0];
  const overview = form.forms.topics.get("overview") as Topic;
  const three = form.forms.topics.get("three-public") as Topic;
  const items = new Set<string>();
  const take = (name: string) => {
    const id = itemId(name, three, form);
    if (THREE.has(id)) items.add(id);
  };
  for (const block of source.blocks) {
    for (const { path } of block.columns) path.forEach(take);
    for (const row of block.rows) {
      rows += 1;
      const kind = kindOfRow([...row.codes, row.name]);
      if (kind !== null) {
        codes[kind] += 1;
        continue;
      }
      take(row.name);
      const ids = rowIds(overview, row.name, form);
      if (ids.length > 0 && ids.every((id) => id.startsWith("income-"))) income += 1;
      else if (ids.length > 0 || classCode(row.name, form) !== null) spending += 1;
    }
  }
  return { codes, income, spending, items: items.size, rows };
}

const THREE: ReadonlySet<string> = new Set([
  ...["abroad", "vehicles", "vehicle-purchase", "vehicle-running", "reception"],
]);

function kindOfRow(texts: readonly string[]): ChartKind | null {
  const digits = /^[[(【]?([235])\d\d(\d\d|\d)?(\d\d)?(?!\d|[,.]\d)/;
  const kind = texts.map((text) => digits.exec(text.trim())?.[1]).find((one) => one !== undefined);
  if (kind === undefined) return null;
  return kind === "2" ? "functional" : kind === "3" ? "departmental" : "governmental";
}

interface Score {
  readonly topic: string;
  readonly score: number;
}

/** Columns that only one form has. */
const OWN_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  income: ["superior", "business", "other", "special-account", "appropriation", "unit"],
  spending: ["upward", "operating", "affiliated"],
};

function scoresOf(
  source: SourceTable,
  content: Content,
  year: number,
  form: FormWords,
): readonly Score[] {
  const { codes, income, spending, items } = content;
  const scores: Score[] = [];
  const add = (topic: string, score: number) => {
    if (score > 0) scores.push({ topic, score });
  };
  add("three-public", items >= 3 ? items : 0);
  const two = income >= 2 && spending >= 2 ? 3 : 0;
  const names = source.blocks.flatMap(({ rows }) => rows.map(({ name }) => bare(name)));
  const others = names.some((name) => /事业收入|经营收入|上级补助|其他收入|财政专户/.test(name));
  const funds = columnsIn(source, "appropriation", year, form).some((id) => id === "fund");
  add("overview", two > 0 ? two + (others ? 1 : 0) - (funds ? 1 : 0) : 0);
  add("appropriation", two > 0 ? two + (funds ? 1 : 0) - (others ? 1 : 0) : 0);
  add("basic", codes.departmental >= 3 && codes.functional === 0 ? 4 : 0);
  add("basic-government", codes.governmental >= 3 && codes.functional === 0 ? 4 : 0);
  if (codes.functional >= 2) {
    for (const topic of ["income", "spending"]) {
      const found = columnsIn(source, topic, year, form);
      const own = (OWN_COLUMNS[topic] ?? []).filter((id) => found.includes(id));
      add(topic, own.length >= 2 ? 2 + own.length : 0);
    }
  }
  return scores.toSorted((a, b) => b.score - a.score);
}

function columnsIn(
  source: SourceTable,
  topic: string,
  year: number,
  form: FormWords,
): readonly (string | null)[] {
  const own = form.forms.topics.get(topic) as Topic;
  return source.blocks.flatMap(({ columns }) => columnIds(columns, own, year, form));
}
