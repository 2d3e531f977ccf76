import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { sm2, sm3, sm4 } from "sm-crypto-v2";
import { expect, test } from "vitest";
import {
  DISTINGUISHING_ID,
  signedText,
  sm2PublicKey,
  sm2Signature,
  sm2Signed,
  sm2Verified,
} from "./sm2-signature.ts";

/**
 * Known answers. SM2: the signature example of GM/T 0003.5-2012 (recommended curve). SM3: examples
 * 1 and 2 of GB/T 32905-2016. SM4: example 1 of GB/T 32907-2016.
 */
const PRIVATE_KEY = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
const PUBLIC_KEY =
  "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020" +
  "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
const R = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
const S = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
const K = "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
const MESSAGE = "message digest";

test("SM2: the standard's signature is verified, whole and by no other key, text or id", () => {
  expect(sm2Verified(MESSAGE, R + S, PUBLIC_KEY)).toBe(true);
  expect(sm2Verified(MESSAGE, (R + S).toUpperCase(), PUBLIC_KEY)).toBe(true);
  expect(sm2Verified("message digesT", R + S, PUBLIC_KEY)).toBe(false);
  expect(sm2Verified(MESSAGE, S + R, PUBLIC_KEY)).toBe(false);
  const other = sm2.getPublicKeyFromPrivateKey(K);
  expect(sm2Verified(MESSAGE, R + S, other)).toBe(false);
  const options = { hash: true, userId: "" };
  expect(sm2.doVerifySignature(MESSAGE, R + S, PUBLIC_KEY, options)).toBe(false);
});

test("SM2: with the standard's random number we sign as the standard does", () => {
  const point = sm2.getPublicKeyFromPrivateKey(K);
  const pointPool = [{ k: BigInt(`0x${K}`), x1: BigInt(`0x${point.slice(2, 66)}`) }];
  const options = { hash: true, userId: DISTINGUISHING_ID, pointPool };
  expect(sm2.doSignature(MESSAGE, PRIVATE_KEY, options)).toBe(R + S);
});

test("SM2: what we sign is DER in upper-case hex, and we verify it", () => {
  expect(sm2.getPublicKeyFromPrivateKey(PRIVATE_KEY)).toBe(PUBLIC_KEY);
  for (const text of [MESSAGE, "", "定点医药机构编号=H43040000001"]) {
    const signature = sm2Signature(text, PRIVATE_KEY);
    expect(signature).toMatch(/^30[0-9A-F]{130,142}$/);
    expect(sm2Verified(text, signature, PUBLIC_KEY)).toBe(true);
    expect(sm2Verified(`${text} `, signature, PUBLIC_KEY)).toBe(false);
  }
});

test("SM2: whatever is no signature is not verified, and throws nothing", () => {
  const zero = "00".repeat(64);
  for (const junk of ["", "zz", "30", zero, "ff".repeat(64), "3006020101020101", "a".repeat(999)]) {
    expect(sm2Verified(MESSAGE, junk, PUBLIC_KEY), junk).toBe(false);
  }
  expect(sm2Verified(MESSAGE, R + S, "04")).toBe(false);
});

test("SM2: a public key is a point of the curve, with or without 04, in any case", () => {
  expect(sm2PublicKey(PUBLIC_KEY.toUpperCase())).toBe(PUBLIC_KEY);
  expect(sm2PublicKey(PUBLIC_KEY.slice(2))).toBe(PUBLIC_KEY);
  expect(sm2PublicKey(` ${PUBLIC_KEY}\n`)).toBe(PUBLIC_KEY);
  for (const none of ["", "04", `04${"11".repeat(64)}`, PRIVATE_KEY, `${PUBLIC_KEY}00`]) {
    expect(sm2PublicKey(none), none).toBeNull();
  }
});

test("SM3: the standard's digests, by the library and by OpenSSL", () => {
  const digests: readonly (readonly [string, string])[] = [
    ["abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"],
    ["abcd".repeat(16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"],
  ];
  for (const [text, digest] of digests) {
    expect(sm3(text)).toBe(digest);
    expect(createHash("sm3").update(text).digest("hex")).toBe(digest);
  }
});

test("SM4: the standard's block, to and fro, by the library and by OpenSSL", () => {
  const block = Buffer.from("0123456789abcdeffedcba9876543210", "hex");
  const cipher = "681edf34d206965e86b3e94f536e4246";
  const plain = { padding: "none", output: "string" } as const;
  expect(sm4.encrypt(block, block, plain)).toBe(cipher);
  const back = sm4.decrypt(cipher, block, { padding: "none", output: "array" });
  expect(Buffer.from(back)).toEqual(block);
  const openssl = createCipheriv("sm4-ecb", block, null).setAutoPadding(false);
  expect(openssl.update(block).toString("hex")).toBe(cipher);
  const opener = createDecipheriv("sm4-ecb", block, null).setAutoPadding(false);
  expect(opener.update(Buffer.from(cipher, "hex"))).toEqual(block);
});

test("what is signed are all members but cainfo and input, by name", () => {
  const members = {
    msgid: "M1",
    infno: "2207",
    cainfo: "AB",
    input: { data: 1 },
    opter_type: 1,
    dev_no: null,
    sign_no: "",
    Zone: "z",
  };
  expect(signedText(members)).toBe("Zone=z&dev_no=&infno=2207&msgid=M1&opter_type=1&sign_no=");
});

test("signed members carry signtype and a cainfo that covers it", () => {
  const signed = sm2Signed({ infno: "1101", signtype: "", cainfo: "" }, PRIVATE_KEY);
  expect(signed.signtype).toBe("SM2");
  expect(sm2Verified("infno=1101&signtype=SM2", signed.cainfo, PUBLIC_KEY)).toBe(true);
});
