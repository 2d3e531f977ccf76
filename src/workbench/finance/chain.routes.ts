import { Type } from "typebox";
import { listSeals, summaryOfChain, verifySeals } from "../../ledger/index.ts";
import { Text, TextOrNull } from "../agency/fields.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";

/** The chain of seals, and its verification in parts that take a second each. */

const summary = route({
  method: "GET",
  path: "/api/v1/ledger/chain",
  title: "账本封存链",
  right: "ledger.read",
  answer: Type.Object({
    seals: Type.Integer(),
    entries: Type.Integer(),
    unsealed: Type.Integer(),
    last_seal_no: Type.Union([Type.Integer(), Type.Null()]),
    last_hash: TextOrNull,
    last_sealed_at: TextOrNull,
  }),
  handle: async ({ read }) => {
    const { last_sealed_at, ...chain } = await read(summaryOfChain);
    return { ...chain, last_sealed_at: last_sealed_at?.toISOString() ?? null };
  },
});

const seals = listRoute({
  path: "/api/v1/ledger/seals",
  title: "账本封存",
  right: "ledger.read",
  filters: {},
  row: {
    seal_no: Type.Integer(),
    sealed_at: Text,
    entry_count: Type.Integer(),
    hash: Text,
    previous_hash: Text,
    is_linked: Type.Boolean(),
  },
  columns: [
    { key: "seal_no", title: "封存号", kind: "count" },
    { key: "sealed_at", title: "封存时间", kind: "time" },
    { key: "entry_count", title: "分录数", kind: "count" },
    { key: "is_linked", title: "接上前一封存", kind: "flag" },
    { key: "hash", title: "散列（SM3）", kind: "text" },
    { key: "previous_hash", title: "前一封存的散列", kind: "text" },
  ],
  rows: async ({ read }, _filters, page) => {
    const { rows, total } = await read((runner) => listSeals(runner, page));
    return {
      total,
      rows: rows.map(({ sealed_at, ...row }) => ({ ...row, sealed_at: sealed_at.toISOString() })),
    };
  },
});

/** So many are hashed within a second. */
const ENTRIES_AT_ONCE = 10_000;

const verification = route({
  method: "GET",
  path: "/api/v1/ledger/chain/verification",
  title: "核验封存链",
  right: "ledger.read",
  query: Type.Object({ from_seal_no: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) }),
  answer: Type.Object({
    from_seal_no: Type.Integer(),
    to_seal_no: Type.Integer(),
    entries: Type.Integer(),
    next_seal_no: Type.Union([Type.Integer(), Type.Null()]),
    findings: Type.Array(Type.Object({ code: Text, where: Text, message: Text })),
  }),
  // As the owner: a seal covers entries of every region, of which only its agreement is told.
  handle: async ({ house }, { query }) => {
    const asked = { ...query, mostEntries: ENTRIES_AT_ONCE };
    const part = await house.store.transaction((client) => verifySeals(client, asked));
    return {
      ...part,
      findings: part.findings.map(({ code, where, message }) => ({ code, where, message })),
    };
  },
});

export const CHAIN_ROUTES = [summary, seals, verification];
