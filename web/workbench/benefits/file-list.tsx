import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";

export interface FileListProps {
  readonly paths: readonly string[];
  readonly shown: string;
  readonly changed?: ReadonlySet<string>;
  readonly onShow: (path: string) => void;
}

/** The files of a pack; those that were changed are marked. */
export function FileList({ paths, shown, changed, onShow }: FileListProps) {
  const words = useWords(BENEFITS_WORDS);
  return (
    <ul className="file-list" aria-label={words.file}>
      {paths.map((path) => (
        <li key={path}>
          <button type="button" aria-current={path === shown} onClick={() => onShow(path)}>
            <span>{path}</span>
            {changed?.has(path) ? <Mark tone="brand">{words.changedMark}</Mark> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
