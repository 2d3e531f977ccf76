import { type CivilDate, type Fen, YibaoError } from "../kernel/index.ts";
import { type Act, assertGiven, assertInYear } from "./act.ts";
import { type Books, once } from "./books.store.ts";
import { postLines, writeDocument } from "./document.store.ts";
import { changeLine, linesOfYear, lockLine } from "./line.store.ts";
import { lineName } from "./line.ts";
import { releaseLegs } from "./postings.ts";

/** 指标下达, or own money received; negative takes back. */
export interface Release {
  readonly line_no: number;
  readonly amount_fen: Fen;
  readonly date: CivilDate;
  /** Number of the finance department's document, or of the bank slip. */
  readonly authority: string;
}

/**
 * Records what was released for a line, at most its budget; at least what is paid. What a year
 * kept here left is released by its closing alone.
 * @throws YibaoError DEPARTMENT-AMOUNT | -VALUE-MISSING | -DATE-OUTSIDE | -LINE-UNKNOWN |
 * -YEAR-CLOSED | -RELEASE-TOO-MUCH | -NOT-RELEASED | -CARRY-BY-CLOSING
 */
export async function recordRelease(
  books: Books,
  act: Act,
  release: Release,
): Promise<{ readonly document_no: number }> {
  return once(books, "release", act, release, async (client) => {
    const { line_no, amount_fen, date, authority } = release;
    assertGiven("文号", authority);
    if (!Number.isSafeInteger(amount_fen) || amount_fen === 0) {
      throw new YibaoError("DEPARTMENT-AMOUNT", { name: "下达", amount: String(amount_fen) });
    }
    const held = await lockLine(client, line_no);
    const { line } = held;
    assertInYear(date, line.year);
    if (line.source === "carried" && amount_fen > 0) {
      const before = await linesOfYear(client, line.unit_code, line.year - 1);
      if (before.length > 0) {
        const details = { line: lineName(line), year: line.year - 1 };
        throw new YibaoError("DEPARTMENT-CARRY-BY-CLOSING", details);
      }
    }
    await changeLine(client, held, { released_fen: amount_fen });
    const { unit_code, year } = line;
    const items = [{ line_no, amount_fen }];
    const facts = { kind: "release" as const, unit_code, year, date, items };
    const document_no = await writeDocument(client, act, facts);
    await client.query("insert into department.release (document_no, authority) values ($1, $2)", [
      document_no,
      authority,
    ]);
    const legs = releaseLegs(line, amount_fen);
    await postLines(client, books, act, { document_no, date, kind: "release" }, [{ line, legs }]);
    return { document_no };
  });
}
