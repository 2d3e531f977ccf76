import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { outputEncoder } from "./encode-answer.ts";
import { filledInput, INSTITUTION, message, type Wire } from "./fixtures/messages.ts";
import { openapiDocument } from "./openapi.ts";
import type { TransactionShape } from "./transaction-shape.ts";
import { transactionTable } from "./transaction-table.ts";

/**
 * The document is held against the rules of OpenAPI 3.1 (written down here as a schema), its
 * schemas are compiled, and messages that we take and give are held against them.
 */

const table = transactionTable();
const document = openapiDocument(table);
const shapes = [...table.transactions.values()];

const TEXT = { type: "string", minLength: 1 };
const MEDIA = {
  type: "object",
  minProperties: 1,
  propertyNames: { pattern: "^[a-z]+/[a-z.+-]+$" },
  additionalProperties: {
    type: "object",
    required: ["schema"],
    properties: { schema: { type: "object" } },
    additionalProperties: false,
  },
};
const REFERENCE = {
  type: "object",
  required: ["$ref"],
  properties: { $ref: { type: "string", pattern: "^#/components/" } },
  additionalProperties: false,
};
const RESPONSE = {
  type: "object",
  required: ["description"],
  properties: {
    description: TEXT,
    headers: {
      type: "object",
      additionalProperties: {
        type: "object",
        required: ["schema"],
        properties: { description: TEXT, schema: { type: "object" } },
        additionalProperties: false,
      },
    },
    content: MEDIA,
  },
  additionalProperties: false,
};
const PARAMETER = {
  type: "object",
  required: ["name", "in", "schema"],
  properties: {
    name: TEXT,
    in: { enum: ["path", "query"] },
    required: { type: "boolean" },
    description: TEXT,
    schema: { type: "object" },
  },
  additionalProperties: false,
  if: { properties: { in: { const: "path" } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ["required"], properties: { required: { const: true } } },
};
const SECURITY = {
  type: "array",
  items: { type: "object", additionalProperties: { type: "array", items: TEXT } },
};
const OPERATION = {
  type: "object",
  required: ["operationId", "summary", "responses"],
  properties: {
    operationId: { type: "string", pattern: "^[A-Za-z0-9]+$" },
    summary: TEXT,
    description: TEXT,
    tags: { type: "array", items: TEXT },
    security: SECURITY,
    parameters: { type: "array", items: { anyOf: [REFERENCE, PARAMETER] } },
    requestBody: {
      type: "object",
      required: ["content"],
      properties: { required: { type: "boolean" }, content: MEDIA, description: TEXT },
      additionalProperties: false,
    },
    responses: {
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: "^[1-5][0-9][0-9]$" },
      additionalProperties: { anyOf: [REFERENCE, RESPONSE] },
    },
  },
  additionalProperties: false,
};
const OPENAPI = {
  type: "object",
  required: ["openapi", "info", "paths", "components"],
  properties: {
    openapi: { const: "3.1.0" },
    info: {
      type: "object",
      required: ["title", "version"],
      properties: {
        title: TEXT,
        version: TEXT,
        summary: TEXT,
        description: TEXT,
        license: {
          type: "object",
          required: ["name"],
          properties: { name: TEXT, identifier: TEXT },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
    servers: { type: "array", items: { type: "object", required: ["url"] } },
    tags: { type: "array", items: { type: "object", required: ["name"] } },
    security: SECURITY,
    paths: {
      type: "object",
      propertyNames: { pattern: "^/" },
      additionalProperties: {
        type: "object",
        minProperties: 1,
        properties: { get: OPERATION, post: OPERATION },
        additionalProperties: false,
      },
    },
    components: {
      type: "object",
      properties: {
        schemas: { type: "object", propertyNames: { pattern: "^[\\w.-]+$" } },
        parameters: { type: "object", additionalProperties: PARAMETER },
        responses: { type: "object", additionalProperties: RESPONSE },
        securitySchemes: {
          type: "object",
          additionalProperties: { type: "object", required: ["type", "name", "in"] },
        },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

/** Each schema by itself, with references to the others by name: many times faster to compile. */
const { schemas } = document.components as { schemas: Record<string, object> };
const ajv = new Ajv2020({ strict: false, code: { optimize: false } });
for (const [name, schema] of Object.entries(schemas)) {
  const text = JSON.stringify(schema).replaceAll("#/components/schemas/", "urn:yibao:");
  ajv.addSchema(JSON.parse(text) as object, `urn:yibao:${name}`);
}

function validator(name: string) {
  const validate = ajv.getSchema(`urn:yibao:${name}`);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return (value: unknown): string => {
    return validate(value) === true ? "" : ajv.errorsText(validate.errors);
  };
}

describe("the document", () => {
  test("is an OpenAPI 3.1 document", () => {
    const check = new Ajv2020({ allErrors: true, strict: false }).compile(OPENAPI);
    check(document);
    expect(check.errors ?? []).toEqual([]);
    expect(check({ ...document, paths: { nowhere: {} } })).toBe(false);
  });

  test("has a path for every transaction, and operation ids once", () => {
    const { paths } = document as { paths: Record<string, Wire> };
    for (const { sent_as } of shapes) {
      expect(paths, sent_as).toHaveProperty([
        `/fsi/api/rsfComIfsService/callService/${sent_as}`,
        "post",
      ]);
    }
    for (const own of ["/healthz", "/api/openapi.json", "/api/v1/conformance/{institution}"]) {
      expect(paths).toHaveProperty([own, "get"]);
    }
    const ids = [...JSON.stringify(paths).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(Object.keys(paths).length);
  });

  test("refers only to what is there, and names the security it defines", () => {
    const text = JSON.stringify(document);
    const references = new Set([...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, to]) => to));
    for (const to of references) expect(document, to).toHaveProperty((to as string).split("/"));
    const { components, security, tags } = document as {
      components: { securitySchemes: object };
      security: readonly object[];
      tags: readonly { name: string }[];
    };
    const schemes = Object.keys(components.securitySchemes);
    expect(security.flatMap((one) => Object.keys(one)).sort()).toEqual(schemes.sort());
    const used = new Set([...text.matchAll(/"tags":\["(\w+)"\]/g)].map(([, tag]) => tag));
    expect(tags.map(({ name }) => name)).toEqual(expect.arrayContaining([...used]));
  });

  test("says everything in Chinese and English", () => {
    const { paths } = document as { paths: Record<string, Record<string, { summary: string }>> };
    for (const operations of Object.values(paths)) {
      for (const { summary } of Object.values(operations)) {
        expect(summary).toMatch(/\p{Script=Han}.* · .*[A-Za-z]/u);
      }
    }
  });
});

describe("messages by the document", () => {
  test("a request with every field is valid, for every transaction", () => {
    for (const shape of shapes) {
      const request = message(shape.sent_as, filledInput(shape, table));
      expect(validator(`Request${shape.sent_as}`)(request), shape.sent_as).toBe("");
      const text = { ...request, input: JSON.stringify(request.input) };
      expect(validator(`Request${shape.sent_as}`)(text), shape.sent_as).toBe("");
    }
  });

  test("without a required field, or with what is no value of it, it is not", () => {
    let tried = 0;
    for (const shape of shapes) {
      const place = requiredField(shape);
      if (place === null) continue;
      const { node, field } = place;
      const input = filledInput(shape, table);
      const row = input[node] as Wire;
      for (const changed of [{ [field]: undefined }, { [field]: { no: "value" } }]) {
        const bad = { ...input, [node]: JSON.parse(JSON.stringify({ ...row, ...changed })) };
        const said = validator(`Request${shape.sent_as}`)(message(shape.sent_as, bad));
        expect(said, `${shape.sent_as} ${node}.${field}`).not.toBe("");
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(100);
  });

  test("a request without an institution is not valid", () => {
    const request = message("5206", { data: { psn_no: "P1", cum_ym: "202306" } });
    expect(validator("Request5206")({ ...request, fixmedins_code: undefined })).toMatch(
      /fixmedins_code/,
    );
    expect(request.fixmedins_code).toBe(INSTITUTION);
  });

  test("what our encoder writes is valid, for every transaction", () => {
    for (const shape of shapes) {
      const output = outputEncoder(shape)(emptyOutput(shape));
      const answer = {
        infcode: "0",
        inf_refmsgid: "430400".padEnd(30, "0"),
        refmsg_time: "20230601083000000",
        respond_time: "20230601083000000",
        err_msg: "",
        ...(output === null ? {} : { output: JSON.parse(output) }),
      };
      expect(validator(`Answer${shape.sent_as}`)(answer), shape.sent_as).toBe("");
      const failed = { ...answer, infcode: "-1", err_msg: "必填项为空" };
      expect(validator("Refusal")(failed)).toBe("");
      expect(validator(`Answer${shape.sent_as}`)(failed)).not.toBe("");
    }
  });
});

/** A required field of text or a number in an object node that is itself required. */
function requiredField(shape: TransactionShape): { node: string; field: string } | null {
  for (const node of shape.input) {
    if (!node.required || node.shape !== "object" || node.node === "" || node.within) continue;
    const field = node.fields.find(
      (one) =>
        one.required &&
        !one.may_be_empty &&
        one.also.length === 0 &&
        one.from_envelope === null &&
        !["array", "json", "texts", "bytes"].includes(one.type),
    );
    if (field !== undefined && node.also.length === 0)
      return { node: node.node, field: field.name };
  }
  return null;
}

/** One empty row in every node: every field is written with its empty value. */
function emptyOutput(shape: TransactionShape): Wire | Wire[] | null {
  const [first] = shape.output;
  if (first === undefined) return null;
  if (first.node === "" && first.shape === "array") return [{}];
  return Object.fromEntries(
    shape.output
      .filter((node) => !node.within && node.node !== "")
      .map((node) => [node.node, node.shape === "array" ? [{}] : {}]),
  );
}
