import { parseArguments } from "./command/arguments.ts";
import { COMMANDS } from "./command/commands.ts";
import { HELP } from "./command/help.ts";
import { SUBCOMMAND_HELP } from "./command/subcommand-help.ts";
import { YibaoError } from "./kernel/index.ts";

/**
 * The command line. Exit codes (contracts): 0 done · 1 done, and something is wrong with what was
 * checked · 2 the input cannot be used · 3 a fault of ours.
 */
export async function main(words: readonly string[]): Promise<number> {
  try {
    const { command, help, ...invocation } = parseArguments(words);
    if (command === null || help) {
      const part = SUBCOMMAND_HELP[`${command} ${invocation.words[0]}`];
      process.stdout.write(`${part ?? HELP[command ?? ""] ?? HELP[""]}\n`);
      return command === null && !help && words.length > 0 ? 2 : 0;
    }
    const run = COMMANDS[command];
    if (!run) throw new YibaoError("COMMAND-UNKNOWN", { command, known: known() });
    return await (await run())(invocation);
  } catch (error) {
    if (error instanceof YibaoError) {
      process.stderr.write(`yibao: ${error.message}（${error.code}）\n`);
      return 2;
    }
    process.stderr.write(`yibao: 程序内部错误。${(error as Error)?.stack ?? String(error)}\n`);
    return 3;
  }
}

function known(): string {
  return Object.keys(COMMANDS).join("、");
}
