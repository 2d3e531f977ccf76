import { YibaoError } from "../kernel/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";

/** What the subcommands of `yibao policy` read from the command line alike. */

/** The region code a subcommand is about. @throws YibaoError COMMAND-MISSING */
export function regionWord(invocation: Invocation): string {
  const [code] = invocation.words;
  if (code === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "policy", what: "统筹区代码" });
  }
  return code;
}

/** A flag that the subcommand cannot do without. @throws YibaoError COMMAND-MISSING */
export function neededFlag(invocation: Invocation, flag: string): string {
  const value = textFlag(invocation, flag);
  if (value === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "policy", what: `--${flag}` });
  }
  return value;
}
