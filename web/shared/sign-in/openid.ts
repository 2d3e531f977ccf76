import { useQuery } from "@tanstack/react-query";
import { addressOf, callWith } from "../client.ts";

/** Whether staff may sign in by the organisation's own identity provider. */
export function useOpenid(): boolean {
  const { data } = useQuery({
    queryKey: ["openid"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await callWith("GET /api/v1/session", {}, { quiet: true })).openid,
  });
  return data ?? false;
}

/** Leads to the provider and back to a page of the workbench. */
export function openidAddress(return_to: string): string {
  return addressOf("GET /api/v1/session/oidc", { query: { return_to } });
}
