import type { Finding } from "../../src/disclosure/index.ts";
import type { CheckReport } from "../../src/disclosure-check/index.ts";
import type { Document } from "../../src/documents/index.ts";
import type { CellPlace, Planted, Where } from "./defect-kind.ts";

/** How a check did on one planted document. */
export interface Judged {
  readonly is_found: boolean;
  /** Errors that have nothing to do with what was planted. */
  readonly false_errors: readonly Finding[];
  readonly false_warnings: readonly Finding[];
  /** Findings at the right place. */
  readonly right: readonly Finding[];
}

const WEIGHTS = { unresolved: 0, hint: 1, warn: 2, error: 3 } as const;

export function judged(report: CheckReport, planted: Planted, document: Document): Judged {
  const lines = linesOfSentences(document, planted.where.sentences);
  const isRight = (finding: Finding) => isThere(finding, planted.where, lines);
  const right = report.findings.filter(isRight);
  const wrong = report.findings.filter((finding) => !isRight(finding));
  return {
    is_found: right.some((finding) => counts(finding, planted)),
    right,
    false_errors: wrong.filter(({ outcome }) => outcome === "error"),
    false_warnings: wrong.filter(({ outcome }) => outcome === "warn"),
  };
}

/** Error or warning, a hint only where no more is expected; by one of the expected rules. */
function counts(finding: Finding, planted: Planted): boolean {
  const least = planted.severity === "hint" ? WEIGHTS.hint : WEIGHTS.warn;
  const isUnread = planted.may_be_unresolved === true && finding.outcome === "unresolved";
  if (WEIGHTS[finding.outcome] < least && !isUnread) return false;
  const rules = [finding.rule, ...finding.merged];
  return (
    planted.rules.length === 0 ||
    isUnread ||
    planted.rules.some((start) => rules.some((rule) => rule.startsWith(start)))
  );
}

function unmarked(text: string): string {
  return text.replace(/[\s\u3000（）()“”‘’"'、，。：:；;*·・]/gu, "");
}

type Lines = readonly { readonly first: number; readonly last: number }[];

function isThere(finding: Finding, where: Where, lines: Lines): boolean {
  return (
    where.cells.some((cell) => isInCell(finding, cell) || isSuspected(finding, cell)) ||
    where.sentences.some((sentence) => isInSentence(finding, sentence)) ||
    (finding.where.table === "" &&
      lines.some(({ first, last }) => finding.where.line >= first && finding.where.line <= last)) ||
    where.named.some((title) => isNamed(finding, title))
  );
}

/** Words without blanks, numbering and marks. */
export function bare(text: string): string {
  return unmarked(
    text.replace(/^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/u, ""),
  ).replace(/^[\d.．]+(?=\p{Script=Han})/u, "");
}

function isInCell({ where }: Finding, cell: CellPlace): boolean {
  if (!isAlike(where.table, cell.table)) return false;
  if (cell.row === "") return cell.column === "" || isAlike(where.column, cell.column);
  if (isAlike(where.row, cell.row)) return true;
  const code = /^\d{3,7}/.exec(cell.row)?.[0];
  if (code !== undefined && where.row.replace(/\s/g, "").startsWith(code)) {
    return !/^\d/.test(where.row.replace(/\s/g, "").slice(code.length));
  }
  const isByColumn = where.row === "" && cell.column !== "";
  return isByColumn && isAlike(where.column, cell.column);
}

/**
 * Where nothing tells which part of a sum is wrong, or which of two printings, the finding stands
 * at the sum or at the other printing and names what may be: the reader is led to the cell by the
 * table, its name and the figure printed there.
 */
function isSuspected(
  { where, printed, message, suggestion }: Finding,
  { table, row, column, text }: CellPlace,
): boolean {
  if (text === undefined) return false;
  const shown = text.trim() === "" ? "空白" : text.trim();
  const told = unmarked(`${message}；${suggestion}`).replace(/[《》]/g, "");
  // A table of one row has no words for it: the figure itself, or the row's figures, are shown.
  const isInRow = row === "" && where.row === "" && isAlike(where.table, table);
  const figures = [printed, ...where.text.split(/\s+/)].map((one) => one.replace(/万?元$/, ""));
  if (isInRow && figures.includes(shown)) return true;
  const title = where.table !== "" && isAlike(where.table, table) ? "" : unmarked(table);
  const names = row === "" ? [unmarked(column)] : [bare(row), `${bare(row)}${unmarked(column)}`];
  return names.some((name) => told.includes(`${title}${name}${unmarked(shown)}`));
}

/** One holds the other. */
function isAlike(found: string, planted: string): boolean {
  const [a, b] = [bare(found), bare(planted)];
  if (a.length < 2 || b.length < 2) return a === b;
  return a.includes(b) || b.includes(a);
}

function isInSentence({ where }: Finding, sentence: string): boolean {
  if (where.table !== "") return false;
  const [found, whole] = [bare(where.text), bare(sentence)];
  return (
    found.length >= 4 && (whole.includes(found) || (whole.length > 6 && found.includes(whole)))
  );
}

function isNamed({ where, title, message, suggestion }: Finding, name: string): boolean {
  const told = bare([title, message, suggestion, where.table, where.text].join(" "));
  return told.includes(bare(name)) || (where.table !== "" && isAlike(where.table, name));
}

/** The lines on which a sentence stands, however it was broken. */
function linesOfSentences(document: Document, sentences: readonly string[]): Lines {
  if (sentences.length === 0) return [];
  let text = "";
  const starts: { readonly at: number; readonly number: number }[] = [];
  for (const { lines } of document.pages) {
    for (const line of lines.filter(({ role }) => role === "body")) {
      starts.push({ at: text.length, number: line.number });
      text += line.text.replace(/\s/g, "");
    }
  }
  const lineAt = (at: number) => starts.findLast((one) => one.at <= at)?.number ?? 0;
  return sentences.flatMap((sentence) => {
    const plain = sentence.replace(/\s/g, "");
    const at = plain === "" ? -1 : text.indexOf(plain);
    return at < 0 ? [] : [{ first: lineAt(at), last: lineAt(at + plain.length - 1) }];
  });
}
