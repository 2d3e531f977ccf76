import type { Topic } from "../disclosure/index.ts";
import { columnIds } from "./column-ids.ts";
import type { FactSheet } from "./fact-sheet.ts";
import type { FormWords } from "./form-words.ts";
import { fits } from "./reading-words.ts";
import type { Block } from "./source-table.ts";
import { plainName } from "./words.ts";

/** Tables whose rows are the unit's own, such as its projects: project-1, project-2, … */
export function readListed(
  sheet: FactSheet,
  blocks: readonly Block[],
  topic: Topic,
  context: { readonly year: number; readonly form: FormWords },
): void {
  let count = 0;
  for (const block of blocks) {
    const ids = columnIds(block.columns, topic, context.year, context.form);
    sheet.columns.push(...ids.filter((id) => id !== null));
    for (const row of block.rows) {
      const name = row.name === "" ? row.codes.join("") : row.name;
      const isTotal = fits(context.form.words.totals, plainName(name));
      if (!isTotal) count += 1;
      const id = isTotal ? "total" : `project-${count}`;
      const place = sheet.place({ ...row, text: name }, name);
      sheet.rows.push({ id, code: "", name, chart: null, place });
      ids.forEach((column, index) => {
        const cell = row.cells[index];
        if (column === null || column === "" || !cell) return;
        const words = { row: name, column: block.columns[index]?.path.join("·") ?? "" };
        sheet.add({ row: id, column }, cell, words);
      });
    }
  }
}
