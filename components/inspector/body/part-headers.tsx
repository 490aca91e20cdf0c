'use client';

import { useState } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import { Fact, Facts } from '../detail/facts.tsx';
import { Wire } from '../wire-text.tsx';

/** How many are shown unasked: a part may have thousands. */
const usual = 50;

/** The header lines of a part as they were sent. Many of them leave room for its content. */
export function PartHeaders({ headers }: { headers: readonly Header[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? headers : headers.slice(0, usual);
  if (headers.length === 0)
    return <p className="px-4 pt-2 text-quiet wide:px-5">This part has no header lines.</p>;
  return (
    <div className="mt-2 shrink-0 border-faint border-y px-4 wide:max-h-40 wide:scrolls wide:px-5">
      <Facts>
        {shown.map(([name, value], index) => (
          <Fact
            // biome-ignore lint/suspicious/noArrayIndexKey: header lines never move, and may be equal.
            key={index}
            name={
              <span className="text-json-key wire">
                <Wire bytes={name} />
              </span>
            }
            action={<CopyIconButton name={`value of ${readable(name)}`} text={readable(value)} />}
          >
            <span className="whitespace-pre-wrap wire">
              {value === '' ? <span className="text-quiet">empty</span> : <Wire bytes={value} />}
            </span>
          </Fact>
        ))}
      </Facts>
      {shown.length < headers.length && (
        <Button look="quiet" className="my-1 -ml-2.5" onClick={() => setAll(true)}>
          {countWords(headers.length - usual)} more header lines
        </Button>
      )}
    </div>
  );
}
