'use client';

import { useState } from 'react';
import { Fact, Facts } from '#components/request/facts.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { LongList } from '#components/ui/long-list.tsx';
import { LongWire } from '#components/ui/long-text.tsx';
import { Wire } from '#components/ui/visible-text.tsx';
import { encodingRead, readable } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import { partHeaders as words } from './words.ts';

/** How many headers are shown at first: a part may have thousands. */
const shownAtFirst = 50;

/** The headers of a part as received. Long lists scroll, to leave room for the content. */
export function PartHeaders({ headers }: { headers: readonly Header[] }) {
  const [areAllShown, setAllShown] = useState(false);
  const shown = areAllShown ? headers : headers.slice(0, shownAtFirst);
  if (headers.length === 0) return <p className="px-4 pt-2 text-quiet wide:px-5">{words.none}</p>;
  return (
    <div className="mt-2 shrink-0 border-faint border-y px-4 wide:max-h-40 wide:scrolls wide:px-5">
      <LongList
        items={shown}
        isDivided
        rowHeight={33}
        around={(rows) => <Facts>{rows}</Facts>}
        row={([name, value]) => (
          <Fact
            name={
              <span className="text-json-key wire">
                <Wire bytes={name} />
              </span>
            }
            action={
              <CopyIconButton
                name={words.value(readable(name), encodingRead(value))}
                text={readable(value)}
              />
            }
          >
            <span className="whitespace-pre-wrap wire">
              {value === '' ? <span className="text-quiet">{words.empty}</span> : <LongWire bytes={value} />}
            </span>
          </Fact>
        )}
      />
      {shown.length < headers.length && (
        <Button look="quiet" className="my-1 -ml-2.5" onClick={() => setAllShown(true)}>
          {words.showMore(headers.length - shownAtFirst)}
        </Button>
      )}
    </div>
  );
}
