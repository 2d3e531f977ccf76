/** Languages that pages and sentences are written in; names of notices and benefits stay Chinese. */
export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
