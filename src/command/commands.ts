import type { Invocation } from "./arguments.ts";

/** A command: returns its exit code. */
export type Command = (invocation: Invocation) => Promise<number>;

/** Every command, loaded when it is called: `--help` and `settle` need no database driver. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve-command.ts")).serveCommand,
  demo: async () => (await import("./demo-command.ts")).demoCommand,
  settle: async () => (await import("./settle-command.ts")).settleCommand,
  calculate: async () => (await import("./calculate-command.ts")).calculateCommand,
  policy: async () => (await import("./policy-command.ts")).policyCommand,
  simulate: async () => (await import("./simulate-command.ts")).simulateCommand,
  history: async () => (await import("./history-command.ts")).historyCommand,
  chart: async () => (await import("./chart-command.ts")).chartCommand,
  check: async () => (await import("./check-command.ts")).checkCommand,
  import: async () => (await import("./import-command.ts")).importCommand,
  key: async () => (await import("./key-command.ts")).keyCommand,
  account: async () => (await import("./account-command.ts")).accountCommand,
  conformance: async () => (await import("./conformance-command.ts")).conformanceCommand,
  read: async () => (await import("./read-command.ts")).readCommand,
  publish: async () => (await import("./publish-command.ts")).publishCommand,
  reconcile: async () => (await import("./reconcile-command.ts")).reconcileCommand,
  budget: async () => (await import("./budget-command.ts")).budgetCommand,
  verify: async () => (await import("./verify-command.ts")).verifyCommand,
  backup: async () => (await import("./backup-command.ts")).backupCommand,
  restore: async () => (await import("./restore-command.ts")).restoreCommand,
  interface: async () => (await import("./interface-command.ts")).interfaceCommand,
  bench: async () => (await import("./bench-command.ts")).benchCommand,
};
