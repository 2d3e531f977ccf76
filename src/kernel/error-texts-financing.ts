import type { ErrorMessage } from "./error-message.ts";

/** Contributions, subsidies, reserves and ageing. */
export const FINANCING_ERROR_TEXTS = {} as const satisfies Record<string, ErrorMessage>;
