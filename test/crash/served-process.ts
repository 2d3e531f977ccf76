import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../src/store/index.ts";

/** `yibao serve` as a process of its own, as a user runs it. */
export interface ServedProcess {
  readonly pid: number;
  /** Resolves with the address of the ready line; rejects when the process ends before it. */
  readonly ready: Promise<string>;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  readonly running: boolean;
  kill(signal: NodeJS.Signals): void;
  /** The last lines that it wrote on standard error. */
  lastLines(): string;
}

const LINES_KEPT = 40;

export function serveProcess(data: string, flags: readonly string[] = []): ServedProcess {
  const program = join(packageRoot(), "bin", "yibao.js");
  const words = [program, "serve", "--no-demo", "--port", "0", "--data", data, ...flags];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    lines.push(...text.trimEnd().split("\n"));
    lines.splice(0, lines.length - LINES_KEPT);
  });
  let running = true;
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => {
      running = false;
      resolve({ code, signal });
    });
  });
  const ready = readyLine(child, exited, lines);
  // Whoever kills it before it is ready does not wait for it.
  ready.catch(() => undefined);
  return {
    pid: child.pid as number,
    ready,
    exited,
    get running() {
      return running;
    },
    kill: (signal) => void child.kill(signal),
    lastLines: () => lines.join("\n"),
  };
}

function readyLine(
  child: ChildProcess,
  exited: Promise<{ readonly code: number | null }>,
  lines: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      const found = /^ready (\S+)$/m.exec(text);
      if (found) resolve(found[1] as string);
    });
    void exited.then(({ code }) =>
      reject(new Error(`serve ended with ${code} before it was ready:\n${lines.join("\n")}`)),
    );
  });
}
