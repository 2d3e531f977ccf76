/** Progress on standard error: a bar on a terminal, a line every few seconds otherwise. */
export interface Progress {
  update(step: string, done: number, total: number): void;
  /** Ends the line of the bar. */
  finish(): void;
}

const LINE_MILLISECONDS = 3_000;
const BAR_MILLISECONDS = 100;
const BAR_WIDTH = 24;

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const bar = stream.isTTY === true;
  let shownAt = 0;
  let shownStep = "";
  let openLine = false;
  return {
    update(step, done, total) {
      const now = Date.now();
      const due = now - shownAt >= (bar ? BAR_MILLISECONDS : LINE_MILLISECONDS);
      if (!due && step === shownStep && done < total) return;
      if (!bar && !due && step.startsWith("导入")) return;
      shownAt = now;
      shownStep = step;
      const share = total === 0 ? 1 : done / total;
      const text = `${step} ${done}/${total}（${Math.floor(share * 100)}%）`;
      if (!bar) {
        stream.write(`yibao: ${text}\n`);
        return;
      }
      const filled = Math.round(share * BAR_WIDTH);
      stream.write(`\r\x1b[2K[${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}] ${text}`);
      openLine = true;
    },
    finish() {
      if (openLine) stream.write("\n");
      openLine = false;
    },
  };
}

/** A line for people on standard error. */
export function note(line: string): void {
  process.stderr.write(`yibao: ${line}\n`);
}
