import { createDispatcher, type Dispatcher, type Handlers } from "../../src/gateway/index.ts";
import { gatewayOptions, openPlatform, type Platform } from "../../src/server/index.ts";
import { refusalCode } from "./refusal-codes.ts";

/**
 * The platform behind its door: bytes in, bytes out, the whole way of a message but for sockets.
 * It can be shut and opened again as an operator would, also while messages are on their way.
 */

export interface DoorOptions {
  readonly databaseUrl: string;
  readonly regionFolder: string;
  readonly clock: () => Date;
  /** Spoils the platform, to prove that it would show. */
  readonly tamper?: Tamper;
  /** Told of a message that met a closing platform and was sent again. */
  readonly onRetry: () => void;
}

export interface Tamper {
  readonly handlers?: (handlers: Handlers, platform: Platform) => Handlers;
  /** No notice is published to the platform. */
  readonly stale_policy?: boolean;
}

interface Opened {
  readonly platform: Platform;
  readonly dispatcher: Dispatcher;
}

const MOST_ATTEMPTS = 200;
/** What a platform says of a published version is no fault. */
const TAKEN_OVER = "按新发布的政策结算";

export class Door {
  readonly #options: DoorOptions;
  readonly #faults: string[] = [];
  #opened: Promise<Opened>;
  #serial = 0;

  private constructor(options: DoorOptions) {
    this.#options = options;
    this.#opened = this.#open();
  }

  static async open(options: DoorOptions): Promise<Door> {
    const door = new Door(options);
    await door.#opened;
    return door;
  }

  async platform(): Promise<Platform> {
    return (await this.#opened).platform;
  }

  /** The answer of the platform; one that is closing is asked again when it is open. */
  async send(body: Buffer): Promise<{ readonly status: number; readonly text: string }> {
    for (let attempt = 1; ; attempt += 1) {
      const opened = this.#opened;
      const { dispatcher } = await opened;
      const answer = await dispatcher.answer({ path_infno: null, body, headers: {} });
      const text = String(answer.text);
      const closing = answer.status >= 500 || /SETTLEMENT-CLOSED/.test(closedCode(text));
      if (!closing || opened === this.#opened || attempt === MOST_ATTEMPTS) {
        return { status: answer.status, text };
      }
      this.#options.onRetry();
    }
  }

  /** Closes and opens the platform: what has been accepted meanwhile is answered first. */
  async restart(): Promise<void> {
    const before = this.#opened;
    this.#opened = before.then(async ({ platform }) => {
      await platform.close();
      return this.#open();
    });
    await this.#opened;
  }

  /** Whether it is spoiled so that no notice reaches it. */
  get never_hears(): boolean {
    return this.#options.tamper?.stale_policy ?? false;
  }

  now(): Date {
    return this.#options.clock();
  }

  /** What went wrong inside since it was last asked. */
  takeFaults(): string[] {
    return this.#faults.splice(0);
  }

  async close(): Promise<void> {
    await (await this.#opened).platform.close();
  }

  async #open(): Promise<Opened> {
    const { databaseUrl, regionFolder, clock, tamper } = this.#options;
    const log = (line: string): void => void this.#faults.push(line);
    const platform = await openPlatform({
      databaseUrl,
      regionCode: regionFolder,
      clock,
      log: (line) => {
        if (!line.includes(TAKEN_OVER)) log(line);
      },
    });
    const options = gatewayOptions(platform, { clock, log });
    const handlers = tamper?.handlers?.(options.handlers, platform) ?? options.handlers;
    const nextSerial = (): number => {
      this.#serial += 1;
      return this.#serial;
    };
    return { platform, dispatcher: createDispatcher({ ...options, handlers, nextSerial }) };
  }
}

function closedCode(text: string): string {
  if (!text.includes('"err_msg"')) return "";
  const { err_msg } = JSON.parse(text) as { err_msg?: unknown };
  return refusalCode(String(err_msg ?? "")) ?? "";
}
