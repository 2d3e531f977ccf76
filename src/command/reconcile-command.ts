import { readFile } from "node:fs/promises";
import { statementRows } from "../gateway/index.ts";
import { type CivilDate, civilDate, YibaoError } from "../kernel/index.ts";
import { createInstitutionsCache } from "../providers/index.ts";
import { entriesFromRows, reconcileEntries, type StatementScope } from "../reconciliation/index.ts";
import { migrate, openStore, type Store } from "../store/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { placeOf } from "./house.ts";
import { note } from "./progress.ts";
import { reconcileAnswer, reconcileSheet } from "./reconcile-sheet.ts";

/** `yibao reconcile`: an institution's file against the bureau's entries of a period. */
export async function reconcileCommand(invocation: Invocation): Promise<number> {
  const scope: StatementScope = {
    institution_code: required(invocation, "institution", "机构编号"),
    from: dayFlag(invocation, "from"),
    to: dayFlag(invocation, "to"),
    insutype: textFlag(invocation, "insutype") ?? null,
    clearing_type: textFlag(invocation, "clearing-type") ?? null,
    region: null,
    role: "all",
  };
  const theirs = await entriesOfFile(required(invocation, "file", "对账明细文件"));
  const store = await openStore({ ...placeOf(invocation), join: true, existing: true, log: note });
  try {
    await migrate(store);
    await assertKnown(store, scope.institution_code);
    const comparison = await reconcileEntries(store, scope, theirs);
    const text = invocation.json
      ? JSON.stringify(reconcileAnswer(scope, comparison), null, 2)
      : reconcileSheet(scope, comparison);
    process.stdout.write(`${text}\n`);
    return comparison.differences.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

function required(invocation: Invocation, flag: string, what: string): string {
  const value = textFlag(invocation, flag);
  if (value !== undefined && value !== "") return value;
  throw new YibaoError("COMMAND-MISSING", { command: "reconcile", what: `--${flag}（${what}）` });
}

/** @throws YibaoError COMMAND-MISSING | DATE-NOT-A-DATE */
function dayFlag(invocation: Invocation, flag: string): CivilDate {
  const text = required(invocation, flag, "日期");
  try {
    return civilDate(text);
  } catch (error) {
    throw error instanceof YibaoError ? error.at(`--${flag}`) : error;
  }
}

async function entriesOfFile(file: string) {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === "ENOENT" ? "文件不存在" : "文件不可读";
    throw new YibaoError("CASE-NOT-READABLE", { file, reason });
  });
  try {
    return entriesFromRows(await statementRows(bytes));
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    throw error.at(error.where === undefined ? file : `${file} ${error.where}`);
  }
}

async function assertKnown(store: Store, institution_code: string): Promise<void> {
  const institutions = await createInstitutionsCache(store);
  const known = institutions.value.byCode(institution_code) !== null;
  institutions.close();
  if (known) return;
  const details = { value: institution_code };
  throw new YibaoError("PROVIDERS-INSTITUTION-UNKNOWN", details, "--institution");
}
