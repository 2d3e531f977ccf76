import type { ErrorMessage } from "./error-message.ts";

export const RECONCILIATION_ERROR_TEXTS = {} as const satisfies Record<string, ErrorMessage>;
