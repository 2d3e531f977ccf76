import { type CsvCells, type CsvColumn, type CsvKind, PERIOD_COLUMNS } from "../store/index.ts";
import { attributeColumns, LISTS, type ListDefinition } from "./list.ts";
import type { ListName } from "./list-columns.ts";
import { versionStamp } from "./version-stamp.ts";

/**
 * Files of a list: a code, its dates, and whichever of the list's columns are known. Of items,
 * diseases and operations, which have files of their own, only what those do not say.
 */

const CODE = /^[0-9A-Za-z.+*/_-]{1,50}$/;
const CELL_LENGTH_MAX = 2_000;

/** Some lists have a column 生效日期 of their own. */
const LIST_PERIOD_COLUMNS = PERIOD_COLUMNS.map((column) => ({
  ...column,
  chinese: `目录${column.chinese}`,
}));

const REFERENCES = {
  item: { target: "item_code", code: "CATALOGUE-ITEM-UNKNOWN" },
  disease: { target: "code", code: "CATALOGUE-TERM-UNKNOWN" },
  operation: { target: "code", code: "CATALOGUE-TERM-UNKNOWN" },
} as const;

export const LIST_KINDS = Object.fromEntries(
  LISTS.map((definition) => [definition.list, listKind(definition)]),
) as Readonly<Record<ListName, CsvKind>>;

function listKind(definition: ListDefinition): CsvKind {
  const { list, title, source, code } = definition;
  const attributes = attributeColumns(definition);
  return {
    kind: list,
    chinese: `${title}目录`,
    columns: [
      { name: "code", chinese: code, required: true, note: "最多 50 位" },
      ...LIST_PERIOD_COLUMNS,
      ...nameColumns(definition),
      ...attributes.map((name) => ({ name, chinese: name, required: false, note: "" })),
    ],
    parseRow: (cells) => ({
      code: cells.matching("code", CODE, "字母、数字和 . + * / _ -"),
      list,
      ...cells.period(),
      name: source.from === "entry" ? cells.text("name", 500) : "",
      attributes: attributesOf(cells, attributes),
    }),
    table: {
      name: "catalogue.entry",
      key: ["code", "list"],
      content: ["name", "attributes"],
      dated: true,
      ...references(definition),
      afterInsert: versionStamp("catalogue.entry", list),
    },
  };
}

/** A row with no other home brings its name; the others have one where they are registered. */
function nameColumns({ source, names }: ListDefinition): readonly CsvColumn[] {
  if (source.from !== "entry") return [];
  const chinese = names[0] as string;
  return [{ name: "name", chinese, required: true, note: "最多 500 字" }];
}

function attributesOf(cells: CsvCells, columns: readonly string[]): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const column of columns) {
    const text = cells.optionalText(column, CELL_LENGTH_MAX);
    if (text !== "") attributes[column] = text;
  }
  return attributes;
}

function references({ source }: ListDefinition): Pick<CsvKind["table"], "references"> {
  if (source.from === "entry") return {};
  const { target, code } = REFERENCES[source.from];
  const table =
    source.from === "item"
      ? `(select item_code from catalogue.item where list_type = '${source.list_type}')`
      : `catalogue.${source.from}`;
  return { references: [{ column: "code", table, target, code }] };
}
