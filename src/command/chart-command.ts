import {
  CHART_KINDS,
  type Chart,
  type Charts,
  chartOf,
  findCode,
  judgeRow,
  kindOfCode,
  loadCharts,
  nearestByName,
  type RowJudgement,
  readCodeText,
} from "../classification/index.ts";
import { chinaTime, YibaoError } from "../kernel/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { type CodeAnswer, codeAnswer } from "./chart-answer.ts";
import { chartSheet, nameSheet, verdictSheet } from "./chart-sheet.ts";

const NAMES_MOST = 10;

/** What `--json` prints: of a code, of a code with a name, or of a name. */
type ChartAnswer =
  | CodeAnswer
  | { readonly year: number; readonly judgement: RowJudgement; readonly found: CodeAnswer | null }
  | { readonly year: number; readonly names: readonly NameAnswer[] };

export interface NameAnswer {
  readonly chart: string;
  readonly code: string;
  readonly name: string;
  readonly likeness: number;
}

/** `yibao chart CODE|NAME [--year Y] [--override FILE] [--json]`. */
export async function chartCommand(invocation: Invocation): Promise<number> {
  const text = invocation.words.join(" ").trim();
  if (text === "")
    throw new YibaoError("COMMAND-MISSING", { command: "chart", what: "代码或名称" });
  const thisYear = Number(chinaTime(new Date()).slice(0, 4));
  const year = numberFlag(invocation, "year", thisYear, 1990, 2099);
  const charts = loadCharts(textFlag(invocation, "override"));
  const code = readCodeText(text, true);
  const kind = kindOfCode(code?.code ?? "");
  const { answer, sheet, exit } =
    code === null || kind === null
      ? namesLike(charts, text, year)
      : ofCode(charts, chartOf(charts, kind, year), code.code, code.rest);
  process.stdout.write(`${invocation.json ? JSON.stringify(answer, null, 2) : sheet}\n`);
  return exit;
}

interface Shown {
  readonly answer: ChartAnswer;
  readonly sheet: string;
  readonly exit: number;
}

function ofCode(charts: Charts, chart: Chart, code: string, name: string): Shown {
  const row = findCode(chart, code);
  const found = row === null ? null : codeAnswer(charts, chart, row);
  if (found !== null && name === "") {
    return { answer: found, sheet: chartSheet(found), exit: 0 };
  }
  const judgement = judgeRow(chart, code, name);
  const sheet = verdictSheet(chart, code, name, judgement, found);
  const exit = judgement.verdict === "right" ? 0 : 1;
  return { answer: { year: chart.year, judgement, found }, sheet, exit };
}

function namesLike(charts: Charts, text: string, year: number): Shown {
  const names = CHART_KINDS.flatMap((kind) => {
    const chart = chartOf(charts, kind, year);
    return nearestByName(chart, text, NAMES_MOST).map(({ row, likeness }) => ({
      chart: chart.title,
      code: row.code,
      name: row.name,
      likeness: Math.round(likeness * 100) / 100,
    }));
  });
  const best = names.toSorted((a, b) => b.likeness - a.likeness).slice(0, NAMES_MOST);
  const exit = best.length === 0 ? 1 : 0;
  return { answer: { year, names: best }, sheet: nameSheet(text, year, best), exit };
}
