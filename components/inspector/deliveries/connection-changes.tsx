import { LongList } from '#components/ui/long-list.tsx';
import { Wire } from '#components/ui/visible-text.tsx';
import { connectionChanges as words } from './words.ts';

type ShownChange = {
  readonly what: 'added' | 'dropped' | 'replaced';
  readonly header: string;
  readonly value: string | null;
  /** The reason as a sentence. */
  readonly because: string;
};

const signs = { added: '+', dropped: '−', replaced: '±' } as const;
const colors = { added: 'text-good', dropped: 'text-bad', replaced: 'text-careful' } as const;

/** What is made anew for a connection, and why. */
export function ConnectionChanges({ changes }: { changes: readonly ShownChange[] }) {
  return (
    <LongList
      items={changes}
      isDivided
      rowHeight={46}
      around={(rows) => <ul>{rows}</ul>}
      row={({ what, header, value, because }) => (
        <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 border-faint border-b py-1 last:border-b-0">
          <span aria-hidden className={`select-none text-center wire ${colors[what]}`}>
            {signs[what]}
          </span>
          <span className="min-w-0">
            <span className="wire [overflow-wrap:anywhere]">
              <span className="sr-only">{words[what]} </span>
              <span className="text-json-key">
                <Wire bytes={header} />
              </span>
              {value !== null && (
                <>
                  {': '}
                  <Wire bytes={value} />
                </>
              )}
            </span>
            <span className="block text-quiet text-small">{because}</span>
          </span>
        </li>
      )}
    />
  );
}
