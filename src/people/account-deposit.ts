import type { CivilDate, Fen } from "../kernel/index.ts";
import type { CsvCells, CsvForm } from "../store/index.ts";
import { PERSON_NO_COLUMN, personNo } from "./person-column.ts";

/**
 * Money coming into a personal account, as a row of a file. A pure noun: whoever imports it must
 * post it to the ledger in the transaction that raises the balance, so this room only reads it.
 */
export interface AccountDeposit {
  readonly person_no: string;
  readonly date: CivilDate;
  readonly amount_fen: Fen;
  readonly memo: string;
}

export const ACCOUNT_DEPOSIT_FORM: CsvForm<AccountDeposit> = {
  columns: [
    PERSON_NO_COLUMN,
    { name: "date", chinese: "入账日期", required: true, note: "如 2023-06-01" },
    { name: "amount", chinese: "金额", required: true, note: "元，大于 0，最多两位小数" },
    { name: "memo", chinese: "备注", required: false, note: "最多 100 字" },
  ],
  parseRow: parseAccountDeposit,
};

function parseAccountDeposit(cells: CsvCells): AccountDeposit {
  const person_no = personNo(cells);
  const date = cells.date("date");
  const readable = cells.refusals.length;
  const amount_fen = cells.amountFen("amount");
  if (cells.refusals.length === readable && amount_fen <= 0) {
    cells.refuse("amount", "PEOPLE-DEPOSIT-NOT-POSITIVE");
  }
  return { person_no, date, amount_fen, memo: cells.optionalText("memo", 100) };
}
