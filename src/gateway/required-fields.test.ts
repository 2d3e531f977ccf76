import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "../../test/support/small-platform.ts";
import { LEVEL3 } from "../../test/support/small-region.ts";
import { filledInput, message, rowsOf, type Wire } from "./fixtures/messages.ts";
import { createHandlers } from "./handlers/create-handlers.ts";
import type { TransactionShape } from "./transaction-shape.ts";
import { transactionTable } from "./transaction-table.ts";

/**
 * Goal: every transaction that is handled in full refuses a message that lacks what the table
 * requires, names the field, and keeps nothing of it. Method: from the table itself, through the
 * whole platform, so that no transaction can be forgotten. What each does with a right message
 * stands beside its handler.
 */

const TABLE = transactionTable();
const FULL = [...TABLE.transactions.values()].filter(({ depth }) => depth === "full");

let platform: SmallPlatform;
let serial = 0;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

async function refusal(shape: TransactionShape, input: Wire): Promise<string> {
  serial += 1;
  const msgid = `${LEVEL3}20230615100000${String(serial).padStart(6, "0")}`;
  const body = message(shape.sent_as, input, { fixmedins_code: LEVEL3, msgid });
  const { infcode, err_msg } = JSON.parse(await platform.send(body));
  return infcode === "0" ? "" : err_msg;
}

test("every transaction of the depth full has a handler", () => {
  const handled = new Set(Object.keys(createHandlers(platform)));
  const missing = FULL.map(({ infno }) => infno).filter((infno) => !handled.has(infno));
  expect(missing).toEqual([]);
});

describe("a message without a required field is refused by its name, and leaves nothing", () => {
  for (const shape of FULL) {
    test(`${shape.sent_as} ${shape.name}`, async () => {
      const before = await platform.rowCounts();
      for (const node of shape.input) {
        for (const field of node.fields) {
          if (!field.required || field.may_be_empty || field.from_envelope !== null) continue;
          for (const empty of ["", null, "null", undefined]) {
            const input = filledInput(shape, TABLE);
            for (const row of rowsOf(input, node.node)) row[field.name] = empty;
            const where = `${node.node || "input"}.${field.name}（${field.label}`;
            expect(await refusal(shape, input)).toContain(where);
          }
        }
      }
      for (const node of shape.input) {
        if (!node.required || node.within || node.node === "") continue;
        const { [node.node]: _, ...rest } = filledInput(shape, TABLE);
        expect(await refusal(shape, rest)).toContain(node.node);
      }
      expect(await platform.rowCounts()).toEqual(before);
    });
  }
});
