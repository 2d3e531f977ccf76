import { useSyncExternalStore } from "react";

/** What a person chose for this browser: kept in it, for nobody else. */
export interface Preferences {
  readonly language: "zh" | "en";
  readonly theme: "system" | "light" | "dark";
  /** Amounts in yuan or in ten thousand yuan. */
  readonly unit: "yuan" | "wan";
}

const KEY = "yibao.preferences";
const USUAL: Preferences = { language: "zh", theme: "system", unit: "yuan" };

const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as object) };
  } catch {
    return USUAL;
  }
}

export function preferences(): Preferences {
  return current;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing still shows what was chosen until the page is left.
  }
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
