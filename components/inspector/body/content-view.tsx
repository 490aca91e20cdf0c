'use client';

import { type ReactNode, Suspense, useMemo, useState } from 'react';
import { fetched } from '#components/ui/fetched.ts';
import { Turning } from '#components/ui/turning.tsx';
import { type BodyKindId, bodyKindList, titleOf } from '#lib/body/index.ts';
import { bodyKinds } from '#lib/body/kind.ts';
import { useWanted } from '../detail/place.tsx';
import { BodyRemarks } from './body-remarks.tsx';
import { BodyToolbar } from './body-toolbar.tsx';
import { CodeView } from './code-view.tsx';
import type { Content } from './content.ts';
import { Findable } from './findable.tsx';
import { HexView } from './hex-view.tsx';
import { saidInJson } from './json-said.ts';
import type { OpenBody } from './open-body.ts';
import { PartView } from './part-view.tsx';
import { TextView } from './text-view.tsx';
import { type Find, useFind } from './use-find.ts';
import { useOpenBody } from './use-open-body.ts';
import { useWrap } from './use-wrap.ts';

type Props = {
  content: Content;
  /** The number of the part it is, `2.1.`, for the parts in it. */
  numbers?: string;
  /** Stands above it, unless a part of it is open. */
  head?: ReactNode;
  /** Stands before the switch between the kinds. */
  lead?: ReactNode;
};

const PreviewView = fetched(() => import('./preview-view.tsx'));
const load = () => import('./rarer-views.ts');
const CsvView = fetched(() => load().then((views) => ({ default: views.CsvView })));
const FormView = fetched(() => load().then((views) => ({ default: views.FormView })));
const MultipartView = fetched(() => load().then((views) => ({ default: views.MultipartView })));
const NdjsonView = fetched(() => load().then((views) => ({ default: views.NdjsonView })));

/** Kinds of which lines go on below where they are too long. */
const wrapping = new Set<BodyKindId>(
  'graphql json ndjson messagepack protobuf cbor text xml'.split(' ') as BodyKindId[],
);

/** Content read the way that suits it, with a switch to the other ways. */
export function ContentView({ content, numbers = '', head, lead }: Props) {
  const { bytes, contentType } = content;
  const kinds = useMemo(() => bodyKinds(contentType, bytes), [contentType, bytes]);
  const wanted = useWanted('body');
  const [chosen, setChosen] = useState<{ kind: BodyKindId; turn: number } | null>(null);
  const turn = wanted?.turn ?? 0;
  const linked = kinds.offered.find((id) => id === wanted?.view);
  // What was wished last counts: a link, or the switch.
  const kind =
    (chosen && chosen.turn >= turn ? chosen.kind : null) ?? linked ?? chosen?.kind ?? kinds.best ?? 'hex';
  const body = useOpenBody(kind, bytes, contentType);
  const find = useFind(body.rows);
  const canFind = body.rows.textOf !== undefined;
  const { wrap, canWrap, setWrap } = useWrap(bytes.length);
  const [opened, setOpened] = useState<number | null>(null);
  const [left, setLeft] = useState<number | null>(null);

  const part = useMemo(
    () => (body.kind === 'multipart' && opened !== null ? body.rows.row(opened) : null),
    [body, opened],
  );

  if (part !== null) {
    return (
      <PartView
        whole={content}
        numbers={numbers}
        row={part}
        onBack={() => {
          setOpened(null);
          setLeft(opened);
        }}
      />
    );
  }
  const isExpected = content.coded && kinds.best === 'hex';
  const top = (
    <>
      {head}
      <BodyToolbar
        content={content}
        kind={kind}
        kinds={bodyKindList.filter(({ id }) => kinds.offered.includes(id))}
        onKind={(id) => setChosen({ kind: id, turn })}
        wrap={canWrap && wrapping.has(kind) ? wrap : null}
        onWrap={setWrap}
        find={canFind ? find : null}
        lead={lead}
      />
      <BodyRemarks body={body} note={isExpected ? null : kinds.note} remarks={content.remarks} />
    </>
  );
  return (
    <Findable find={find} canFind={canFind} head={top}>
      {bytes.length === 0 ? (
        <p className="px-4 py-3 text-quiet wide:px-5">There is nothing in it: 0 bytes.</p>
      ) : (
        <Suspense fallback={<Turning />}>
          <ContentRows body={body} bytes={bytes} wrap={wrap} find={find} left={left} onOpen={setOpened} />
        </Suspense>
      )}
    </Findable>
  );
}

type RowsProps = {
  body: OpenBody;
  bytes: Uint8Array;
  wrap: boolean;
  find: Find;
  /** The part that was open before. */
  left: number | null;
  onOpen: (index: number) => void;
};

function ContentRows({ body, bytes, wrap, find, left, onOpen }: RowsProps) {
  switch (body.kind) {
    case 'graphql':
      return <CodeView label="Body as GraphQL" kind="graphql" rows={body.rows} wrap={wrap} find={find} />;
    case 'ndjson':
      return <NdjsonView rows={body.rows} wrap={wrap} find={find} />;
    case 'xml':
      return <CodeView label="Body as XML" kind="xml" rows={body.rows} wrap={wrap} find={find} />;
    case 'preview':
      return <PreviewView preview={body.rows.row(0)} bytes={bytes} />;
    case 'csv':
      return <CsvView rows={body.rows} find={find} />;
    case 'json':
      return (
        <CodeView
          label="Body as JSON"
          kind="json"
          rows={body.rows}
          wrap={wrap}
          find={find}
          said={saidInJson}
        />
      );
    case 'messagepack':
    case 'protobuf':
    case 'cbor':
      return (
        <CodeView
          label={`Body as ${titleOf(body.kind)}`}
          kind={body.kind}
          rows={body.rows}
          wrap={wrap}
          find={find}
          said={saidInJson}
        />
      );
    case 'opening':
      return <Turning />;
    case 'form':
      return <FormView rows={body.rows} find={find} />;
    case 'multipart':
      return <MultipartView rows={body.rows} bytes={bytes} left={left} onOpen={onOpen} />;
    case 'text':
      return <TextView label="Body as text" rows={body.rows} wrap={wrap} find={find} />;
    case 'hex':
      return <HexView rows={body.rows} />;
  }
}
