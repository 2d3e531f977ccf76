import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3 } from "../../../test/support/small-region.ts";
import { createInstitutionsCache } from "../../providers/index.ts";
import type { HospitalClient } from "../client/hospital-client.ts";
import {
  EVERYBODY,
  FILE_BYTES_MAX,
  ownerOfFile,
  removeExpiredFiles,
  startFileCleaning,
  writeFile,
} from "../files/file.store.ts";
import { messageOfForm } from "../files/form.ts";
import { message } from "../fixtures/messages.ts";
import { fileMessages, UPLOADED_BYTES } from "../fixtures/valid-messages/files.ts";
import { gatewayApi } from "../gateway.api.ts";
import { transactionTable } from "../transaction-table.ts";
import { createHandlers } from "./create-handlers.ts";

// Goal: what goes up comes down byte for byte, in every form in which clients send and ask, and
// only to whom it belongs.

const CALL = "/fsi/api/rsfComIfsService/callService";
const BYTES = UPLOADED_BYTES;

let platform: SmallPlatform;
let hospital: HospitalClient;
let app: FastifyInstance;
let closeCache: () => void;

beforeAll(async () => {
  platform = await openSmallPlatform();
  hospital = platform.hospital(LEVEL3);
  const { store } = platform;
  const institutions = await createInstitutionsCache(store);
  closeCache = institutions.close;
  let serial = 0;
  app = fastify();
  await app.register(gatewayApi, {
    table: transactionTable(),
    handlers: createHandlers({ ...platform, institutions }),
    clock: () => platform.now,
    region: "430400",
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    fileOwner: (file_query_no) => ownerOfFile(store, file_query_no),
  });
});
afterAll(async () => {
  await app?.close();
  closeCache?.();
  await platform?.close();
});

function upload(changes: object = {}) {
  const fsUploadIn = { ...fileMessages["9101"].fsUploadIn, ...changes };
  return hospital.call("9101", { fsUploadIn });
}

let messages = 0;
function envelope(infno: string, input: unknown, institution = LEVEL3) {
  messages += 1;
  const msgid = `${institution}20230615100000F${messages}`;
  return message(infno, input, { msgid, fixmedins_code: institution });
}

async function download(file_qury_no: string, institution = LEVEL3, fixmedins_code = institution) {
  const { fsDownloadIn } = fileMessages["9102"];
  const input = { fsDownloadIn: { ...fsDownloadIn, file_qury_no, fixmedins_code } };
  const body = Buffer.from(JSON.stringify(envelope("9102", input, institution)));
  return platform.dispatcher.answer({ path_infno: null, body, headers: {} });
}

function bytesOf(answer: { file?: { bytes: Uint8Array } | undefined; text: string }): Buffer {
  if (answer.file === undefined) throw new Error(`no file but ${answer.text}`);
  return Buffer.from(answer.file.bytes);
}

describe("9101 and 9102", () => {
  test("what goes up comes down, byte for byte, with its name", async () => {
    const ticket = await upload();
    expect(ticket).toEqual({
      file_qury_no: expect.stringMatching(/^20230615[0-9a-f]{22}$/),
      filename: "对账明细.zip",
      fixmedins_code: LEVEL3,
      dld_endtime: "2023-06-22 23:59:59",
    });
    const answer = await download(ticket.file_qury_no);
    expect(bytesOf(answer).equals(BYTES)).toBe(true);
    expect(answer.file?.filename).toBe("对账明细.zip");
  });

  test("bytes as an array of numbers, as Java and as .NET write them", async () => {
    for (const bytes of [[...BYTES], [...new Int8Array(BYTES)]]) {
      const ticket = await upload({ in: bytes });
      expect(bytesOf(await download(ticket.file_qury_no)).equals(BYTES)).toBe(true);
    }
  });

  test("the same message again is the same file, and the same bytes of answer", async () => {
    const input = {
      fsUploadIn: { in: BYTES.toString("base64"), filename: "a.zip", fixmedins_code: LEVEL3 },
    };
    const sent = envelope("9101", input);
    const files = async () => (await platform.rowCounts())["gateway.file"];
    const first = await platform.send(sent);
    const before = await files();
    expect(await platform.send(sent)).toBe(first);
    expect(await files()).toBe(before);
    const other = { ...sent, input: { fsUploadIn: { ...input.fsUploadIn, filename: "b.zip" } } };
    expect(await platform.send(other)).toContain("已用于内容不同的 9101 报文");
    expect(platform.refusals.splice(0)).toEqual(["GATEWAY-MSGID-REUSED"]);
  });

  test("an empty file, or one for another institution, is refused and nothing kept", async () => {
    const before = await platform.rowCounts();
    await expect(upload({ in: "not base64!" })).rejects.toThrow("不是 Base64 文本或字节数组");
    await expect(upload({ in: "==" })).rejects.toThrow("fsUploadIn.in（文件数据）：文件没有内容");
    await expect(upload({ fixmedins_code: LEVEL2 })).rejects.toThrow(
      `fsUploadIn.fixmedins_code（医药机构编号）：收到“${LEVEL2}”，不是发送报文的机构 ${LEVEL3}`,
    );
    const whole = { institution_code: LEVEL3, filename: "a.zip", now: platform.now };
    const bytes = Buffer.alloc(FILE_BYTES_MAX + 1);
    await expect(writeFile(platform.store, { ...whole, bytes })).rejects.toMatchObject({
      code: "GATEWAY-FILE-TOO-LARGE",
    });
    expect(await platform.rowCounts()).toEqual(before);
    expect(platform.refusals.splice(0)).toEqual([
      "GATEWAY-FILE-EMPTY",
      "GATEWAY-OTHER-INSTITUTION",
    ]);
  });

  test("another institution's file is unknown; everybody's is given to all", async () => {
    const { file_qury_no } = await upload();
    expect((await download(file_qury_no, LEVEL2)).text).toContain("本机构没有文件 2023");
    expect((await download(file_qury_no, LEVEL2, LEVEL3)).text).toContain("不是发送报文的机构");
    expect((await download("20230615nothing")).text).toContain("没有文件 20230615nothing");
    expect(platform.refusals.splice(0)).toEqual([
      "GATEWAY-FILE-UNKNOWN",
      "GATEWAY-OTHER-INSTITUTION",
      "GATEWAY-FILE-UNKNOWN",
    ]);
    const { file_query_no } = await writeFile(platform.store, {
      institution_code: EVERYBODY,
      filename: "1301.zip",
      bytes: BYTES,
      now: platform.now,
    });
    for (const owner of [EVERYBODY, LEVEL2]) {
      const answer = await download(file_query_no, LEVEL2, owner);
      expect(bytesOf(answer).equals(BYTES)).toBe(true);
    }
  });

  test("the last day counts, the day after does not; then the file is cleaned away", async () => {
    const { file_qury_no } = await upload();
    const today = platform.now;
    platform.now = new Date("2023-06-22T15:59:59Z");
    expect(bytesOf(await download(file_qury_no)).equals(BYTES)).toBe(true);
    platform.now = new Date("2023-06-22T16:00:00Z");
    expect((await download(file_qury_no)).text).toContain("下载截止日期 2023-06-22 已过");
    platform.now = today;
    expect(platform.refusals.splice(0)).toEqual(["GATEWAY-FILE-EXPIRED"]);
    const { file_query_no: fresh } = await writeFile(platform.store, {
      institution_code: LEVEL3,
      filename: "a.zip",
      bytes: BYTES,
      now: new Date(Date.now() + 86_400_000),
    });
    expect(await removeExpiredFiles(platform.store)).toBeGreaterThan(3);
    expect(await ownerOfFile(platform.store, file_qury_no)).toBeNull();
    expect(await ownerOfFile(platform.store, fresh)).toBe(LEVEL3);
  });

  test("cleaning goes on in the background until stopped", async () => {
    const { file_qury_no } = await upload();
    const cleaning = startFileCleaning(platform.store, 5);
    await expect.poll(() => ownerOfFile(platform.store, file_qury_no)).toBeNull();
    await cleaning.stop();
  });
});

describe("over HTTP", () => {
  const post = (payload: Buffer | string, type: string, url = CALL) =>
    app.inject({ method: "POST", url, payload, headers: { "content-type": type } });

  const formOf = (parts: readonly string[], boundary = "----demo") =>
    `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;

  function form(sent: object, filename: string | null = "明细.zip"): Buffer {
    const text = `Content-Disposition: form-data; name="jsonStr"\r\n\r\n${JSON.stringify(sent)}`;
    if (filename === null) return Buffer.from(formOf([text]));
    const head =
      `Content-Disposition: form-data; name="file"; filename="${filename}"\r\n` +
      "Content-Type: application/zip\r\n\r\nBYTES";
    const [before, after] = formOf([text, head]).split("BYTES");
    return Buffer.concat([Buffer.from(before ?? ""), BYTES, Buffer.from(after ?? "")]);
  }

  const FORM = "multipart/form-data; boundary=----demo";

  test("multipart: jsonStr and file, the input an object or a text", async () => {
    const inputs = [
      { fsUploadIn: { filename: "改名.zip", fixmedins_code: LEVEL3 } },
      JSON.stringify({ fsUploadIn: { in: "", filename: "", fixmedins_code: LEVEL3 } }),
    ];
    for (const input of inputs) {
      const response = await post(form(envelope("9101", input)), FORM);
      const { infcode, output, err_msg } = response.json();
      expect(`${infcode} ${err_msg}`).toBe("0 ");
      expect(output.filename).toBe(typeof input === "string" ? "明细.zip" : "改名.zip");
      const asked = {
        fsDownloadIn: { ...output, filename: "x" },
      };
      const down = await post(JSON.stringify(envelope("9102", asked)), "application/json");
      expect(down.headers["content-type"]).toBe("application/octet-stream");
      expect(down.rawPayload.equals(BYTES)).toBe(true);
    }
  });

  test("multipart carries any transaction that needs no file", async () => {
    const input = { signIn: { opter_no: "001", mac: "0", ip: "10.0.0.1" } };
    const response = await post(form(envelope("9001", input), null), FORM);
    expect(response.json().output.signinoutb.sign_no).not.toBe("");
  });

  test("a form that is cut off, or has no jsonStr or boundary, is one clear error", async () => {
    const whole = form(envelope("9101", {}));
    const cut = await post(whole.subarray(0, whole.length - 30), FORM);
    expect(cut.json().err_msg).toContain("multipart 表单不能读取：内容不完整");
    const bare = await post(formOf(['Content-Disposition: form-data; name="a"\r\n\r\n1']), FORM);
    expect(bare.json().err_msg).toContain("multipart 表单不能读取：没有文本部分 jsonStr");
    const unbounded = await post(whole, "multipart/form-data");
    expect(unbounded.json().infcode).toBe("-1");
    expect(unbounded.json().err_msg).toContain("boundary");
    await expect(messageOfForm(whole, "multipart/form-data")).rejects.toMatchObject({
      code: "GATEWAY-FORM-BROKEN",
    });
  });

  test("a GET with the number alone, a Range header, and errors as JSON", async () => {
    const { file_qury_no } = await upload();
    for (const path of [CALL, `${CALL}/9102`, "/CSB/hsa-fsi-9102"]) {
      const response = await app.inject({
        method: "GET",
        url: `${path}?file_qury_no=${file_qury_no}`,
        headers: { range: "bytes=0-" },
      });
      expect(response.statusCode).toBe(200);
      expect(response.headers["content-type"]).toBe("application/octet-stream");
      expect(response.rawPayload.equals(BYTES)).toBe(true);
    }
    const { file_query_no } = await writeFile(platform.store, {
      institution_code: EVERYBODY,
      filename: "1301.zip",
      bytes: BYTES,
      now: platform.now,
    });
    const shared = await app.inject(`${CALL}?file_qury_no=${file_query_no}`);
    expect(shared.rawPayload.equals(BYTES)).toBe(true);
    const unknown = await app.inject(`${CALL}?file_qury_no=20230615x`);
    expect(unknown.headers["content-type"]).toContain("application/json");
    expect(unknown.json().err_msg).toContain("没有文件 20230615x");
    expect((await app.inject(CALL)).json().err_msg).toContain("file_qury_no");
    const opened = await app.inject(`${CALL}/1101`);
    expect(opened.json().err_msg).toContain("GET 只用于下载文件");
    expect(opened.json().err_msg).toContain("请用 POST 发送");
    expect((await app.inject("/CSB/hsa-fsi-2207?file_qury_no=1")).json().err_msg).toContain("2207");
  });
});
