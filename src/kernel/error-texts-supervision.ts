import type { ErrorMessage } from "./error-message.ts";

export const SUPERVISION_ERROR_TEXTS = {} as const satisfies Record<string, ErrorMessage>;
