import { hash, type Options, verify } from "@node-rs/argon2";
import { YibaoError } from "../kernel/index.ts";

/** Argon2id: 19 MiB, two passes, as OWASP's password storage advice of 2025 has it. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing takes memory and a processor: so many at once, so many wait, the rest come back. */
const AT_ONCE = 4;
const WAITING_MAX = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** @throws YibaoError ACCESS-BUSY */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

/**
 * Whether the password is the one that was hashed. With null, for an account that is not there, it
 * takes just as long and is false.
 * @throws YibaoError ACCESS-BUSY
 */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const isRight = await inTurn(async () => verify(hashed ?? (await nobodysHash()), password));
  return hashed !== null && isRight;
}

let nobodys: Promise<string> | null = null;

function nobodysHash(): Promise<string> {
  nobodys ??= hash("the password of an account that is not there", COST);
  return nobodys;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_MAX) throw new YibaoError("ACCESS-BUSY");
    // Whoever ends hands over their place, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
