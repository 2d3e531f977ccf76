import { expect, test } from "vitest";
import {
  checkSignature,
  gatewaySignature,
  type Headers,
  namedAccessKey,
  portalSignature,
} from "./signature.ts";

const SENT = 1_700_000_000_000;
const NOW = new Date(SENT + 60_000);
const KEYS = new Map([
  ["AK0001", { secret: "SK-secret-0001", institution_code: "H43040000001" }],
  ["PAAS1", { secret: "paas-secret", institution_code: "P43040000001" }],
]);
const keys = (name: string) => KEYS.get(name);

const GATEWAY = {
  _api_access_key: "AK0001",
  _api_name: "1101",
  _api_timestamp: String(SENT),
  _api_version: "1.0.0",
  _api_signature: "tIrvQiYw2UJxXFcfdZyEzyayW/o=",
};

const PORTAL = {
  "x-tif-paasid": "PAAS1",
  "x-tif-timestamp": "1700000000",
  "x-tif-nonce": "nonce1",
  "x-tif-signature": "c4435a93037938f5099731e35eb54d843d38df462743c913d1a4c7772ea82822",
};

function rejection(headers: Headers, now = NOW): string {
  const check = checkSignature(headers, keys, now);
  return check.accepted ? "" : check.rejection.message;
}

test("known answers of both families", () => {
  expect(gatewaySignature(GATEWAY, "SK-secret-0001")).toBe(GATEWAY._api_signature);
  expect(portalSignature("1700000000", "nonce1", "paas-secret")).toBe(PORTAL["x-tif-signature"]);
  expect(checkSignature(GATEWAY, keys, NOW)).toEqual({
    accepted: true,
    institution_code: "H43040000001",
  });
  expect(checkSignature(PORTAL, keys, NOW)).toEqual({
    accepted: true,
    institution_code: "P43040000001",
  });
});

test("any header missing or doubled is a missing header", () => {
  for (const name of Object.keys(GATEWAY)) {
    expect(rejection({ ...GATEWAY, [name]: undefined })).toBe("缺少服务网关的请求头!");
  }
  for (const name of Object.keys(PORTAL)) {
    expect(rejection({ ...PORTAL, [name]: "" })).toBe("缺少服务网关的请求头!");
  }
  expect(rejection({ ...GATEWAY, _api_name: ["1101", "1101"] })).toBe("缺少服务网关的请求头!");
});

test("the window is thirty minutes to either side; seconds and milliseconds are told apart", () => {
  const half = 30 * 60_000;
  expect(rejection(GATEWAY, new Date(SENT + half))).toBe("");
  expect(rejection(GATEWAY, new Date(SENT - half))).toBe("");
  expect(rejection(GATEWAY, new Date(SENT + half + 1))).toBe("签名时间戳超时!");
  expect(rejection(GATEWAY, new Date(SENT - half - 1))).toBe("签名时间戳超时!");
  expect(rejection({ ...GATEWAY, _api_timestamp: "today" })).toBe("签名时间戳超时!");
  const seconds = { ...GATEWAY, _api_timestamp: "1700000000" };
  const signature = gatewaySignature(seconds, "SK-secret-0001");
  expect(rejection({ ...seconds, _api_signature: signature })).toBe("");
});

test("an unknown key, and a signature that is not the key's", () => {
  expect(rejection({ ...GATEWAY, _api_access_key: "AK9999" })).toBe("非法用户!");
  expect(rejection({ ...GATEWAY, _api_name: "2207" })).toBe("签名不一致!");
  expect(rejection({ ...GATEWAY, _api_signature: "short" })).toBe("签名不一致!");
  expect(rejection({ ...PORTAL, "x-tif-nonce": "nonce2" })).toBe("签名不一致!");
  expect(checkSignature({ ...GATEWAY, _api_signature: "x" }, keys, NOW)).toMatchObject({
    rejection: { code: 401 },
  });
});

test("the key a request names, proved or not", () => {
  expect(namedAccessKey(GATEWAY)).toBe("AK0001");
  expect(namedAccessKey(PORTAL)).toBe("PAAS1");
  expect(namedAccessKey({})).toBeNull();
});
