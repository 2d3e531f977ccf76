import type { Basis, Confidence } from "../policy/index.ts";
import {
  type CsvCells,
  type CsvImportOptions,
  type CsvImportResult,
  type CsvKind,
  type CsvSource,
  choicesOf,
  importCsvFile,
  PERIOD_COLUMNS,
  type Store,
} from "../store/index.ts";
import type { LimitKind } from "./item-limit.ts";
import { LIMIT_KINDS } from "./limit-kind.ts";

/** The limits of items as a CSV file. */

export const LIMIT_CHANNEL = "supervision.item_limit";

const CODE = /^[0-9A-Za-z-]{1,30}$/;
const KINDS = choicesOf(Object.keys(LIMIT_KINDS) as LimitKind[]);
const BASES = choicesOf<Basis>(["official", "third-party", "recalled", "derived", "placeholder"]);
const CONFIDENCES = choicesOf<Confidence>(["high", "medium", "low"]);

const ITEM_LIMITS: CsvKind = {
  kind: "item-limits",
  chinese: "用药与项目限制",
  columns: [
    {
      name: "item_code",
      chinese: "医保目录编码",
      required: true,
      note: "最多 30 位字母、数字或短横",
    },
    {
      name: "kind",
      chinese: "限制种类",
      required: true,
      note: Object.entries(LIMIT_KINDS)
        .map(([kind, { title }]) => `${kind} ${title}`)
        .join("，"),
    },
    ...PERIOD_COLUMNS,
    {
      name: "value",
      chinese: "限制值",
      required: true,
      note: Object.entries(LIMIT_KINDS)
        .map(([kind, { form }]) => `${kind}：${form}`)
        .join("；"),
    },
    { name: "document", chinese: "文号", required: true, note: "最多 100 字" },
    { name: "clause", chinese: "条款", required: false, note: "最多 100 字" },
    {
      name: "basis",
      chinese: "依据类型",
      required: false,
      note: "official、third-party、recalled、derived、placeholder（不填）；不是 official 的显示待核实",
    },
    { name: "confidence", chinese: "可信程度", required: false, note: "high、medium、low（不填）" },
  ],
  parseRow: (cells: CsvCells) => ({
    item_code: cells.matching("item_code", CODE, "1 至 30 位字母、数字或短横"),
    ...kindAndValue(cells),
    ...cells.period(),
    document: cells.text("document", 100),
    clause: cells.optionalText("clause", 100),
    basis: cells.choice("basis", BASES, "placeholder"),
    confidence: cells.choice("confidence", CONFIDENCES, "low"),
  }),
  table: {
    name: "supervision.item_limit",
    key: ["item_code", "kind"],
    content: ["value", "document", "clause", "basis", "confidence"],
    dated: true,
  },
  channel: LIMIT_CHANNEL,
};

function kindAndValue(cells: CsvCells): { kind: LimitKind; value: string } {
  const kind = cells.choice("kind", KINDS);
  const value = cells.text("value", 200);
  const { form, read } = LIMIT_KINDS[kind];
  if (value !== "" && read(value) === null) cells.refuse("value", "STORE-CSV-FORM", { form });
  return { kind, value };
}

/** The kinds of files that the supervision room imports. */
export const SUPERVISION_KINDS = {
  "item-limits": ITEM_LIMITS,
} as const satisfies Readonly<Record<string, CsvKind>>;

export type SupervisionKind = keyof typeof SUPERVISION_KINDS;

/** Imports a CSV file of a kind; what was refused and why is in the result. */
export async function importSupervision(
  store: Store,
  kind: SupervisionKind,
  source: CsvSource,
  options?: CsvImportOptions,
): Promise<CsvImportResult> {
  return importCsvFile(store, SUPERVISION_KINDS[kind], source, options);
}
