import type { ErrorMessage } from "./error-message.ts";

export const STORE_ERROR_TEXTS = {} as const satisfies Record<string, ErrorMessage>;
