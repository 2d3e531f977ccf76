import type { Invocation } from "./arguments.ts";
import { demoCommand } from "./demo-command.ts";
import { importCommand } from "./import-command.ts";
import { policyCommand } from "./policy-command.ts";
import { serveCommand } from "./serve-command.ts";
import { settleCommand } from "./settle-command.ts";
import { verifyCommand } from "./verify-command.ts";

/** Every command; each returns its exit code. */
export const COMMANDS: Readonly<Record<string, (invocation: Invocation) => Promise<number>>> = {
  serve: serveCommand,
  demo: demoCommand,
  settle: settleCommand,
  policy: policyCommand,
  import: importCommand,
  verify: verifyCommand,
};
