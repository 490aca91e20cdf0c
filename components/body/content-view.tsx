'use client';

import { type ReactNode, Suspense, useMemo, useState } from 'react';
import { useDestination } from '#components/request/place-in-request.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { type Find, useFind } from '#components/ui/use-find.ts';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { type BodyKindId, kindsInSwitch, titleOf } from '#lib/body/index.ts';
import { withCharset } from '#lib/http/with-charset.ts';
import { BodyRemarks } from './body-remarks.tsx';
import { BodyToolbar } from './body-toolbar.tsx';
import { CodeView } from './code-view.tsx';
import type { Content } from './content.ts';
import { dependsOnCharset, texts } from './depends-on-charset.ts';
import { FindInView } from './find-in-view.tsx';
import { HexView } from './hex-view.tsx';
import { jsonField } from './json-field.ts';
import type { OpenBody } from './open-body.ts';
import { PartView } from './part-view.tsx';
import { FilterBySelection } from './selection-bar.tsx';
import { TextView } from './text-view.tsx';
import { useOpenBody } from './use-open-body.ts';
import { useWrap } from './use-wrap.ts';
import { contentView as words } from './words.ts';

type Props = {
  content: Content;
  /** For a nested part, its number, `2.1.`, which prefixes those of its parts. */
  numbers?: string;
  /** Shown above the content, unless one of its parts is open. */
  head?: ReactNode;
  /** Shown before the switch between views. */
  lead?: ReactNode;
};

const PreviewView = lazyComponent(() => import('./preview-view.tsx'));
const load = () => import('./rarer-views.ts');
const CsvView = lazyComponent(() => load().then((views) => ({ default: views.CsvView })));
const FormView = lazyComponent(() => load().then((views) => ({ default: views.FormView })));
const MultipartView = lazyComponent(() => load().then((views) => ({ default: views.MultipartView })));
const HttpMessageView = lazyComponent(() => load().then((views) => ({ default: views.HttpMessageView })));
const NdjsonView = lazyComponent(() => load().then((views) => ({ default: views.NdjsonView })));

/** Kinds whose long lines can wrap. */
const wrapping = new Set<BodyKindId>(
  'graphql json ndjson messagepack protobuf cbor text xml'.split(' ') as BodyKindId[],
);

/** Content in the view that suits it, with a switch to other views. */
export function ContentView({ content, numbers = '', head, lead }: Props) {
  const { bytes } = content;
  const [charset, setCharset] = useState<string | null>(null);
  const { contentType: sentType } = content;
  const kinds = useMemo(
    () => chooseKinds(charset === null ? sentType : withCharset(sentType, charset), bytes),
    [charset, sentType, bytes],
  );
  const destination = useDestination('body');
  const [chosen, setChosen] = useState<{ kind: BodyKindId; turn: number } | null>(null);
  const turn = destination?.turn ?? 0;
  const linked = kinds.offered.find((id) => id === destination?.view);
  // The latest choice is used: a link, or the switch.
  const kind =
    (chosen && chosen.turn >= turn ? chosen.kind : null) ?? linked ?? chosen?.kind ?? kinds.best ?? 'hex';
  const openType = charset === null ? sentType : withCharset(sentType, kind === 'form' ? charset : 'utf-8');
  const readBytes = useMemo(
    () => (charset !== null && texts.has(kind) && kind !== 'form' ? inUtf8(bytes, charset) : bytes),
    [charset, kind, bytes],
  );
  const body = useOpenBody(kind, readBytes, openType);
  const find = useFind(body.rows);
  const canFind = body.rows.textOf !== undefined;
  const { wrap, canWrap, setWrap } = useWrap(bytes.length);
  const [opened, setOpened] = useState<number | null>(null);
  const [closed, setClosed] = useState<number | null>(null);

  const canChooseCharset = useMemo(
    () => charset !== null || dependsOnCharset(body, bytes),
    [charset, body, bytes],
  );

  const part = useMemo(
    () => (body.kind === 'multipart' && opened !== null ? body.rows.row(opened) : null),
    [body, opened],
  );

  if (part !== null) {
    return (
      <PartView
        container={content}
        numbers={numbers}
        row={part}
        parts={body.kind === 'multipart' ? body.rows : null}
        onOpen={setOpened}
        onBack={() => {
          setOpened(null);
          setClosed(opened);
        }}
        show={(inside) => <ContentView {...inside} />}
      />
    );
  }
  const isNoteExpected = content.isEncoded && kinds.best === 'hex';
  const top = (
    <>
      {head}
      <BodyToolbar
        content={content}
        kind={kind}
        kinds={kindsInSwitch.filter(({ id }) => kinds.offered.includes(id))}
        onKind={(id) => setChosen({ kind: id, turn })}
        charset={canChooseCharset ? charset : undefined}
        onCharset={setCharset}
        wrap={canWrap && wrapping.has(kind) ? wrap : null}
        onWrap={setWrap}
        find={canFind ? find : null}
        lead={lead}
      />
      <BodyRemarks body={body} note={isNoteExpected ? null : kinds.note} remarks={content.remarks} />
    </>
  );
  return (
    <FindInView find={find} canFind={canFind} head={top}>
      {bytes.length === 0 ? (
        <p className="px-4 py-3 text-quiet wide:px-5">{words.empty}</p>
      ) : (
        <Suspense fallback={<Spinner />}>
          <FilterBySelection>
            <ContentRows
              body={body}
              content={content}
              wrap={wrap}
              find={find}
              closed={closed}
              onOpen={setOpened}
            />
          </FilterBySelection>
        </Suspense>
      )}
    </FindInView>
  );
}

/** Bytes in a chosen encoding as UTF-8, which readers expect where nothing else is declared. */
function inUtf8(bytes: Uint8Array, charset: string): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(charset).decode(bytes));
}

type RowsProps = {
  body: OpenBody;
  content: Content;
  wrap: boolean;
  find: Find;
  /** The part that was open before. */
  closed: number | null;
  onOpen: (index: number) => void;
};

function ContentRows({ body, content, wrap, find, closed, onOpen }: RowsProps) {
  const { bytes } = content;
  const label = body.kind === 'opening' ? '' : words.viewAs(titleOf(body.kind));
  switch (body.kind) {
    case 'graphql':
      return <CodeView label={label} kind="graphql" rows={body.rows} wrap={wrap} find={find} />;
    case 'ndjson':
      return <NdjsonView rows={body.rows} wrap={wrap} find={find} />;
    case 'xml':
      return <CodeView label={label} kind="xml" rows={body.rows} wrap={wrap} find={find} />;
    case 'preview':
      return <PreviewView preview={body.rows.row(0)} bytes={bytes} />;
    case 'csv':
      return <CsvView rows={body.rows} find={find} />;
    case 'json':
    case 'messagepack':
    case 'protobuf':
    case 'cbor':
      return (
        <CodeView
          label={label}
          kind={body.kind}
          rows={body.rows}
          wrap={wrap}
          find={find}
          fieldOf={jsonField}
        />
      );
    case 'opening':
      return <Spinner />;
    case 'form':
      return <FormView rows={body.rows} find={find} />;
    case 'multipart':
      return <MultipartView rows={body.rows} bytes={bytes} closed={closed} onOpen={onOpen} />;
    case 'http':
      return body.rows.count === 0 ? (
        <p className="px-4 py-3 text-quiet wide:px-5">{words.noHttpMessage}</p>
      ) : (
        <HttpMessageView
          message={body.rows.row(0)}
          container={content}
          show={(inside) => <ContentView {...inside} />}
        />
      );
    case 'text':
      return <TextView label={words.text} rows={body.rows} wrap={wrap} find={find} />;
    case 'hex':
      return <HexView rows={body.rows} />;
  }
}
