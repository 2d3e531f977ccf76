import type { Right } from "../access/index.ts";
import type { Context } from "./route.ts";

/** What the search over everything can find of one kind. */
export interface Searcher {
  readonly right: Right;
  readonly kind: string;
  /** At most `limit` hits, best first; nothing for a text that is none of its kind. */
  find(context: Context, text: string, limit: number): Promise<readonly SearchHit[]>;
}

export interface SearchHit {
  readonly title: string;
  readonly detail: string;
  /** Of the page of the thing. */
  readonly path: string;
}
