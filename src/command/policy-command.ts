import { civilDate, YibaoError } from "../kernel/index.ts";
import { loadRegion, policyOn } from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { policySheet } from "./policy-sheet.ts";

/** `yibao policy show CODE --date D [--benefit B]`. */
export async function policyCommand(invocation: Invocation): Promise<number> {
  const [action, code] = invocation.words;
  if (action !== "show") {
    throw new YibaoError("COMMAND-MISSING", { command: "policy", what: "子命令 show" });
  }
  if (code === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "policy", what: "统筹区代码" });
  }
  const date = textFlag(invocation, "date");
  if (date === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "policy", what: "--date" });
  }
  const view = policyOn(loadRegion(code), civilDate(date), textFlag(invocation, "benefit") ?? null);
  const text = invocation.json ? JSON.stringify(view, null, 2) : policySheet(view);
  process.stdout.write(`${text}\n`);
  return 0;
}
