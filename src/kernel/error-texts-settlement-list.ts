import type { ErrorMessage } from "./error-message.ts";

export const SETTLEMENT_LIST_ERROR_TEXTS = {} as const satisfies Record<string, ErrorMessage>;
