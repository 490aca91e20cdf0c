import { MeaningNote } from '#components/meaning/meaning-note.tsx';
import { Fact, Facts } from '#components/request/facts.tsx';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { LongList } from '#components/ui/long-list.tsx';
import { LongWire } from '#components/ui/long-text.tsx';
import { Wire } from '#components/ui/visible-text.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import { hopView as words } from './words.ts';

/** Header lines in their order. */
export function HeaderLines({ headers }: { headers: readonly Header[] }) {
  return (
    <LongList
      items={headers}
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
          action={<CopyIconButton name={words.headerValue(readable(name))} text={readable(value)} />}
        >
          <span className="whitespace-pre-wrap wire">
            <LongWire bytes={value} />
          </span>
          <MeaningNote name={name} value={value} className="ml-3" />
        </Fact>
      )}
    />
  );
}
