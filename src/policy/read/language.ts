/** Languages that pages and sentences are written in; what has no English name stays Chinese. */
export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
