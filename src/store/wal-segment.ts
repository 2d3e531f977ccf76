/**
 * Where a byte of the write-ahead log lies. Positions (Postgres: LSN) are numbers here: the count
 * of bytes since the beginning of the log, below 2^53.
 */

const HIGH = 0x1_0000_0000;

/** `"0/3000028"`, as Postgres writes a position. */
export function positionText(position: number): string {
  const high = Math.floor(position / HIGH).toString(16);
  return `${high}/${(position % HIGH).toString(16)}`.toUpperCase();
}

/** Name of the file that holds the byte at `position`. */
export function segmentName(timeline: number, position: number, segmentBytes: number): string {
  const number = Math.floor(position / segmentBytes);
  const perHigh = HIGH / segmentBytes;
  return [timeline, Math.floor(number / perHigh), number % perHigh]
    .map((part) => part.toString(16).toUpperCase().padStart(8, "0"))
    .join("");
}

/** First position of the segment that holds `position`. */
export function segmentStart(position: number, segmentBytes: number): number {
  return position - (position % segmentBytes);
}
