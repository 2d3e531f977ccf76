import type { Catalogue } from "../../catalogue/index.ts";
import type { Region } from "../../policy/index.ts";
import type { Institutions, Mappings } from "../../providers/index.ts";
import type { SettlementService } from "../../settlement/index.ts";
import type { ReferenceCache, Store } from "../../store/index.ts";
import type { ItemLimits } from "../../supervision/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Messages } from "../message-types.ts";

/** What the handlers use of the rooms below. They need no clock: the dispatcher tells the time. */
export interface HandlerServices {
  readonly store: Store;
  /** As published now: another when a version of its policy is published while the server runs. */
  readonly region: { readonly value: Region };
  readonly settlement: SettlementService;
  readonly institutions: ReferenceCache<Institutions>;
  readonly catalogue: ReferenceCache<Catalogue>;
  readonly mappings: Mappings;
  readonly itemLimits: ReferenceCache<ItemLimits>;
}

/** The handler of one transaction, with the types of its input and output. */
export type HandlerOf<Infno extends keyof Messages> = NonNullable<Handlers[Infno]>;

/** The request of one transaction. */
export type RequestOf<Infno extends keyof Messages> = Parameters<HandlerOf<Infno>>[0];
