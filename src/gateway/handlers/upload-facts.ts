import { YibaoError } from "../../kernel/index.ts";
import type { UploadFacts, VisitKey } from "../../settlement/index.ts";
import type { Input2204, Input2301 } from "../message-types.ts";
import { lineInput } from "./charge-lines.ts";

type SentLines = Input2204["feedetail"] | Input2301["feedetail"];

/** Lines of one upload: one visit of one person. Inpatient lines have no batch of their own. */
export function uploadFacts(feedetail: SentLines): UploadFacts {
  return {
    ...visitOfRows(feedetail, "feedetail"),
    lines: feedetail.map((sent) => ({
      ...lineInput(sent),
      batch_no: "chrg_bchno" in sent ? sent.chrg_bchno : null,
    })),
  };
}

/** The one visit that all rows of a node name. @throws YibaoError GATEWAY-ROWS-DIFFER */
export function visitOfRows(
  rows: readonly { readonly psn_no: string; readonly mdtrt_id: string }[],
  node: string,
): VisitKey {
  const first = rows[0];
  if (first === undefined) {
    throw new YibaoError("GATEWAY-NODE-MISSING", { node, shape: "数组" }, "input");
  }
  const NAMES = [
    ["mdtrt_id", "就诊ID"],
    ["psn_no", "人员编号"],
  ] as const;
  for (const [name, label] of NAMES) {
    const row = rows.findIndex((one) => one[name] !== first[name]);
    if (row < 0) continue;
    throw new YibaoError("GATEWAY-ROWS-DIFFER", { label }, `${node}.${name}（第 ${row + 1} 行）`);
  }
  return { person_no: first.psn_no, visit_id: first.mdtrt_id };
}
