import { useMemo, useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../../shared/form/draft.ts";

export interface DraftFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a draft in this tab: they outlive a reload and an expired session. */
export interface DraftFiles {
  /** Files that are other than they were. */
  readonly changed: readonly DraftFile[];
  readonly changedPaths: ReadonlySet<string>;
  /** What was typed before the page was opened again is still there. */
  readonly restored: boolean;
  textOf(path: string): string;
  write(files: readonly DraftFile[]): void;
  reset(path: string): void;
  resetAll(): void;
}

type Texts = Readonly<Record<string, string>>;

export function useDraftFiles(content_hash: string, files: readonly DraftFile[]): DraftFiles {
  const name = `policy-text-${content_hash}`;
  const [kept] = useState(() => (readDraft(name) ?? {}) as Texts);
  const [texts, setTexts] = useState<Texts>(kept);
  const original = useMemo(() => new Map(files.map(({ path, text }) => [path, text])), [files]);
  const changed = useMemo(
    () =>
      Object.entries(texts)
        .filter(([path, text]) => original.get(path) !== text)
        .map(([path, text]) => ({ path, text })),
    [texts, original],
  );
  const keep = (next: Texts) => {
    setTexts(next);
    if (Object.keys(next).length === 0) dropDraft(name);
    else keepDraft(name, next, []);
  };
  return {
    changed,
    changedPaths: new Set(changed.map(({ path }) => path)),
    restored: Object.keys(kept).length > 0 && changed.length > 0,
    textOf: (path) => texts[path] ?? original.get(path) ?? "",
    write: (written) =>
      keep({ ...texts, ...Object.fromEntries(written.map(({ path, text }) => [path, text])) }),
    reset: (path) =>
      keep(Object.fromEntries(Object.entries(texts).filter(([one]) => one !== path))),
    resetAll: () => keep({}),
  };
}
