import { type ConformanceReport, openSandbox, transactionTable } from "../gateway/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { createInstitutionsCache } from "../providers/index.ts";
import { migrate, openStore } from "../store/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { placeOf } from "./house.ts";
import { note } from "./progress.ts";
import { textTable } from "./text-table.ts";

const DEFAULT_URL = "http://127.0.0.1:4300";

/** Where reports come from: a running platform, or its database. */
interface ReportSource {
  /** Codes of the institutions that have called. */
  institutions(): Promise<readonly string[]>;
  report(institution_code: string): Promise<ConformanceReport>;
}

/** `yibao conformance`: exit 1 while an institution is not ready for acceptance. */
export async function conformanceCommand(invocation: Invocation): Promise<number> {
  const { databaseUrl, dataDir } = placeOf(invocation);
  if (textFlag(invocation, "url") !== undefined || (!databaseUrl && !dataDir)) {
    const url = (textFlag(invocation, "url") ?? DEFAULT_URL).replace(/\/+$/, "");
    return print(invocation, overHttp(url));
  }
  const store = await openStore({ ...placeOf(invocation), join: true, existing: true, log: note });
  try {
    await migrate(store);
    const institutions = await createInstitutionsCache(store);
    const sandbox = openSandbox({ store, institutions, table: transactionTable() });
    const exit = await print(invocation, {
      institutions: async () => (await sandbox.institutions()).map(({ code }) => code),
      report: (code) => sandbox.report(code, new Date()),
    });
    await sandbox.close();
    return exit;
  } finally {
    await store.close();
  }
}

function overHttp(url: string): ReportSource {
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(url + path).catch((error: Error) => {
      const cause = (error as { cause?: { code?: string } }).cause;
      throw new YibaoError("COMMAND-NO-SERVER", { url, reason: cause?.code ?? error.message });
    });
    if (response.ok) return response.json();
    const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new YibaoError("COMMAND-NO-REPORT", { url, reason: detail ?? `HTTP ${response.status}` });
  };
  return {
    institutions: async () => {
      const answer = (await get("/api/v1/conformance")) as {
        institutions: readonly { readonly fixmedins_code: string }[];
      };
      return answer.institutions.map((one) => one.fixmedins_code);
    },
    report: async (code) =>
      (await get(`/api/v1/conformance/${encodeURIComponent(code)}`)) as ConformanceReport,
  };
}

async function print(invocation: Invocation, source: ReportSource): Promise<number> {
  const wanted = textFlag(invocation, "institution");
  if (wanted !== undefined) {
    const report = await source.report(wanted);
    process.stdout.write(
      invocation.json ? `${JSON.stringify(report, null, 2)}\n` : `${sheet(report)}\n`,
    );
    return report.ready ? 0 : 1;
  }
  const reports: ConformanceReport[] = [];
  for (const code of await source.institutions()) reports.push(await source.report(code));
  if (invocation.json) {
    const institutions = reports.map(({ institution, ready, score, missing }) => ({
      ...institution,
      ready,
      score,
      missing,
    }));
    process.stdout.write(`${JSON.stringify({ institutions }, null, 2)}\n`);
  } else if (reports.length === 0) {
    process.stdout.write("还没有机构调用过接口。\n");
  } else {
    const rows = reports.map(({ institution, score, ready }) => [
      institution.fixmedins_code,
      `${score.done}/${score.total}`,
      ready ? "可以验收" : "尚不能验收",
      institution.fixmedins_name,
    ]);
    process.stdout.write(`${textTable(rows, ["left", "right", "left", "left"])}\n`);
  }
  return reports.every(({ ready }) => ready) ? 0 : 1;
}

const KIND_NAMES: Readonly<Record<ConformanceReport["problems"][number]["kind"], string>> = {
  field: "字段",
  identity: "金额关系",
  refusal: "被拒绝",
};

function sheet(report: ConformanceReport): string {
  const { institution, score, checklist, problems, never_called, not_needed } = report;
  const items = checklist.map(({ done, title, how }) => [done ? "✓" : "✗", title, how]);
  const wrong = problems.map((one) => {
    const state = one.open ? "✗" : "✓";
    const place = one.place === "" ? "" : ` ${one.place}`;
    const came = one.came === "" ? "" : `\n    收到：${one.came}`;
    const expected = one.expected === "" ? "" : `\n    规定：${one.expected}`;
    const seen = `（${one.count} 次，最近 ${one.last_at}）`;
    const head = `${state} ${KIND_NAMES[one.kind]} ${one.infno}${place}${seen}`;
    return `${head}${came}${expected}\n    ${one.message}`;
  });
  const never = never_called.should.map(({ infno, name }) => `${infno} ${name}`);
  return [
    `接口符合性报告 · ${institution.fixmedins_name}（${institution.fixmedins_code}）`,
    `完成 ${score.done} / ${score.total} 项：${report.ready ? "可以验收" : "尚不能验收"}`,
    textTable(items, ["left", "left", "left"]),
    ...(wrong.length === 0 ? [] : [`问题（✓ 之后已有成功）\n${wrong.join("\n")}`]),
    ...(never.length === 0 ? [] : [`通常需要而没有调用过：${never.join("、")}`]),
    ...not_needed.map(
      ({ infno, name, count, why }) => `不必要：${infno} ${name} ${count} 次，${why}`,
    ),
  ].join("\n\n");
}
