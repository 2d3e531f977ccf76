import type { RoleWord, TokenOf } from "./token.ts";

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
