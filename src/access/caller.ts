import type { Right } from "./right.ts";
import type { AccountKind, RoleId } from "./role.ts";

/** Who asks, as a session tells it. */
export interface Caller {
  readonly kind: AccountKind | "public";
  /** Null for the public, and for a person who signed in by an electronic credential. */
  readonly account_no: number | null;
  /** The name to sign in by; null where there is no account. */
  readonly account: string | null;
  /** As it is shown. */
  readonly name: string;
  readonly roles: readonly RoleId[];
  /** Empty while the session is limited: see `must_enrol` and `must_change_password`. */
  readonly rights: ReadonlySet<Right>;
  /** Region codes; `430400` stands for every region below it, too. */
  readonly regions: readonly string[];
  readonly institution_code: string | null;
  readonly person_no: string | null;
  readonly session_no: number | null;
  readonly demo: boolean;
  /** The second factor is still to be enrolled; until then there are no rights. */
  readonly must_enrol: boolean;
  /** Somebody else set the password; until it is changed there are no rights. */
  readonly must_change_password: boolean;
}

/** Nobody in particular. */
export const PUBLIC_CALLER: Caller = {
  kind: "public",
  account_no: null,
  account: null,
  name: "公众",
  roles: [],
  rights: new Set(),
  regions: [],
  institution_code: null,
  person_no: null,
  session_no: null,
  demo: false,
  must_enrol: false,
  must_change_password: false,
};
