import { Card, Checkbox, Form, InputNumber, Segmented, Select } from "antd";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { Loaded, SlowWork } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { useWords } from "../../shared/words.ts";
import { type Making, type Missing, useMaking } from "./making.ts";
import { PUBLICATION_WORDS } from "./publication.words.ts";
import { type UploadedData, UploadField } from "./upload-field.tsx";

type Sources = AnswerOf<"GET /api/v1/disclosures/sources">;

interface Values {
  readonly from: "folder" | "upload" | "books";
  readonly folder?: string;
  readonly upload?: UploadedData;
  readonly unit_code?: string;
  readonly beside?: string;
  readonly year?: number;
  readonly kind?: "budget" | "final";
  readonly profile?: string;
  readonly formats?: Making["formats"];
}

export interface SourceFormProps {
  readonly onMissing: (making: Making, missing: Missing) => void;
}

/** From where the figures come, and in which form they are printed. */
export function SourceForm({ onMissing }: SourceFormProps) {
  const read = useCall("GET /api/v1/disclosures/sources");
  return (
    <Card size="small" className="making-card">
      <Loaded query={read} rows={3}>
        {(sources) => <Source sources={sources} onMissing={onMissing} />}
      </Loaded>
    </Card>
  );
}

/** No folder of the platform has this name. */
const UPLOAD = "(upload)";

function uploadedBy(upload: UploadedData | undefined): Making {
  return { upload_zip: upload?.zip_base64 ?? "", upload_name: upload?.name ?? "" };
}

function makingOf(values: Values): Making {
  const { from, folder, upload, unit_code, beside, year, kind, profile, formats } = values;
  const printed = {
    ...(profile === undefined || profile === "" ? {} : { profile }),
    ...(formats === undefined ? {} : { formats }),
  };
  if (from === "folder") return { folder: folder ?? "", ...printed };
  if (from === "upload") return { ...uploadedBy(upload), ...printed };
  return {
    ...printed,
    ...(unit_code === undefined ? {} : { unit_code }),
    ...(beside === UPLOAD ? uploadedBy(upload) : {}),
    ...(beside === undefined || beside === "" || beside === UPLOAD ? {} : { folder: beside }),
    ...(year === undefined ? {} : { year }),
    ...(kind === undefined ? {} : { kind }),
  };
}

function Source({ sources, onMissing }: SourceFormProps & { readonly sources: Sources }) {
  const words = useWords(PUBLICATION_WORDS);
  const [form] = Form.useForm<Values>();
  const from = Form.useWatch("from", form) ?? "folder";
  const { send, done, seconds } = useMaking(onMissing);
  return (
    <>
      <ActionForm<Values, Awaited<ReturnType<typeof send>>>
        name="publication-source"
        form={form}
        initial={{
          ...{ from: "folder", profile: "", kind: "final", beside: "" },
          formats: ["pdf", "docx", "xlsx", "text"],
        }}
        secrets={["upload"]}
        submitTitle={words.make}
        send={(values) => send(makingOf(values))}
        onDone={(answer, values) => done(answer, makingOf(values))}
      >
        <div className="making-fields">
          <Form.Item name="from" label={words.source}>
            <Segmented
              options={[
                { value: "folder", label: words.folder },
                { value: "upload", label: words.upload },
                { value: "books", label: words.books },
              ]}
            />
          </Form.Item>
          {from === "folder" ? <FolderField sources={sources} /> : null}
          {from === "upload" ? <OwnDataField /> : null}
          {from === "books" ? <BookFields sources={sources} /> : null}
          <ProfileField />
          <Form.Item name="formats" label={words.formats}>
            <Checkbox.Group
              options={[
                { value: "pdf", label: "PDF" },
                { value: "docx", label: "docx" },
                { value: "xlsx", label: "xlsx" },
                { value: "text", label: "txt" },
              ]}
            />
          </Form.Item>
        </div>
      </ActionForm>
      {seconds === null ? null : (
        <SlowWork title={words.making} percent={null} detail={words.makingDetail(seconds)} />
      )}
    </>
  );
}

function folderChoices({ folders }: Sources) {
  return folders.map(({ folder, unit, year }) => ({
    value: folder,
    label: `${unit} ${year}（${folder}）`,
  }));
}

function FolderField({ sources }: { readonly sources: Sources }) {
  const words = useWords(PUBLICATION_WORDS);
  const required = useRequired();
  return (
    <Form.Item name="folder" label={words.folder} rules={[required]} className="making-wide">
      <Select placeholder={words.chooseFolder} options={folderChoices(sources)} />
    </Form.Item>
  );
}

function OwnDataField() {
  const words = useWords(PUBLICATION_WORDS);
  const required = useRequired();
  return (
    <Form.Item
      name="upload"
      label={words.upload}
      extra={words.uploadWhy}
      rules={[required]}
      className="making-wide"
    >
      <UploadField />
    </Form.Item>
  );
}

function BookFields({ sources }: { readonly sources: Sources }) {
  const words = useWords(PUBLICATION_WORDS);
  const beside = Form.useWatch("beside", Form.useFormInstance<Values>());
  const required = useRequired();
  return (
    <>
      <Form.Item
        name="unit_code"
        label={words.unit}
        rules={[required]}
        extra={sources.units.length === 0 ? words.noUnits : undefined}
        className="making-wide"
      >
        <Select
          placeholder={words.chooseUnit}
          options={sources.units.map(({ unit_code, name, years }) => ({
            value: unit_code,
            label: `${name}（${unit_code}；${years.join("、")}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="year" label={words.year} rules={[required]}>
        <InputNumber min={1990} max={2099} />
      </Form.Item>
      <Form.Item name="kind" label={words.kind} rules={[required]}>
        <Segmented
          options={[
            { value: "final", label: words.final },
            { value: "budget", label: words.budget },
          ]}
        />
      </Form.Item>
      <Form.Item name="beside" label={words.beside} className="making-wide">
        <Select
          options={[
            { value: "", label: words.besideNone },
            { value: UPLOAD, label: words.upload },
            ...folderChoices(sources),
          ]}
        />
      </Form.Item>
      {beside === UPLOAD ? <OwnDataField /> : null}
    </>
  );
}

function ProfileField() {
  const words = useWords(PUBLICATION_WORDS);
  const profiles = useCall("GET /api/v1/disclosures/profiles").data?.profiles ?? [];
  return (
    <Form.Item name="profile" label={words.profile} className="making-wide">
      <Select
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: "", label: words.profileAuto },
          ...profiles.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
    </Form.Item>
  );
}
