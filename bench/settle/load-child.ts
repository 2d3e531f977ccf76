import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Paced } from "../tail/paced.ts";
import type { LoadReport, LoadRound, LoadSetup, PacedReport, PacedRound } from "./http-load.ts";

/** The load generator's process, seen from the bench. */
export interface LoadChild {
  /** @throws Error when any message is not settled */
  round(first: number, count: number, in_flight: number): Promise<LoadReport>;
  /** At a steady rate, waiting for no answer. @throws Error when any message is not settled */
  paced(round: Omit<PacedRound, "kind">): Promise<Paced>;
  close(): void;
}

export async function startLoad(setup: Omit<LoadSetup, "kind">): Promise<LoadChild> {
  // Built code only: the name is that of the compiled file beside this one.
  const child = fork(fileURLToPath(new URL("./http-load.js", import.meta.url)), { execArgv: [] });
  const asked = <Answer>(message: LoadSetup | LoadRound | PacedRound): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const gone = () => reject(new Error("the load generator ended"));
      child.once("exit", gone);
      child.once("message", (answer) => {
        child.off("exit", gone);
        resolve(answer as Answer);
      });
      child.send(message);
    });
  await asked({ kind: "setup", ...setup });
  return {
    async round(first, count, in_flight) {
      const report = await asked<LoadReport>({ kind: "round", first, count, in_flight });
      if (report.refusal !== null) throw new Error(`a purchase was refused: ${report.refusal}`);
      if (report.answered !== count) throw new Error(`${report.answered} of ${count} answered`);
      return report;
    },
    async paced(round) {
      const report = await asked<PacedReport>({ kind: "paced", ...round });
      if (report.refusal !== null) throw new Error(`a purchase was refused: ${report.refusal}`);
      return report;
    },
    close: () => void child.kill(),
  };
}
