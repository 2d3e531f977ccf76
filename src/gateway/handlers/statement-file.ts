import { type Fen, YibaoError, yuanFromFen } from "../../kernel/index.ts";
import {
  entriesFromRows,
  type InstitutionEntry,
  reconcileEntries,
  resultRows,
  type StatementRole,
  type StatementSums,
} from "../../reconciliation/index.ts";
import type { Store } from "../../store/index.ts";
import type { Handlers } from "../dispatch.ts";
import { usableFile, writeFile } from "../files/file.store.ts";
import { portionsOfZip, zipOfPortions } from "../files/row-file.ts";
import type { HeavyWork } from "../heavy-work.ts";
import type { Input3202 } from "../message-types.ts";
import type { HandlerServices, RequestOf } from "./services.ts";

/**
 * 3202: the file of the institution's entries against ours, answered by a file. It changes no
 * books: the same message again compares again and answers with another file.
 */
export function statementFileHandlers(
  { store }: HandlerServices,
  heavy: HeavyWork,
): Pick<Handlers, "3202"> {
  return {
    "3202": (request) =>
      heavy.run(request.institution_code, async () => {
        const { institution_code, received_at: now } = request;
        const { data } = request.input;
        const name = `3202-${data.stmt_begndate}-${data.stmt_enddate}-${data.clr_type}`;
        const filename = `${name}.zip`;
        const bytes = await resultFile(store, request, name);
        const ticket = await writeFile(store, { institution_code, filename, bytes, now });
        return {
          fileinfo: {
            file_qury_no: ticket.file_query_no,
            filename,
            dld_endtime: `${ticket.download_until} 23:59:59`,
          },
        };
      }),
  };
}

async function resultFile(
  store: Store,
  { institution_code, received_at, input: { data } }: RequestOf<"3202">,
  name: string,
): Promise<Uint8Array> {
  const file = await usableFile(store, institution_code, data.file_qury_no, received_at);
  const theirs = await entriesOfFile(file.bytes);
  const scope = {
    institution_code,
    from: data.stmt_begndate,
    to: data.stmt_enddate,
    insutype: null,
    clearing_type: data.clr_type,
    region: data.setl_optins,
    role: roleOf(data),
  };
  const compared = await reconcileEntries(store, scope, theirs);
  checkSums(data, compared.theirs);
  return zipOfPortions(resultRows(theirs, compared.differences), name);
}

async function entriesOfFile(bytes: Uint8Array): Promise<InstitutionEntry[]> {
  const entries: InstitutionEntry[] = [];
  for await (const rows of portionsOfZip(bytes)) {
    for (const entry of entriesFromRows(rows, entries.length)) entries.push(entry);
  }
  return entries;
}

/** As in 3201: 0 settlements alone, 1 refunds alone, empty both. */
function roleOf({ refd_setl_flag, fixmedins_refd_setl_flag }: Input3202["data"]): StatementRole {
  const flag = refd_setl_flag ?? (fixmedins_refd_setl_flag === "1" ? "1" : undefined);
  if (flag === undefined) return "all";
  return flag === "1" ? "refunds" : "settlements";
}

/** @throws YibaoError RECONCILIATION-FILE-SUMS: the file is not the one that was meant */
function checkSums(sent: Input3202["data"], file: StatementSums): void {
  const yuan = (amount_fen: Fen): string => `${yuanFromFen(amount_fen)} 元`;
  const compared: [field: string, name: string, sent: string, found: string][] = [
    [
      "fixmedins_setl_cnt",
      "定点医药机构结算笔数",
      `${sent.fixmedins_setl_cnt} 笔`,
      `${file.count} 笔`,
    ],
    ["medfee_sumamt", "医疗费总额", yuan(sent.medfee_sumamt), yuan(file.total_fen)],
    ["fund_pay_sumamt", "基金支付总额", yuan(sent.fund_pay_sumamt), yuan(file.fund_fen)],
  ];
  for (const [field, name, stated, found] of compared) {
    if (stated === found) continue;
    const details = { rows: file.count, name, found, sent: stated };
    throw new YibaoError("RECONCILIATION-FILE-SUMS", details, `data.${field}（${name}）`);
  }
}
