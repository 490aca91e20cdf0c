'use client';

import { Download, WrapText } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { saveFile } from '#components/ui/save-file.ts';
import { Switch } from '#components/ui/switch.tsx';
import type { Find } from '#components/ui/use-find.ts';
import type { BodyKindId } from '#lib/body/index.ts';
import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import { CharsetSelect } from './charset-select.tsx';
import type { Content } from './content.ts';
import { FindButton } from './find-button.tsx';
import { ToolbarButton } from './toolbar-button.tsx';
import { bodyToolbar as words } from './words.ts';

type Props = {
  content: Content;
  kind: BodyKindId;
  kinds: readonly { id: BodyKindId; title: string }[];
  onKind: (kind: BodyKindId) => void;
  /** Null where lines cannot wrap. */
  wrap: boolean | null;
  onWrap: (wrap: boolean) => void;
  /** Null where there is no text to search. */
  find: Find | null;
  /** The chosen character encoding, null for the declared one; undefined where it makes no difference. */
  charset: string | null | undefined;
  onCharset: (charset: string | null) => void;
  lead?: ReactNode;
};

/** Switches the view of content, finds text in it, copies it and downloads it. */
export function BodyToolbar(props: Props) {
  const { content, kind, kinds, onKind, wrap, onWrap, find, charset, onCharset, lead } = props;
  const { bytes, name, fileName, sha256 } = content;
  const text = useMemo(() => utf8OrNull(bytes), [bytes]);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pt-2 pb-0.5 wide:px-5">
      {lead && <span className="@max-[40rem]:basis-full">{lead}</span>}
      {kinds.length > 0 && <Switch label={words.view} value={kind} choices={kinds} onChange={onKind} />}
      {charset !== undefined && <CharsetSelect charset={charset} onCharset={onCharset} />}
      <div className="ml-auto flex items-center gap-2 @max-[30rem]:-mr-3 @max-[30rem]:gap-0">
        {sha256 !== null && (
          <span className="text-quiet wire @max-[44rem]:hidden" title={words.hash(sha256)}>
            {words.shortHash(sha256)}
          </span>
        )}
        {find && <FindButton find={find} />}
        {wrap !== null && (
          <ToolbarButton
            words={words.wrap}
            icon={<WrapText aria-hidden />}
            isPressed={wrap}
            onClick={() => onWrap(!wrap)}
          />
        )}
        {text === null ? (
          <CopyButton
            look="quiet"
            textClasses="@max-[30rem]:sr-only"
            label={words.copyAsBase64}
            name={words.asBase64(name)}
            text={() => btoa(fromBytes(bytes))}
          />
        ) : (
          <CopyButton look="quiet" textClasses="@max-[30rem]:sr-only" name={name} text={text} />
        )}
        <Button look="quiet" aria-label={words.downloadName(name)} onClick={() => saveFile(bytes, fileName)}>
          <Download aria-hidden /> <span className="@max-[30rem]:hidden">{words.download}</span>
        </Button>
      </div>
    </div>
  );
}
