/** A bare Postgres client that writes the rows of settlements. */
export interface PeerClient {
  readonly name: string;
  readonly version: string;
  /** Writes `count` settlements numbered from `first`; returns settlements a second. */
  round(first: number, count: number, clients: number): Promise<number>;
  close(): Promise<void>;
}
