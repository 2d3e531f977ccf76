import type { DemoAccount } from "../../src/access/index.ts";

/** The desks of the demo's accounts, as a browser asks for them over HTTP. */
export interface DemoDesks {
  /** What waits for an account: how many of each, those of none left out. */
  waiting(account: string): Promise<Readonly<Record<string, number>>>;
  /** A route's answer. */
  get(account: string, path: string): Promise<ReturnType<typeof JSON.parse>>;
  post(account: string, path: string, body: object): Promise<ReturnType<typeof JSON.parse>>;
}

export function demoDesks(url: string, accounts: readonly DemoAccount[]): DemoDesks {
  const cookies = new Map<string, string>();
  const cookieOf = async (account: string): Promise<string> => {
    const known = cookies.get(account);
    if (known !== undefined) return known;
    const password = accounts.find((one) => one.account === account)?.password;
    const answer = await sent(`${url}/api/v1/session`, { account, password });
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    cookies.set(account, cookie);
    return cookie;
  };
  const get = async (account: string, path: string) => {
    const headers = { cookie: await cookieOf(account) };
    return jsonOf(await fetch(`${url}/api/v1/${path}`, { headers }));
  };
  return {
    get,
    waiting: async (account) => {
      const { waiting } = await get(account, "waiting");
      const rows: { title: string; count: number }[] = waiting;
      const some = rows.filter(({ count }) => count > 0);
      return Object.fromEntries(some.map(({ title, count }) => [title, count]));
    },
    post: async (account, path, body) =>
      jsonOf(await sent(`${url}/api/v1/${path}`, body, await cookieOf(account))),
  };
}

function sent(address: string, body: object, cookie?: string): Promise<Response> {
  return fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify(body),
  });
}

async function jsonOf(answer: Response): Promise<ReturnType<typeof JSON.parse>> {
  if (answer.ok) return answer.json();
  throw new Error(`${answer.status} ${await answer.text()}`);
}
