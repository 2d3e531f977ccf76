import { connect, type Socket } from "node:net";
import { type Paced, paced } from "../tail/paced.ts";
import type { Buyer } from "./population.ts";
import { type MessageTemplate, messageBody, messageId } from "./purchase-message.ts";

/**
 * The load generator: a process of its own, bare sockets, one keep-alive connection for each
 * message in flight. It shares the machine with what it measures, so it does as little as it can.
 */

/** What the parent sends first. */
export interface LoadSetup {
  readonly kind: "setup";
  readonly port: number;
  readonly buyers: readonly Buyer[];
  readonly template: MessageTemplate;
}

/** One round: `count` messages, numbered from `first`, each of the next person in turn. */
export interface LoadRound {
  readonly kind: "round";
  readonly first: number;
  readonly count: number;
  readonly in_flight: number;
}

/** One round at a steady rate, whatever the answers take. */
export interface PacedRound extends Omit<LoadRound, "kind" | "in_flight"> {
  readonly kind: "paced";
  readonly rate: number;
  readonly connections: number;
}

export interface LoadReport {
  readonly seconds: number;
  readonly answered: number;
  /** First answer that was not a settlement; null when all were. */
  readonly refusal: string | null;
  /** Half and one percent of the answers took longer. */
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly cpu_seconds: number;
}

const PATH = "/fsi/api/rsfComIfsService/callService/2102";
const DONE = /"infcode":"?0"?[,}]/;

if (process.send) serve(process.send.bind(process));

function serve(send: (report: LoadReport | PacedReport | { ready: true }) => void): void {
  let setup: LoadSetup | null = null;
  process.on("message", (message: LoadSetup | LoadRound | PacedRound) => {
    if (message.kind === "setup") {
      setup = message;
      send({ ready: true });
    } else if (setup && message.kind === "paced") {
      runPaced(setup, message).then(send, (error: Error) => send({ refusal: error.message }));
    } else if (setup && message.kind === "round") {
      runRound(setup, message).then(send, (error: Error) => {
        send({ ...NOTHING, refusal: error.message });
      });
    }
  });
  process.on("disconnect", () => process.exit(0));
}

const NOTHING = { seconds: 0, answered: 0, p50_ms: 0, p99_ms: 0, cpu_seconds: 0 };

async function runRound(setup: LoadSetup, round: LoadRound): Promise<LoadReport> {
  const lines = Math.min(round.in_flight, round.count);
  const sockets = await Promise.all(Array.from({ length: lines }, () => opened(setup.port)));
  const waits: number[] = [];
  const state = { next: round.first, refusal: null as string | null };
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  await Promise.all(
    sockets.map((socket) => converse(socket, () => nextMessage(setup, round, state), waits, state)),
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  for (const socket of sockets) socket.destroy();
  waits.sort((a, b) => a - b);
  return {
    seconds,
    answered: waits.length,
    refusal: state.refusal,
    p50_ms: waits[Math.floor(waits.length * 0.5)] ?? 0,
    p99_ms: waits[Math.floor(waits.length * 0.99)] ?? 0,
    cpu_seconds: (user + system) / 1e6,
  };
}

/** What a round at a steady rate measured, or why it could not. */
export type PacedReport = (Paced & { readonly refusal: null }) | { readonly refusal: string };

async function runPaced(setup: LoadSetup, round: PacedRound): Promise<PacedReport> {
  const opening = Array.from({ length: round.connections }, () => opened(setup.port));
  const sockets = await Promise.all(opening);
  try {
    const measured = await paced(sockets, round.count, round.rate, (socket, number) =>
      asked(socket, messageBytes(setup, round.first + number)),
    );
    return { ...measured, refusal: null };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** Sends one message and waits for its answer. @throws Error when it was not settled */
function asked(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = "";
    const ended = (error?: Error): void => {
      socket.removeAllListeners("data").removeAllListeners("error").removeAllListeners("close");
      if (error) reject(error);
      else resolve();
    };
    socket.setEncoding("latin1");
    socket.on("data", (part: string) => {
      received += part;
      const length = answerLength(received);
      if (length === null || received.length < length) return;
      ended(
        DONE.test(received) ? undefined : new Error(Buffer.from(received, "latin1").toString()),
      );
    });
    socket.once("error", ended);
    socket.once("close", () => ended(new Error("the server closed a connection")));
    socket.write(bytes);
  });
}

interface RoundState {
  next: number;
  refusal: string | null;
}

/** The bytes of the next message; null when the round is over. */
function nextMessage(setup: LoadSetup, round: LoadRound, state: RoundState): Buffer | null {
  if (state.next >= round.first + round.count || state.refusal !== null) return null;
  const serial = state.next;
  state.next += 1;
  return messageBytes(setup, serial);
}

function messageBytes(setup: LoadSetup, serial: number): Buffer {
  const buyer = setup.buyers[serial % setup.buyers.length] as Buyer;
  const body = Buffer.from(messageBody(setup.template, buyer, messageId(new Date(), serial)));
  const head =
    `POST ${PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json;charset=utf-8\r\n` +
    `content-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

/** One connection: sends a message, waits for its whole answer, sends the next. */
function converse(
  socket: Socket,
  next: () => Buffer | null,
  waits: number[],
  state: RoundState,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = "";
    let sent = 0;
    const send = () => {
      const bytes = next();
      if (bytes === null) return resolve();
      sent = performance.now();
      socket.write(bytes);
    };
    socket.setEncoding("latin1");
    socket.on("data", (part: string) => {
      received += part;
      const length = answerLength(received);
      if (length === null || received.length < length) return;
      const answer = received.slice(0, length);
      received = received.slice(length);
      waits.push(performance.now() - sent);
      if (!DONE.test(answer)) state.refusal ??= Buffer.from(answer, "latin1").toString();
      send();
    });
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("the server closed a connection")));
    send();
  });
}

/** Length of head and body together (latin1: one character a byte); null while the head grows. */
function answerLength(received: string): number | null {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const match = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, end + 2));
  if (!match) throw new Error(`an answer without content-length: ${received.slice(0, end)}`);
  return end + 4 + Number(match[1]);
}
