import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { PublicationFormat } from "../../src/publication/index.ts";
import { ALL_KINDS, allProfiles, campaign, PUBLICATION_FORMATS } from "./campaign.ts";
import { summaryOf, summaryText } from "./summary.ts";

/**
 * `npm run disclosure-campaign -- [--materials N] [--seed S] [--profiles A,B] [--kinds A,B]
 * [--formats pdf,docx] [--threads N] [--out RESULTS.json]`: every kind of defect in every profile
 * and format. The seed repeats everything. Exit code 1 below the rates that are promised.
 */

const USAGE =
  "npm run disclosure-campaign -- [--materials N] [--seed S] [--profiles A,B] [--kinds A,B] " +
  "[--sample N] [--formats pdf,docx,xlsx,html,text] [--threads N] " +
  "[--out FILE.json] [--json] [--troubles]";

const PROMISED_RATE = 0.99;

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        materials: { type: "string", default: "1" },
        seed: { type: "string", default: String(Date.now() % 1_000_000) },
        profiles: { type: "string", default: "" },
        kinds: { type: "string", default: "" },
        formats: { type: "string", default: "" },
        sample: { type: "string", default: "0" },
        threads: { type: "string", default: String(availableParallelism()) },
        out: { type: "string", default: "" },
        json: { type: "boolean", default: false },
        troubles: { type: "boolean", default: false },
      },
    });
    const numbers = [values.materials, values.threads, values.sample].map(Number);
    const [materials, threads, sample] = numbers as [number, number, number];
    if (!numbers.every((one) => Number.isSafeInteger(one) && one >= 0)) return null;
    if (materials === 0 || threads === 0) return null;
    return { ...values, materials, threads, sample };
  } catch {
    return null;
  }
}

/** The choices that are asked for: whole names, or beginnings that end with `*`. */
function chosen(text: string, all: readonly string[]): readonly string[] {
  if (text === "") return all;
  const words = text.split(",");
  return all.filter((one) =>
    words.some((word) => (word.endsWith("*") ? one.startsWith(word.slice(0, -1)) : one === word)),
  );
}

async function main(): Promise<number> {
  const values = asked();
  if (values === null) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { seed, materials, threads, sample } = values;
  const kinds = values.kinds === "none" ? [] : chosen(values.kinds, ALL_KINDS);
  const started = performance.now();
  let told = 0;
  const results = await campaign({
    ...{ seed, materials, threads, sample, kinds },
    profiles: chosen(values.profiles, allProfiles()),
    formats: chosen(values.formats, PUBLICATION_FORMATS) as readonly PublicationFormat[],
    progress: (done, total) => {
      if (performance.now() - told < 5_000 && done < total) return;
      told = performance.now();
      process.stderr.write(`${done} / ${total}\n`);
    },
  });
  const seconds = Math.round((performance.now() - started) / 1_000);
  const summary = summaryOf(seed, results, kinds, seconds);
  if (values.out !== "") writeFileSync(values.out, JSON.stringify({ summary, results }, null, 1));
  const text = values.json ? JSON.stringify(summary, null, 2) : summaryText(summary);
  process.stdout.write(`${text}\n`);
  if (values.troubles) process.stdout.write(`${summary.troubles.map(troubleText).join("\n")}\n`);
  const { clean, planted } = summary;
  const isKept = clean.right === clean.all && planted.right >= planted.all * PROMISED_RATE;
  return isKept && summary.false_errors === 0 ? 0 : 1;
}

function troubleText(one: ReturnType<typeof summaryOf>["troubles"][number]): string {
  return [
    `${one.outcome} ${one.profile} ${one.seed} ${one.kind} ${one.format}`,
    ...(one.told === "" ? [] : [`    ${one.told}`]),
    ...[...one.false_errors, ...one.false_warnings].map((text) => `  - ${text}`),
  ].join("\n");
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();
