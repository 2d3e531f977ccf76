import { readFileSync } from "node:fs";
import inspector from "node:inspector";
import { test } from "vitest";
import { loadCharts } from "../classification/index.ts";
import { readDisclosure } from "../disclosure-reading/index.ts";
import { readDocument } from "../documents/index.ts";
import { judge, loadForms, loadProfiles, loadRules } from "../disclosure/index.ts";

const files = (process.env.DOCS ?? "").split(",").filter((x) => x);
test("real", { timeout: 100000 }, async () => {
  const rules = loadRules();
  const charts = loadCharts();
  for (const file of files) {
    const document = await readDocument(readFileSync(file), file);
    const d = readDisclosure(document, { charts, forms: loadForms(), profiles: loadProfiles() });
    const profile = loadProfiles().find((p) => p.id === d.profile)!;
    const t = performance.now();
    const j = judge(d, { rules, profile, charts });
    const ms = performance.now() - t;
    for (let i = 0; i < 3; i++) {
      const c = process.cpuUsage();
      judge(d, { rules, profile, charts });
      console.log("cpu", process.cpuUsage(c).user / 1000);
    }
    if (process.env.PROF) {
      const session = new inspector.Session();
      session.connect();
      await new Promise<void>((r) =>
        session.post("Profiler.enable", () => session.post("Profiler.start", () => r())),
      );
      for (let i = 0; i < 40; i++) judge(d, { rules, profile, charts });
      await new Promise<void>((r) =>
        session.post("Profiler.stop", (_e, { profile: p }) => {
          const self = new Map<string, number>();
          const dt = p.timeDeltas!;
          const idm = new Map(p.nodes.map((n) => [n.id, n]));
          p.samples!.forEach((id, i) => {
            const n = idm.get(id)!;
            const k =
              n.callFrame.functionName +
              " " +
              n.callFrame.url.split("/").pop() +
              ":" +
              n.callFrame.lineNumber;
            self.set(k, (self.get(k) ?? 0) + dt[i]!);
          });
          console.log(
            [...self]
              .sort((a, b) => b[1] - a[1])
              .slice(0, 25)
              .map(([k, v]) => `${(v / 1000 / 40).toFixed(2)}ms ${k}`)
              .join("\n"),
          );
          r();
        }),
      );
    }
    const count: Record<string, number> = {};
    for (const c of j.checks) count[c.outcome] = (count[c.outcome] ?? 0) + 1;
    console.log(
      file,
      d.kind,
      d.year,
      d.unit_name,
      d.profile,
      d.facts.length,
      d.statements.length,
      d.tables.map((t) => t.topic + (t.is_whole ? "" : "(torn)")).join(),
      ms.toFixed(1),
      JSON.stringify(count),
    );
    for (const f of j.findings)
      console.log(
        "  ",
        f.outcome,
        f.rule,
        `p${f.where.page} l${f.where.line}`,
        f.where.table,
        f.where.row,
        f.where.column,
        f.printed,
        "=>",
        f.expected,
        f.message,
        "|",
        f.where.text.slice(0, 60),
        "|",
        f.merged.join(),
      );
    if (process.env.DUMP)
      for (const s of d.statements.filter((s) => s.topic.includes(process.env.DUMP!)))
        console.log(
          JSON.stringify(s, (k, v) => (k === "place" || k === "text" ? undefined : v)).slice(
            0,
            1500,
          ),
        );
  }
});
