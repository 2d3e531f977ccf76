import type { ReactNode } from "react";

export interface MarkProps {
  readonly tone: "good" | "warn" | "bad" | "brand" | "plain";
  readonly title?: string;
  readonly children: ReactNode;
}

/** A word of state: 启用, 锁定中, 待核实. Colours with enough contrast in light and dark. */
export function Mark({ tone, title, children }: MarkProps) {
  return (
    <span className={`mark mark-${tone}`} title={title}>
      {children}
    </span>
  );
}
