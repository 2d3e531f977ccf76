import { type DisclosureKind, loadForms } from "../../disclosure/index.ts";
import { fullTopic } from "../topic-rows.ts";
import { partsOf } from "./address.ts";

/** Columns that only sentences speak of. */
const TOLD: Readonly<Record<string, string>> = {
  actual: "决算数",
  budget: "预算数",
  "initial-budget": "年初预算",
  "full-budget": "全年预算",
  prior: "上年数",
  change: "增减",
  "change-rate": "增减",
  completion: "完成预算",
  "basic-personnel": "人员经费",
  "basic-public": "公用经费",
};

/** `《收入决算表》合计·其他收入（income[total].other）`: for people, with the address they write. */
export function addressWords(address: string, kind: DisclosureKind): string {
  const parts = partsOf(address) ?? partsOf(`${address}.`.replace(/\.\.?$/, ".amount"));
  const forms = loadForms();
  const topic = parts === null ? null : fullTopic(forms, parts.topic);
  if (parts === null || topic === null) return address;
  const title = topic.titles[kind] ?? topic.titles.final ?? topic.titles.budget;
  const total = parts.row === "total" ? "合计" : parts.row;
  const row = topic.rows.get(parts.row)?.title ?? total;
  const named = topic.columns.get(parts.column) ?? TOLD[parts.column] ?? "";
  const isNamed = partsOf(address) !== null && topic.columns.size > 1 && named !== "";
  const column = isNamed ? `·${TOLD[parts.column] ?? named}` : "";
  return `${title === null ? "" : `《${title}》`}${row}${column}（${address}）`;
}
