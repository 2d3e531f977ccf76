import { parameterTimelines } from "../../policy/index.ts";
import { publishedHash } from "../../policy-library/index.ts";
import type { Searcher, SearchHit } from "../searcher.ts";

/** Values of policy by name or clause, and the documents behind them, of what is published. */
export const policySearcher: Searcher = {
  right: "policy.read",
  kind: "政策",
  find: async ({ house, read }, text, limit) => {
    const word = text.trim().toLowerCase();
    if (word.length < 2) return [];
    const region = house.region.value;
    const hash = await read((runner) => publishedHash(runner, region.code, null));
    if (hash === null) return [];
    const has = (...said: readonly string[]) =>
      said.some((one) => one.toLowerCase().includes(word));
    const hits: SearchHit[] = [];
    for (const { name, title, benefits, versions } of parameterTimelines(region)) {
      if (hits.length >= limit) return hits;
      const clauses = versions.flatMap(({ rows }) => rows.map(({ source }) => source.clause));
      if (!has(name, title, ...clauses)) continue;
      const detail = benefits.map((one) => one.title).join("、") || "政策参数";
      const path = `/policy-library/${hash}/parameters/${encodeURIComponent(name)}`;
      hits.push({ title, detail, path });
    }
    for (const [, { value }] of region.documents) {
      if (hits.length >= limit) break;
      if (!has(value.number, value.title)) continue;
      const path = `/policy-library/${hash}?tab=values&text=${encodeURIComponent(value.number)}`;
      hits.push({ title: value.number, detail: value.title, path });
    }
    return hits;
  },
};
