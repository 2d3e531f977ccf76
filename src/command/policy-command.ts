import { YibaoError } from "../kernel/index.ts";
import type { Invocation } from "./arguments.ts";

type Subcommand = (invocation: Invocation) => Promise<number>;

/** Subcommands of `yibao policy`, each loaded when it is called. */
const SUBCOMMANDS: Readonly<Record<string, () => Promise<Subcommand>>> = {
  check: async () => (await import("./policy-check-command.ts")).policyCheckCommand,
  show: async () => (await import("./policy-show-command.ts")).policyShowCommand,
  diff: async () => (await import("./policy-diff-command.ts")).policyDiffCommand,
  page: async () => (await import("./policy-page-command.ts")).policyPageCommand,
  draft: async () => (await import("./policy-draft-command.ts")).policyDraftCommand,
  checked: async () => (await import("./policy-checked-command.ts")).policyCheckedCommand,
  review: async () => (await import("./policy-review-command.ts")).policyReviewCommand,
  publish: async () => (await import("./policy-publish-command.ts")).policyPublishCommand,
  withdraw: async () => (await import("./policy-withdraw-command.ts")).policyWithdrawCommand,
  versions: async () => (await import("./policy-versions-command.ts")).policyVersionsCommand,
  export: async () => (await import("./policy-export-command.ts")).policyExportCommand,
};

/** `yibao policy SUBCOMMAND …`; the subcommand is no longer among the words it is given. */
export async function policyCommand(invocation: Invocation): Promise<number> {
  const [action, ...words] = invocation.words;
  const load = SUBCOMMANDS[action ?? ""];
  if (!load) {
    const what = `子命令 ${Object.keys(SUBCOMMANDS).join("、")} 之一`;
    throw new YibaoError("COMMAND-MISSING", { command: "policy", what });
  }
  return await (await load())({ ...invocation, words });
}
