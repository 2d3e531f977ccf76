import type { ErrorMessage } from "./error-message.ts";

export const SANDBOX_ERROR_TEXTS = {} as const satisfies Record<string, ErrorMessage>;
