/**
 * What was typed into a form and not yet accepted: kept for this tab until the form succeeds, so
 * that nothing is lost by a failed submit, a reload or an expired session. Secrets are left out.
 */
const PREFIX = "yibao.draft.";

export type Draft = Readonly<Record<string, unknown>>;

export function readDraft(name: string): Draft | null {
  try {
    const text = sessionStorage.getItem(PREFIX + name);
    const draft = text === null ? null : (JSON.parse(text) as Draft);
    return draft !== null && Object.keys(draft).length > 0 ? draft : null;
  } catch {
    return null;
  }
}

export function keepDraft(name: string, values: Draft, secrets: readonly string[]): void {
  const kept = Object.entries(values).filter(
    ([key, value]) => !secrets.includes(key) && value !== undefined && value !== "",
  );
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // Too large, or the browser keeps nothing: the page itself still holds it.
  }
}

export function dropDraft(name: string): void {
  sessionStorage.removeItem(PREFIX + name);
}
