import { type RefObject, useEffect, useRef } from "react";

const LINE_HEIGHT = 20;
const LINES_ABOVE = 6;

export interface TextEditorProps {
  readonly label: string;
  readonly text: string;
  /** Absent: to be read only. */
  readonly onChange?: (text: string) => void;
  /** Marked, and brought into sight when it changes; lines count from 1. */
  readonly line?: number | null;
  readonly lineIs?: "wrong" | "new";
}

/** A text with its lines numbered, so that a message about a line leads there. */
export function TextEditor({
  label,
  text,
  onChange,
  line = null,
  lineIs = "new",
}: TextEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const count = text.split("\n").length;
  useEffect(() => {
    if (line === null || area.current === null) return;
    area.current.scrollTop = Math.max(0, (line - LINES_ABOVE) * LINE_HEIGHT);
    if (gutter.current !== null) gutter.current.scrollTop = area.current.scrollTop;
  }, [line]);
  return (
    <div className="text-editor">
      <div className="text-gutter" ref={gutter} aria-hidden>
        {Array.from({ length: count }, (_, index) => index + 1).map((number) => (
          <span key={number} className={number === line ? `line-${lineIs}` : undefined}>
            {number}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        value={text}
        readOnly={onChange === undefined}
        aria-label={label}
        spellCheck={false}
        wrap="off"
        onChange={(event) => onChange?.(event.target.value)}
        onScroll={() => followed(area, gutter)}
      />
    </div>
  );
}

function followed(
  area: RefObject<HTMLTextAreaElement | null>,
  gutter: RefObject<HTMLDivElement | null>,
): void {
  if (area.current !== null && gutter.current !== null) {
    gutter.current.scrollTop = area.current.scrollTop;
  }
}
