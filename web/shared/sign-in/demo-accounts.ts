import { useQuery } from "@tanstack/react-query";
import type { AnswerOf } from "../client.ts";
import { callWith } from "../client.ts";
import { Problem } from "../problem.ts";

export type DemoAccount = AnswerOf<"GET /api/v1/demo/accounts">["accounts"][number];

/** The demo's accounts; none where the platform does not run as a demo. */
export function useDemoAccounts() {
  return useQuery<readonly DemoAccount[], Problem>({
    queryKey: ["demo-accounts"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      try {
        return (await callWith("GET /api/v1/demo/accounts", {}, { quiet: true })).accounts;
      } catch (error) {
        if (error instanceof Problem && error.status >= 400 && error.status < 500) return [];
        throw error;
      }
    },
  });
}
