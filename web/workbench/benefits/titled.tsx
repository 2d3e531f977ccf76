import type { ReactNode } from "react";

export interface TitledProps {
  readonly title: string;
  /** A control that names itself: the title is for the eye. */
  readonly children: ReactNode;
}

/** A control of a question above a page, with its title over it. */
export function Titled({ title, children }: TitledProps) {
  return (
    <div className="day-field">
      <span aria-hidden>{title}</span>
      {children}
    </div>
  );
}
