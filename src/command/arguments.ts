import { parseArgs } from "node:util";
import { YibaoError } from "../kernel/index.ts";

/** What the user typed, read once for every command. */
export interface Invocation {
  /** Words that are not flags, without the command itself. */
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean>>;
  /** `--json`: the machine form on standard output, everything else on standard error. */
  readonly json: boolean;
}

export interface ParsedArguments extends Invocation {
  readonly command: string | null;
  readonly help: boolean;
}

type FlagType = "string" | "boolean";

/** Flags of each command, beside `--json` and `--help` that every command has. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, FlagType>>>> = {
  serve: {
    port: "string",
    host: "string",
    data: "string",
    "database-url": "string",
    demo: "boolean",
    "no-demo": "boolean",
    "require-signature": "boolean",
    "in-flight": "string",
    "in-flight-institution": "string",
    "quota-per-second": "string",
    "quota-burst": "string",
    sandbox: "boolean",
    "no-sandbox": "boolean",
    "public-url": "string",
    "oidc-issuer": "string",
    "oidc-client-id": "string",
    "oidc-client-secret-file": "string",
    "oidc-trusts-factor": "boolean",
  },
  demo: { url: "string", list: "boolean", data: "string", "database-url": "string" },
  settle: { region: "string", explain: "boolean", language: "string" },
  policy: {
    against: "string",
    seed: "string",
    date: "string",
    benefit: "string",
    from: "string",
    to: "string",
    out: "string",
    language: "string",
    by: "string",
    version: "string",
    note: "string",
    reason: "string",
    decision: "string",
    "retroactive-reason": "string",
    "known-at": "string",
    "parent-version": "string",
    limit: "string",
    before: "string",
    data: "string",
    "database-url": "string",
  },
  calculate: {
    region: "string",
    date: "string",
    insutype: "string",
    "visit-type": "string",
    level: "string",
    place: "string",
    disease: "string",
    status: "string",
    identity: "string",
    "civil-servant": "string",
    total: "string",
    "in-scope": "string",
    "class-b": "string",
    "first-share": "string",
    "class-c": "string",
    "this-year": "string",
    balance: "string",
    compare: "string",
  },
  simulate: {
    region: "string",
    change: "string",
    from: "string",
    to: "string",
    history: "string",
    out: "string",
    threads: "string",
    seed: "string",
    "no-sensitivity": "boolean",
    "no-projection": "boolean",
    data: "string",
    "database-url": "string",
  },
  history: {
    people: "string",
    year: "string",
    seed: "string",
    out: "string",
    region: "string",
    assumptions: "boolean",
    from: "string",
    to: "string",
    key: "string",
    data: "string",
    "database-url": "string",
  },
  key: {
    institution: "string",
    name: "string",
    family: "string",
    from: "string",
    to: "string",
    "public-key": "string",
    data: "string",
    "database-url": "string",
  },
  account: {
    account: "string",
    name: "string",
    role: "string",
    regions: "string",
    institution: "string",
    data: "string",
    "database-url": "string",
  },
  conformance: { institution: "string", url: "string", data: "string", "database-url": "string" },
  read: {},
  check: {
    profile: "string",
    year: "string",
    against: "string",
    waivers: "string",
    charts: "string",
    sheet: "string",
    html: "string",
    threads: "string",
  },
  publish: {
    out: "string",
    format: "string",
    profile: "string",
    charts: "string",
    unit: "string",
    year: "string",
    kind: "string",
    data: "string",
    "database-url": "string",
  },
  reconcile: {
    institution: "string",
    from: "string",
    to: "string",
    file: "string",
    insutype: "string",
    "clearing-type": "string",
    data: "string",
    "database-url": "string",
  },
  budget: {
    by: "string",
    person: "string",
    reason: "string",
    request: "string",
    date: "string",
    authority: "string",
    name: "string",
    kind: "string",
    from: "string",
    parent: "string",
    region: "string",
    amount: "string",
    number: "string",
    to: "string",
    commitment: "string",
    purpose: "string",
    evidence: "string",
    "evidence-kind": "string",
    "evidence-number": "string",
    "evidence-amount": "string",
    rest: "string",
    data: "string",
    "database-url": "string",
  },
  verify: { data: "string", "database-url": "string" },
  backup: { data: "string", "database-url": "string", keep: "string" },
  restore: { to: "string", "to-latest": "boolean", data: "string" },
  import: { data: "string", "database-url": "string", "only-if-clean": "boolean" },
  interface: { markdown: "boolean" },
  chart: { year: "string", override: "string" },
  bench: { data: "string", "database-url": "string", seconds: "string" },
};

const DATABASE = ["data", "database-url"];

/** What each subcommand knows of its command's flags; a flag it does not know is refused. */
const SUBCOMMAND_FLAGS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  policy: {
    check: ["against", "from", "seed"],
    show: ["date", "benefit", "known-at", ...DATABASE],
    diff: ["from", "to", "benefit", "known-at", ...DATABASE],
    page: ["date", "out", "benefit", "language", "known-at", ...DATABASE],
    draft: ["by", "note", "parent-version", ...DATABASE],
    checked: ["version", "by", ...DATABASE],
    review: ["version", "by", "decision", "reason", ...DATABASE],
    publish: ["version", "by", "from", "retroactive-reason", ...DATABASE],
    withdraw: ["version", "by", "reason", ...DATABASE],
    versions: ["limit", "before", ...DATABASE],
    export: ["version", "out", ...DATABASE],
  },
  history: {
    generate: ["people", "year", "seed", "out", "region", "assumptions"],
    export: ["from", "to", "out", "key", ...DATABASE],
  },
};

/** @throws YibaoError COMMAND-FLAG-ELSEWHERE naming the flags that the subcommand knows */
function assertKnown(command: string | null, action: string | undefined, given: object): void {
  const known = SUBCOMMAND_FLAGS[command ?? ""]?.[action ?? ""];
  const strange = Object.keys(given).filter((flag) => known?.includes(flag) === false);
  if (known === undefined || strange.length === 0) return;
  const list = (flags: readonly string[]) => flags.map((flag) => `--${flag}`).join("、");
  throw new YibaoError("COMMAND-FLAG-ELSEWHERE", {
    command: `${command} ${action}`,
    flags: list(strange),
    known: list([...known, "json"]),
  });
}

/** `YIBAO_PORT=4301` is `--port 4301`: each string flag has a mirror in the environment. */
function fromEnvironment(command: string, flags: Readonly<Record<string, FlagType>>) {
  const mirrored: Record<string, string | boolean> = {};
  for (const [flag, type] of Object.entries(flags)) {
    const value = process.env[`YIBAO_${flag.replace(/-/g, "_").toUpperCase()}`];
    if (value === undefined || value === "") continue;
    if (type === "boolean") mirrored[flag] = !["0", "false", "no"].includes(value);
    else mirrored[flag] = value;
  }
  return command === "serve" || flags.data ? mirrored : {};
}

/** @throws YibaoError COMMAND-UNKNOWN-FLAG | COMMAND-FLAG-ELSEWHERE naming the flag */
export function parseArguments(words: readonly string[]): ParsedArguments {
  const command = words.find((word) => !word.startsWith("-")) ?? null;
  const rest = command === null ? [...words] : words.filter((_, i) => i !== words.indexOf(command));
  const flags = FLAGS[command ?? ""] ?? {};
  const options: Record<string, { type: FlagType; short?: string }> = {
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  };
  for (const [flag, type] of Object.entries(flags)) options[flag] = { type };
  const { values, positionals } = parsed(command ?? "", rest, options);
  const { json, help, ...given } = values;
  if (help !== true) assertKnown(command, positionals[0], given);
  return {
    command,
    help: help === true,
    json: json === true,
    words: positionals,
    flags: { ...fromEnvironment(command ?? "", flags), ...given },
  };
}

function parsed(
  command: string,
  args: string[],
  options: Record<string, { type: FlagType; short?: string }>,
) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as Record<string, string | boolean>, positionals };
  } catch (error) {
    throw unreadable(command, error as NodeJS.ErrnoException);
  }
}

/** `--total -5` and `--total` at the end lack a value; any other failure is a flag nobody knows. */
function unreadable(command: string, { code, message }: NodeJS.ErrnoException): YibaoError {
  const flag = /'(?:-\w, )?(-[^\s']*)[^']*'/.exec(message)?.[1] ?? message;
  const lacking = code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" && !/does not take/.test(message);
  if (!lacking) return new YibaoError("COMMAND-UNKNOWN-FLAG", { command, flag });
  const what = `${flag} 的值（以“-”开头的值写成 ${flag}=…）`;
  return new YibaoError("COMMAND-MISSING", { command, what });
}

/** A flag that takes a text; undefined when not given. */
export function textFlag(invocation: Invocation, flag: string): string | undefined {
  const value = invocation.flags[flag];
  return typeof value === "string" ? value : undefined;
}

/** A flag that takes a whole number within bounds. @throws YibaoError COMMAND-BAD-FLAG */
export function numberFlag(
  invocation: Invocation,
  flag: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = textFlag(invocation, flag);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    const allowed = `${least} 至 ${most} 之间的整数`;
    throw new YibaoError("COMMAND-BAD-FLAG", { flag: `--${flag}`, value: text, allowed });
  }
  return value;
}
