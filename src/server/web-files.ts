import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";

/**
 * The browser's program, as the build made it (dist/web). Every page is sent with a policy that
 * lets nothing come from elsewhere and nothing run that is not ours: a script is a file of this
 * server, a style a file of this server or one that carries the page's own number.
 */
export interface WebFilesOptions {
  readonly folder: string;
}

/** What each address of a page is answered with; the page's own router does the rest. */
const PAGES: readonly { readonly file: string; readonly paths: readonly string[] }[] = [
  {
    file: "workbench.html",
    paths: ["/workbench", "/workbench/*", "/institution", "/institution/*"],
  },
  { file: "index.html", paths: ["/", "/portal", "/portal/*"] },
];

/** Files whose name holds a hash of what is in them. */
const FOR_EVER_SECONDS = 31_536_000;
const NONCE_MARK = /__CSP_NONCE__/g;

export async function webFiles(app: FastifyInstance, { folder }: WebFilesOptions): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) return;
  for (const { file, paths } of PAGES) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const path of paths) {
      app.get(path, async (_request, reply) => sendPage(reply, text));
    }
  }
  await app.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/assets/",
    preCompressed: true,
    immutable: true,
    maxAge: FOR_EVER_SECONDS * 1_000,
    index: false,
  });
}

function sendPage(reply: FastifyReply, text: string): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  return reply
    .headers({ ...pageHeaders(nonce), "content-type": "text/html;charset=utf-8" })
    .send(text.replace(NONCE_MARK, nonce));
}

function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
  };
}
