import { loadProfiles } from "../../../src/disclosure/index.ts";
import type { RandomSource } from "../../../src/kernel/index.ts";
import type { PrintedTable, Publication } from "../../../src/publication/index.ts";
import { BOTH, type DefectKind, either, inCell, namedAs, type Planted } from "../defect-kind.ts";
import { numberText, readNumber } from "../printed-number.ts";
import { cellsOf, spliced, type TableAt, tablesOf, withTable } from "../publication-parts.ts";
import { groupsAbove } from "./figures.ts";

/** Whole tables: left out, doubled, with the wrong year, unit or note, sums not redone. */

type Spoil = (publication: Publication, at: TableAt, random: RandomSource) => Planted | null;

function tableKind(
  id: string,
  what: string,
  choice: (table: PrintedTable) => boolean,
  spoil: Spoil,
): DefectKind {
  return {
    ...{ id: `table-${id}`, what, kinds: BOTH },
    plant(publication, random) {
      const chosen = [...tablesOf(publication).filter(({ table }) => choice(table))];
      while (chosen.length > 0) {
        const [at] = chosen.splice(random.below(chosen.length), 1) as [TableAt];
        const planted = spoil(publication, at, random);
        if (planted !== null) return planted;
      }
      return null;
    },
  };
}

function hasFigures(table: PrintedTable): boolean {
  return cellsOf(table, 0).some(({ cell }) => (readNumber(cell.text)?.steps ?? 0) !== 0);
}

/** Tables that every form has and other tables are held against. */
const CORE = ["overview", "income", "spending", "appropriation", "general", "basic"];

function isCore({ topic }: PrintedTable): boolean {
  return CORE.includes(topic);
}

const wrongYear: Spoil = (publication, { block, table }) => {
  const year = String(publication.year);
  if (!table.title.includes(year)) return null;
  const title = table.title.replace(year, String(publication.year - 2));
  return {
    publication: withTable(publication, block, { ...table, title }),
    where: either(inCell(title, ""), namedAs(title)),
    ...{ severity: "error", rules: [] },
  };
};

const wrongUnit: Spoil = (publication, { block, table }) => {
  if (!/元/.test(table.unit) || !hasFigures(table)) return null;
  const unit = /万元/.test(table.unit)
    ? table.unit.replace("万元", "元")
    : table.unit.replace("元", "万元");
  return {
    publication: withTable(publication, block, { ...table, unit }),
    where: inCell(table.title, ""),
    ...{ severity: "error", rules: [] },
  };
};

/** A table that the form of the place asks for; nobody misses another. */
const leftOut: Spoil = (publication, { block, table }) => {
  const form = loadProfiles().find(({ id }) => id === publication.profile);
  const isAsked = form?.tables.some(({ topic, obligatory }) => obligatory && topic === table.topic);
  if (isAsked !== true) return null;
  return {
    publication: spliced(publication, block, 1, []),
    where: either(namedAs(table.title), inCell(table.title, "")),
    // What is not there is not known to be wrong.
    ...{ severity: "hint", rules: [], may_be_unresolved: true },
  };
};

const doubled: Spoil = (publication, { block, table }) => ({
  publication: spliced(publication, block, 0, [{ kind: "table", table }]),
  where: either(inCell(table.title, ""), namedAs(table.title)),
  ...{ severity: "warn", rules: [] },
});

/** As where a table is new and the note of last year's empty one still stands below it. */
const emptyNote: Spoil = (publication, { block, table }) => {
  const note = "注：本部门本年度没有该项收入，也没有安排支出，故本表无数据。";
  return {
    publication: withTable(publication, block, { ...table, notes: [...table.notes, note] }),
    where: either(inCell(table.title, ""), { cells: [], sentences: [note], named: [] }),
    ...{ severity: "warn", rules: [] },
  };
};

const noNote: Spoil = (publication, { block, table }) => {
  if (hasFigures(table) || table.notes.length === 0) return null;
  return {
    publication: withTable(publication, block, { ...table, notes: [] }),
    where: either(inCell(table.title, ""), namedAs(table.title)),
    ...{ severity: "hint", rules: [] },
  };
};

const totalLeftOut: Spoil = (publication, { block, table }) => {
  const row = table.body.findIndex((cells) =>
    cells.some(({ text }) => /^(合计|总计)$/.test(text.replace(/\s/g, ""))),
  );
  if (row < 0 || !hasFigures(table)) return null;
  const body = table.body.filter((_, number) => number !== row);
  return {
    publication: withTable(publication, block, { ...table, body }),
    where: inCell(table.title, ""),
    ...{ severity: "error", rules: [] },
  };
};

/** An item was changed with its own total, and the sums above it were not. */
const staleSums: Spoil = (publication, { block, table }, random) => {
  const items = cellsOf(table, block).filter(({ code, topic }) => {
    return code.length === (topic.startsWith("basic") ? 5 : 7);
  });
  const shared = items.filter(({ cell }) => (readNumber(cell.text)?.steps ?? 0) > 1000);
  if (shared.length === 0) return null;
  const at = random.pick(shared);
  const old = at.cell.text;
  const figure = readNumber(old);
  if (figure === null) return null;
  const text = numberText({ ...figure, steps: figure.steps + 7700 });
  const row = table.body[at.row]?.map((cell) => {
    return cell.text === old ? { ...cell, text, amount: null } : cell;
  });
  const body = table.body.map((cells, number) => (number === at.row ? (row ?? cells) : cells));
  return {
    publication: withTable(publication, block, { ...table, body }),
    where: either(
      inCell(table.title, `${at.code}${at.name}`),
      // The sums that were not redone.
      ...groupsAbove(table.title, at.code, publication.year),
    ),
    ...{ severity: "error", rules: [] },
  };
};

/** Two columns of figures under each other's heading. */
const swappedColumns: Spoil = (publication, { block, table }) => {
  const cells = table.header.flat().filter(({ text }) => /^(基本支出|项目支出)$/.test(text.trim()));
  const [first, second] = cells;
  if (cells.length !== 2 || first?.columns !== 1 || second?.columns !== 1) return null;
  const other = new Map([
    [first, second.text],
    [second, first.text],
  ]);
  const header = table.header.map((row) =>
    row.map((cell) => ({ ...cell, text: other.get(cell) ?? cell.text })),
  );
  return {
    publication: withTable(publication, block, { ...table, header }),
    where: inCell(table.title, ""),
    ...{ severity: "error", rules: [] },
  };
};

export const TABLE_KINDS: readonly DefectKind[] = [
  tableKind("wrong-year", "表题的年度错", () => true, wrongYear),
  tableKind("wrong-unit", "表的金额单位写错", isCore, wrongUnit),
  tableKind("left-out", "漏了一张表", () => true, leftOut),
  tableKind("doubled", "一张表印了两遍", isCore, doubled),
  tableKind("empty-note", "有数的表注明无数据", hasFigures, emptyNote),
  tableKind("no-note", "空表没有说明", (table) => !hasFigures(table), noNote),
  tableKind(
    "total-left-out",
    "漏了合计行",
    ({ topic }) => CORE.slice(1).includes(topic),
    totalLeftOut,
  ),
  tableKind(
    "stale-sums",
    "改了项，没有改小计",
    ({ topic }) => ["general", "spending", "basic"].includes(topic),
    staleSums,
  ),
  tableKind(
    "swapped-columns",
    "两列的表头颠倒",
    ({ topic }) => ["general", "spending"].includes(topic),
    swappedColumns,
  ),
];
