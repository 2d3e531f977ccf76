/** What a user reads of an error: what is wrong and why, and how to mend it. In Chinese. */
export interface ErrorMessage {
  readonly what: string;
  readonly mend: string;
}
