/**
 * Work at a steady rate that does not wait for answers: the next piece is due whether or not the
 * last one is done, and waiting counts from when it was due. So a stall shows in every piece that
 * it held up, and not in one alone.
 */
export interface Paced {
  /** Half, one percent and one in a thousand took longer. */
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly p999_ms: number;
  readonly most_ms: number;
  readonly per_second: number;
}

/** Runs `count` pieces at `rate` a second; a piece gets a free place, or waits for one. */
export async function paced<Place>(
  places: readonly Place[],
  count: number,
  rate: number,
  piece: (place: Place, number: number) => Promise<void>,
): Promise<Paced> {
  const free = [...places];
  const waits: number[] = [];
  const started = performance.now();
  const due = (number: number) => started + (number * 1_000) / rate;
  let next = 0;
  await new Promise<void>((resolve, reject) => {
    const start = (): void => {
      while (free.length > 0 && next < count && due(next) <= performance.now()) {
        const place = free.pop() as Place;
        const number = next;
        next += 1;
        piece(place, number).then(() => {
          waits.push(performance.now() - due(number));
          free.push(place);
          if (waits.length === count) resolve();
          else start();
        }, reject);
      }
    };
    const timer = setInterval(() => {
      start();
      if (next >= count) clearInterval(timer);
    }, 1);
  });
  const seconds = (performance.now() - started) / 1_000;
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(count - 1, Math.floor(count * share))] as number;
  return {
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    p999_ms: at(0.999),
    most_ms: waits[count - 1] as number,
    per_second: count / seconds,
  };
}
