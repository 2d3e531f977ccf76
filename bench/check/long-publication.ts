import type { Block, PrintedCell, PrintedTable, Publication } from "../../src/publication/index.ts";

/** How many rows and paragraphs one project brings: about a page. */
const ROWS = 14;
const PARAGRAPHS = 6;

/**
 * A publication that is longer by the accounts of so many projects, each with its sentences and its
 * table, as the attachments of such documents are: nothing else is changed.
 */
export function withProjects(publication: Publication, projects: number): Publication {
  const blocks = Array.from({ length: projects }, (_, index) => project(index + 1)).flat();
  const head: Block = { kind: "heading", level: 1, text: "附件　项目支出绩效自评情况" };
  return { ...publication, blocks: [...publication.blocks, head, ...blocks] };
}

function project(number: number): readonly Block[] {
  const sentences = Array.from({ length: PARAGRAPHS }, (_, index) => {
    const [planned, spent] = [number * 13.25 + index, number * 12.5 + index];
    return (
      `虚构项目${number}的第${index + 1}项任务安排资金${planned.toFixed(2)}万元，` +
      `实际使用${spent.toFixed(2)}万元，按照工作计划完成了宣传、培训、设备维护和资料整理，` +
      "服务对象对办理时间、办理地点和告知内容表示满意，没有发生需要整改的问题。"
    );
  });
  return [
    { kind: "heading", level: 4, text: `${number}. 虚构项目${number}` },
    ...sentences.map(
      (text): Block => ({ kind: "paragraph", text, align: "left", is_indented: true }),
    ),
    { kind: "table", table: table(number) },
  ];
}

function table(number: number): PrintedTable {
  return {
    ...{ topic: "", label: "", title: `虚构项目${number}绩效自评表`, owner: "", unit: "" },
    columns: [
      { width: 4, align: "left" },
      { width: 2, align: "right" },
      { width: 2, align: "right" },
    ],
    header: [[cell("指标", 0), cell("目标值", 1), cell("完成值", 2)]],
    body: Array.from({ length: ROWS }, (_, row) => [
      cell(`指标${row + 1}`, 0),
      cell(String(number * 3 + row), 1),
      cell(String(number * 3 + row + (row % 2)), 2),
    ]),
    ...{ notes: [], is_landscape: false },
  };
}

function cell(text: string, column: number): PrintedCell {
  return { text, column, columns: 1, rows: 1, is_bold: false, indent: 0, amount: null };
}
