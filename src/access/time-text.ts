const CHINA_OFFSET_HOURS = 8;

/** `2026-03-01 09:30` in China Standard Time. */
export function timeText(time: Date): string {
  const local = new Date(time.getTime() + CHINA_OFFSET_HOURS * 3_600_000);
  return local.toISOString().slice(0, 16).replace("T", " ");
}
