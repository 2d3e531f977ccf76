import { loadForms } from "../../disclosure/index.ts";
import { head, headsOf, wordCell } from "./cells.ts";
import { cellAt, filled, type TableBody, type TableContext } from "./table-context.ts";

/** The unit's projects, one a row: rows `project-1`, `project-2`, … named by the register. */
export function projectsTable(context: TableContext): TableBody {
  const { scope, table } = context;
  const register = scope.materials.registers.projects ?? [];
  const ids = scope.figures
    .rowsOf("projects")
    .filter((row) => /^project-\d+$/.test(row))
    .toSorted((a, b) => Number(a.slice(8)) - Number(b.slice(8)));
  const columns = columnsFor(context);
  const body = ids.map((id, at) => {
    const name = register[Number(id.slice(8)) - 1]?.name ?? `项目${at + 1}`;
    return [wordCell(String(at + 1), 0), wordCell(name, 1), ...cells(context, id, columns)];
  });
  const total = [
    wordCell("合计", 0, { columns: 2, is_bold: true }),
    ...cells(context, "total", columns),
  ];
  const isBottom = scope.profile.fills.total_row === "bottom";
  const heads = [
    head("序号", 5),
    head(table.rows.name ?? "项目名称", 30, "left"),
    ...headsOf(
      columns.map(([, path]) => ({ path, width: 13 })),
      "right",
    ),
  ];
  return filled(isBottom ? [...body, total] : [total, ...body], heads);
}

function columnsFor({ table, scope }: TableContext): readonly (readonly [string, string])[] {
  const named = Object.entries(table.columns);
  if (named.length > 0) return named;
  const used = new Set(scope.figures.columnsOf("projects"));
  const columns = [...(loadForms().topics.get("projects")?.columns ?? [])];
  return columns.filter(([id]) => id === "total" || used.has(id));
}

function cells(
  context: TableContext,
  row: string,
  columns: readonly (readonly [string, string])[],
) {
  return columns.map(([id], at) => cellAt(context, `projects[${row}].${id}`, at + 2));
}
