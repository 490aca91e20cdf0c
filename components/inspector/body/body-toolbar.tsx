'use client';

import { Download, WrapText } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { BodyKindId } from '#lib/body/index.ts';
import { bodyFileName } from '#lib/http/body-file-name.ts';
import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { saveFile } from './save-file.ts';

type Props = {
  capture: CaptureJson;
  bytes: Uint8Array;
  kind: BodyKindId;
  kinds: readonly { id: BodyKindId; title: string }[];
  onKind: (kind: BodyKindId) => void;
  /** Null where lines cannot go on below. */
  wrap: boolean | null;
  onWrap: (wrap: boolean) => void;
};

/** How a body is shown, and the ways to take it along. */
export function BodyToolbar({ capture, bytes, kind, kinds, onKind, wrap, onWrap }: Props) {
  const text = useMemo(() => utf8OrNull(bytes), [bytes]);
  return (
    <div className="flex shrink-0 items-center gap-2 px-4 pt-2 pb-0.5 wide:px-5">
      <Switch label="Show the body as" value={kind} choices={kinds} onChange={onKind} />
      <span className="flex-1" />
      <span className="text-quiet wire @max-[44rem]:hidden" title={`SHA-256 ${capture.body.sha256}`}>
        sha256 {capture.body.sha256.slice(0, 4)}…{capture.body.sha256.slice(-4)}
      </span>
      {wrap !== null && (
        <IconButton label="Wrap long lines" pressed={wrap} onClick={() => onWrap(!wrap)}>
          <WrapText />
        </IconButton>
      )}
      {text === null ? (
        <CopyButton
          look="quiet"
          label="Copy as base64"
          name="Body as base64"
          text={() => btoa(fromBytes(bytes))}
        />
      ) : (
        <CopyButton look="quiet" name="Body" text={text} />
      )}
      <Button
        look="quiet"
        aria-label="Download the body"
        onClick={() => saveFile(bytes, bodyFileName(capture.seq, capture.contentType))}
      >
        <Download aria-hidden /> <span className="@max-[30rem]:hidden">Download</span>
      </Button>
    </div>
  );
}
