import { FileZipOutlined, FolderOpenOutlined } from "@ant-design/icons";
import { Button, Space, Upload } from "antd";
import { useState } from "react";
import { useWords } from "../../shared/words.ts";
import { PUBLICATION_WORDS } from "./publication.words.ts";

/** A data folder of the user's own, packed, as it is sent. */
export interface UploadedData {
  readonly name: string;
  readonly zip_base64: string;
  readonly files: number;
}

export interface UploadFieldProps {
  readonly id?: string;
  readonly value?: UploadedData | undefined;
  readonly onChange?: (value: UploadedData | undefined) => void;
}

const BYTES_MOST = 8 * 1024 * 1024;

/** A zip, several files, or a whole folder: whatever it is, one zip is sent. */
export function UploadField({ id, value, onChange }: UploadFieldProps) {
  const words = useWords(PUBLICATION_WORDS);
  const [problem, setProblem] = useState("");
  const take = async (files: readonly File[]) => {
    const packed = await packedData(files);
    setProblem(packed === null ? words.uploadTooLarge : "");
    onChange?.(packed ?? undefined);
  };
  // Called once for each: the first takes them all.
  const beforeUpload = (file: File, all: readonly File[]) => {
    if (file === all[0]) void take(all);
    return false;
  };
  return (
    <>
      <Space wrap>
        <Upload
          {...(id === undefined ? {} : { id })}
          multiple
          accept=".zip,.csv,.yaml"
          showUploadList={false}
          beforeUpload={beforeUpload}
        >
          <Button icon={<FileZipOutlined />}>{words.chooseFiles}</Button>
        </Upload>
        <Upload directory showUploadList={false} beforeUpload={beforeUpload}>
          <Button icon={<FolderOpenOutlined />}>{words.chooseDirectory}</Button>
        </Upload>
      </Space>
      {value === undefined ? null : <p>{words.uploaded(value.name, value.files)}</p>}
      {problem === "" ? null : <p role="alert">{problem}</p>}
    </>
  );
}

/** Null where it is more than the platform takes. */
async function packedData(files: readonly File[]): Promise<UploadedData | null> {
  const [first] = files;
  if (first === undefined) return null;
  const size = files.reduce((sum, one) => sum + one.size, 0);
  if (files.length === 1 && /\.zip$/i.test(first.name)) {
    if (size > BYTES_MOST) return null;
    return { name: first.name, zip_base64: await base64(first), files: 1 };
  }
  if (size > 4 * BYTES_MOST) return null;
  const { zipSync } = await import("fflate");
  const contents = await Promise.all(
    files.map(async (one) => {
      const path = one.webkitRelativePath || one.name;
      return [path, new Uint8Array(await one.arrayBuffer())] as const;
    }),
  );
  const zip = new Blob([zipSync(Object.fromEntries(contents)) as Uint8Array<ArrayBuffer>]);
  if (zip.size > BYTES_MOST) return null;
  const [folder = ""] = first.webkitRelativePath.split("/");
  return { name: folder || first.name, zip_base64: await base64(zip), files: files.length };
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
