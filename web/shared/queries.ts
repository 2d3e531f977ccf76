import { QueryClient } from "@tanstack/react-query";
import { isBusy, Problem } from "./problem.ts";

const FRESH_MILLISECONDS = 15_000;
const TRIES_WHEN_BUSY = 2;

/** What was read and for how long it holds. A busy platform is asked again when it said so. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MILLISECONDS,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        error instanceof Problem && isBusy(error) && failures < TRIES_WHEN_BUSY,
      retryDelay: (_failures, error) =>
        1_000 * ((error instanceof Problem ? error.retry_after_seconds : null) ?? 1),
    },
  },
});
