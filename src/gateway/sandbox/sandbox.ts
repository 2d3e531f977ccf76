import { YibaoError } from "../../kernel/index.ts";
import type { Institutions } from "../../providers/index.ts";
import type { Store } from "../../store/index.ts";
import type { TransactionTable } from "../transaction-shape.ts";
import { addConformance, institutionsSeen, readConformance } from "./conformance.store.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import { type ConformanceReport, conformanceReport } from "./report.ts";

/** The sandbox of a platform: records what comes, and reports of it. */
export interface Sandbox {
  readonly recorder: Recorder;
  /**
   * The report of an institution, with everything recorded so far.
   * @throws YibaoError GATEWAY-INSTITUTION-UNKNOWN
   */
  report(institution_code: string, now: Date): Promise<ConformanceReport>;
  /** Institutions that have called, in order of code. */
  institutions(): Promise<readonly { readonly code: string; readonly name: string }[]>;
  close(): Promise<void>;
}

export interface SandboxHouse {
  readonly store: Store;
  readonly institutions: { readonly value: Institutions };
  readonly table: TransactionTable;
}

export function openSandbox({ store, institutions, table }: SandboxHouse): Sandbox {
  const recorder = createRecorder({
    table,
    isRegistered: (code) => institutions.value.byCode(code) !== null,
    write: (counts, problems) => addConformance(store, counts, problems),
    log: store.log,
  });
  return {
    recorder,
    async report(institution_code, now) {
      const institution = institutions.value.byCode(institution_code);
      if (institution === null) {
        throw new YibaoError("GATEWAY-INSTITUTION-UNKNOWN", { institution: institution_code });
      }
      await recorder.flush();
      const rows = await readConformance(store, institution_code);
      return conformanceReport({ institution, rows, table, now });
    },
    async institutions() {
      await recorder.flush();
      const codes = await institutionsSeen(store);
      return codes.map((code) => ({ code, name: institutions.value.byCode(code)?.name ?? code }));
    },
    close: () => recorder.close(),
  };
}
