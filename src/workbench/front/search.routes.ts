import { Type } from "typebox";
import { route } from "../route.ts";
import type { Searcher } from "../searcher.ts";

const TEXT_CHARACTERS = 100;
const HITS_OF_A_KIND = 6;

/** One box for everything: people, institutions, settlements, notices, codes. */
export function searchRoute(searchers: readonly Searcher[]) {
  return route({
    method: "GET",
    path: "/api/v1/search",
    title: "全局搜索",
    right: "search",
    query: Type.Object({ text: Type.String({ minLength: 1, maxLength: TEXT_CHARACTERS }) }),
    answer: Type.Object({
      groups: Type.Array(
        Type.Object({
          kind: Type.String(),
          hits: Type.Array(
            Type.Object({ title: Type.String(), detail: Type.String(), path: Type.String() }),
          ),
        }),
      ),
    }),
    handle: async (context, { query }) => {
      const text = query.text.trim();
      if (text === "") return { groups: [] };
      const own = searchers.filter(({ right }) => context.caller.rights.has(right));
      const groups = own.map(async ({ kind, find }) => {
        return { kind, hits: [...(await find(context, text, HITS_OF_A_KIND))] };
      });
      return { groups: (await Promise.all(groups)).filter(({ hits }) => hits.length > 0) };
    },
  });
}
