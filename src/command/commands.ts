import type { Invocation } from "./arguments.ts";
import { policyCommand } from "./policy-command.ts";
import { settleCommand } from "./settle-command.ts";

/** Every command; each returns its exit code. */
export const COMMANDS: Readonly<Record<string, (invocation: Invocation) => Promise<number>>> = {
  settle: settleCommand,
  policy: policyCommand,
};
