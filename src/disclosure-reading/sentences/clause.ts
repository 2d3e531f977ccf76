import type { Base, Direction } from "../../disclosure/index.ts";
import type { RoleWord, Token, TokenOf } from "./token.ts";

/** What has been read of a clause since the last figure or stop. */
export interface Clause {
  subject: TokenOf<"subject"> | null;
  /** Words that are not understood, before and after the subject. */
  before: string;
  residue: string;
  /** Two subjects share one figure, or a verb stands before its object. */
  is_doubtful: boolean;
  joins: boolean;
  role: RoleWord | null;
  roles: Set<RoleWord>;
  direction: TokenOf<"direction"> | null;
  level: TokenOf<"level"> | null;
  completion: TokenOf<"completion"> | null;
  share: TokenOf<"share"> | null;
  is_from: boolean;
  is_prior: boolean;
  /** Where it began in the plain text. */
  from: number;
  has_figure: boolean;
  /** Whether it is the first of its sentence. */
  is_first: boolean;
  has_owner: boolean;
}

export function newClause(from: number, isFirst: boolean): Clause {
  return {
    ...{ subject: null, before: "", residue: "", is_doubtful: false, joins: false },
    ...{ role: null, roles: new Set(), direction: null, level: null, completion: null },
    ...{ share: null, is_from: false, is_prior: false, from, has_figure: false },
    ...{ is_first: isFirst, has_owner: false },
  };
}

/** What a sentence carries from clause to clause. */
export interface Carried {
  base: TokenOf<"base"> | null;
  year: number | null;
}

/** The comparison that a change without one of its own belongs to. */
export interface Compared {
  readonly base: Base | null;
  readonly of: "actual-to-budget" | "to-prior";
  readonly year: number | null;
}

export interface ReasonLead {
  readonly direction: Direction | null;
  readonly of: "actual-to-budget" | "to-prior" | "unknown";
}

/** Whether from a token on the text speaks of figures again, and no longer of a reason or purpose. */
export function beginsAfresh(
  tokens: readonly Token[],
  from: number,
  text: string,
  bySubject: boolean,
): boolean {
  let has = false;
  let hasBase = false;
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    switch (token.kind) {
      case "parts":
        return index === from;
      case "figure":
        return has || (hasBase && token.printed.quantity !== "count");
      case "share":
      case "completion":
        has = true;
        break;
      case "subject":
        if ((hasBase && has) || !bySubject) return false;
        has = true;
        break;
      case "role":
        has = true;
        break;
      case "base":
        hasBase = true;
        break;
      case "direction":
      case "level":
        if (hasBase) return true;
        return false;
      case "filler":
        if (/人数|保有|团组|批次|人次/.test(text.slice(token.at, token.end))) has = true;
        break;
      case "open":
        index = bracketEnd(tokens, index);
        break;
      case "year":
      case "owner":
      case "prior":
        break;
      default:
        return false;
    }
  }
  return false;
}

/** The index of the bracket that closes the one at `from`. */
function bracketEnd(tokens: readonly Token[], from: number): number {
  const close = tokens.findIndex(({ kind }, index) => index > from && kind === "close");
  return close < 0 ? tokens.length : close;
}
