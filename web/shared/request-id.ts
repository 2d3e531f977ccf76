import { useRef } from "react";

/** The number of one submit: a repeated one is known by it. Without an encrypted connection too. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same for as long as the form stands. */
export function useRequestId(): string {
  const kept = useRef<string | null>(null);
  kept.current ??= newRequestId();
  return kept.current;
}
