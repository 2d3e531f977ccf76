import type { BenchOptions } from "../bench-result.ts";
import { type LoadChild, startLoad } from "./load-child.ts";
import { type ServedPlatform, servePlatform } from "./platform-under-load.ts";
import { type Buyer, buyers, populate } from "./population.ts";
import { messageTemplate } from "./purchase-message.ts";
import { type ScratchServer, startScratchServer } from "./scratch-server.ts";

/** What `settle` and `hot-fund` stand on: a durable server, the platform, people with balances. */
export interface Stage {
  readonly server: ScratchServer;
  readonly served: ServedPlatform;
  readonly buyers: readonly Buyer[];
  /** A load generator aimed at a port; ended with the stage. */
  load(port: number): Promise<LoadChild>;
  close(): Promise<void>;
}

/** More than are settled while one message is in flight: neighbours are distinct people. */
export const PEOPLE = 8_192;

export async function setStage(options: BenchOptions): Promise<Stage> {
  options.progress("启动测试数据库（fsync 开启），导入测试人员");
  const server = await startScratchServer(options);
  const ends: (() => unknown)[] = [() => server.close()];
  const close = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const served = await servePlatform(await server.makeDatabase("ours"));
    ends.push(() => served.close());
    const people = buyers(PEOPLE);
    await populate(served.platform, people);
    return {
      server,
      served,
      buyers: people,
      async load(port) {
        const template = messageTemplate(new Date());
        const child = await startLoad({ port, buyers: people, template });
        ends.push(() => child.close());
        return child;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
