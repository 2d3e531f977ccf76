import { Type } from "typebox";
import { route } from "../route.ts";
import type { Waiting } from "../waiting.ts";

/** What waits for the caller, in every office whose work they may do. */
export function waitingRoute(kinds: readonly Waiting[]) {
  return route({
    method: "GET",
    path: "/api/v1/waiting",
    title: "待办事项",
    right: "signed-in",
    answer: Type.Object({
      waiting: Type.Array(
        Type.Object({
          title: Type.String(),
          title_en: Type.String(),
          path: Type.String(),
          count: Type.Integer(),
        }),
      ),
    }),
    handle: async (context) => {
      const own = kinds.filter(({ right }) => context.caller.rights.has(right));
      const waiting = own.map(async ({ title, title_en, path, count }) => {
        return { title, title_en, path, count: await count(context) };
      });
      return { waiting: await Promise.all(waiting) };
    },
  });
}
