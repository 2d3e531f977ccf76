import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import { AsyncByteQueue, type RecordBatch, RecordBatchFileWriter } from "apache-arrow";

/**
 * Writes an Arrow IPC file batch by batch. Each batch is on its way to the disk when `write`
 * returns, so that memory holds one; the hash is that of the bytes written.
 */
export interface ArrowFile {
  write(batch: RecordBatch): void;
  /** Writes the footer and closes; returns the SHA-256 of the file. */
  finish(): string;
  /** Closes an unfinished file. */
  abandon(): void;
}

export function createArrowFile(path: string): ArrowFile {
  const file = openSync(path, "w");
  const hash = createHash("sha256");
  const writer = new RecordBatchFileWriter();
  writer.reset(new FileQueue(file, hash));
  let open = true;
  const close = (): void => {
    if (open) closeSync(file);
    open = false;
  };
  return {
    write: (batch) => writer.write(batch),
    finish() {
      writer.close();
      close();
      return hash.digest("hex");
    },
    abandon: close,
  };
}

/** The library's queue of bytes, emptied into the file at once: it would keep them in memory. */
class FileQueue extends AsyncByteQueue<Uint8Array> {
  readonly #file: number;
  readonly #hash: Hash;

  constructor(file: number, hash: Hash) {
    super();
    this.#file = file;
    this.#hash = hash;
  }

  override write(bytes: ArrayBufferLike | ArrayBufferView): void {
    const chunk = ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : new Uint8Array(bytes);
    for (let written = 0; written < chunk.byteLength; ) {
      written += writeSync(this.#file, chunk, written);
    }
    this.#hash.update(chunk);
  }
}
