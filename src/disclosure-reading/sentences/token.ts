import type { Base, Direction, Printed } from "../../disclosure/index.ts";

/** A row of a topic; `row` is "" where something is named that no form has. */
export interface Subject {
  readonly topic: string;
  readonly row: string;
}

interface Span {
  /** From and to in the plain text. */
  readonly at: number;
  readonly end: number;
}

/** What a paragraph is made of. */
export type Token = Span &
  (
    | { readonly kind: "figure"; readonly printed: Printed; readonly measure: string }
    | {
        readonly kind: "subject";
        readonly subject: Subject;
        /** Where it divides spending by its source. */
        readonly spending: Subject | null;
        readonly is_bare: boolean;
      }
    | { readonly kind: "role"; readonly role: RoleWord }
    | {
        readonly kind: "base";
        readonly base: Base | null;
        readonly of: "actual-to-budget" | "to-prior";
        readonly year: number | null;
      }
    | {
        readonly kind: "direction";
        readonly direction: Direction | null;
        readonly is_target: boolean;
      }
    | { readonly kind: "level"; readonly direction: Direction | null }
    | { readonly kind: "year"; readonly year: number }
    | { readonly kind: "prior" }
    | { readonly kind: "completion"; readonly base: Base | null }
    | { readonly kind: "share"; readonly whole: string | null }
    | { readonly kind: "from" }
    | { readonly kind: "parts" }
    | { readonly kind: "reason" }
    | { readonly kind: "purpose" }
    | { readonly kind: "names" }
    | { readonly kind: "again" }
    | { readonly kind: "stop" | "semicolon" | "comma" | "pause" | "colon" | "open" | "close" }
    | { readonly kind: "and" }
    | { readonly kind: "owner" }
    | { readonly kind: "fund" }
    | { readonly kind: "filler" }
    | { readonly kind: "other" }
  );

/** `initial`: 年初预算; `full`: 全年预算; `budget`: 预算 alone; `execution`: 执行数. */
export type RoleWord = "initial" | "full" | "budget" | "actual" | "execution";

export type TokenOf<K extends Token["kind"]> = Extract<Token, { readonly kind: K }>;
