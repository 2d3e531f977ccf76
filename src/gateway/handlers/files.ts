import { YibaoError } from "../../kernel/index.ts";
import type { Handlers } from "../dispatch.ts";
import { EVERYBODY, usableFile, writeFile } from "../files/file.store.ts";
import { FileAnswer } from "../receipt.ts";
import { quoted } from "../wire-value.ts";
import { changeOnce } from "./receipt.store.ts";
import type { HandlerServices } from "./services.ts";

/** 9101, 9102: files come and go whole; what is in one is for the transaction that uses it. */
export function fileHandlers({ store }: HandlerServices): Pick<Handlers, "9101" | "9102"> {
  return {
    "9101": async ({ institution_code, received_at, receipt, input: { fsUploadIn } }) => {
      const { filename, fixmedins_code } = fsUploadIn;
      checkOwner(fixmedins_code, institution_code, "fsUploadIn");
      const bytes = Buffer.from(fsUploadIn.in, "base64");
      return changeOnce(store, receipt, async (transaction) => {
        const file = { institution_code, filename, bytes, now: received_at };
        const { file_query_no, download_until } = await writeFile(transaction, file);
        return {
          file_qury_no: file_query_no,
          filename,
          fixmedins_code: institution_code,
          dld_endtime: `${download_until} 23:59:59`,
        };
      });
    },

    "9102": async ({ institution_code, received_at, input: { fsDownloadIn } }) => {
      const { file_qury_no, fixmedins_code } = fsDownloadIn;
      if (fixmedins_code !== EVERYBODY)
        checkOwner(fixmedins_code, institution_code, "fsDownloadIn");
      const file = await usableFile(store, institution_code, file_qury_no, received_at);
      return new FileAnswer(file.bytes, file.filename);
    },
  };
}

/** @throws YibaoError GATEWAY-OTHER-INSTITUTION */
function checkOwner(named: string, institution: string, node: string): void {
  if (named === institution) return;
  const details = { value: quoted(named), institution };
  const where = `${node}.fixmedins_code（医药机构编号）`;
  throw new YibaoError("GATEWAY-OTHER-INSTITUTION", details, where);
}
