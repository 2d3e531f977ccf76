import type { DemoAccount, OpenidProvider } from "../access/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { Sandbox } from "../gateway/index.ts";
import type { Region } from "../policy/index.ts";
import type { Institutions, Mappings } from "../providers/index.ts";
import type { SettlementService } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
import type { ItemLimits } from "../supervision/index.ts";
import type { DemoWalks } from "./portal/walk/demo-walks.ts";

/** The parts of an open platform that the routes of the browser work with. */
export interface House {
  readonly store: Store;
  readonly region: { readonly value: Region };
  readonly settlement: SettlementService;
  readonly institutions: { readonly value: Institutions };
  readonly catalogue: { readonly value: Catalogue };
  readonly mappings: Mappings;
  readonly itemLimits: { readonly value: ItemLimits };
  /** Conformance reports; null where there is no sandbox. */
  readonly sandbox: Sandbox | null;
  /** Demo accounts may sign in, and their passwords are shown. */
  readonly is_demo: boolean;
  /** An account of every role; none where it is no demo. */
  readonly demo_accounts: readonly DemoAccount[];
  /** Bills that visitors settle; null where it is no demo, or one without a sandbox. */
  readonly demo_walks: DemoWalks | null;
  /** The organisation's own sign-in (单位账号登录); null where there is none. */
  readonly openid: OpenidProvider | null;
  readonly clock: () => Date;
  /** Told of faults of ours. */
  readonly onFault: (error: unknown, route: string) => void;
}
