'use client';

import { Download, WrapText } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { BodyKindId } from '#lib/body/index.ts';
import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import type { Content } from './content.ts';
import { FindButton } from './find-button.tsx';
import { saveFile } from './save-file.ts';
import type { Find } from './use-find.ts';

type Props = {
  content: Content;
  kind: BodyKindId;
  kinds: readonly { id: BodyKindId; title: string }[];
  onKind: (kind: BodyKindId) => void;
  /** Null where lines cannot go on below. */
  wrap: boolean | null;
  onWrap: (wrap: boolean) => void;
  /** Null where there is no text to find something in. */
  find: Find | null;
  lead?: ReactNode;
};

/** How content is shown, and the ways to take it along. */
export function BodyToolbar({ content, kind, kinds, onKind, wrap, onWrap, find, lead }: Props) {
  const { bytes, name, fileName, sha256 } = content;
  const text = useMemo(() => utf8OrNull(bytes), [bytes]);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pt-2 pb-0.5 wide:px-5">
      {lead && <span className="@max-[40rem]:basis-full">{lead}</span>}
      {kinds.length > 0 && <Switch label="Show the body as" value={kind} choices={kinds} onChange={onKind} />}
      <div className="ml-auto flex items-center gap-2 @max-[30rem]:-mr-3 @max-[30rem]:gap-0">
        {sha256 !== null && (
          <span className="text-quiet wire @max-[44rem]:hidden" title={`SHA-256 ${sha256}`}>
            sha256 {sha256.slice(0, 4)}…{sha256.slice(-4)}
          </span>
        )}
        {find && <FindButton find={find} />}
        {wrap !== null && (
          <IconButton label="Wrap long lines" pressed={wrap} onClick={() => onWrap(!wrap)}>
            <WrapText />
          </IconButton>
        )}
        {text === null ? (
          <CopyButton
            look="quiet"
            compact
            label="Copy as base64"
            name={`${name} as base64`}
            text={() => btoa(fromBytes(bytes))}
          />
        ) : (
          <CopyButton look="quiet" compact name={name} text={text} />
        )}
        <Button
          look="quiet"
          aria-label={name === 'Body' ? 'Download the body' : `Download ${name}`}
          onClick={() => saveFile(bytes, fileName)}
        >
          <Download aria-hidden /> <span className="@max-[30rem]:hidden">Download</span>
        </Button>
      </div>
    </div>
  );
}
