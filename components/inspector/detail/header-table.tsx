import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { Header, Via } from '#lib/model/capture.ts';
import { FilterByHeader } from '../filter/filter-by-menu.tsx';
import { Wire } from '../wire-text.tsx';
import { Fact, Facts } from './facts.tsx';
import { Note } from './note.tsx';

type Props = {
  headers: readonly Header[];
  trailers: readonly Header[];
  httpVersion: string;
  via: Via;
  malformed: boolean;
};

/** The header lines as they were sent: order, case, duplicates. */
export function HeaderTable({ headers, trailers, httpVersion, via, malformed }: Props) {
  // RFC 9113 §8.3: they come before all others.
  const pseudo = headers.filter(([name]) => name.startsWith(':'));
  const fields = headers.filter(([name]) => !name.startsWith(':'));
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      {via === 'fetch' && (
        <Note>
          This capture came through the app’s own routes, which had changed the headers before they could be
          kept: names are in lower case, duplicates joined, the order lost.
        </Note>
      )}
      {headers.length === 0 && (
        <p className="py-2 text-quiet">
          {malformed
            ? 'The message could not be taken apart into headers and body: see Raw.'
            : 'No headers were sent.'}
        </p>
      )}
      {pseudo.length > 0 && (
        <>
          <h3 className="pt-2 pb-1 text-quiet text-small">
            Pseudo-header fields, which HTTP/{httpVersion.replace('.0', '')} has instead of a request line
          </h3>
          <HeaderLines headers={pseudo} />
          <h3 className="pt-4 pb-1 text-quiet text-small">Header fields</h3>
        </>
      )}
      <HeaderLines headers={fields} />
      {trailers.length > 0 && (
        <>
          <h3 className="pt-5 pb-1 font-medium">Trailers, sent after the body</h3>
          <HeaderLines headers={trailers} />
        </>
      )}
    </div>
  );
}

function HeaderLines({ headers }: { headers: readonly Header[] }) {
  return (
    <Facts>
      {headers.map(([name, value], index) => (
        <Fact
          // biome-ignore lint/suspicious/noArrayIndexKey: header lines never move, and may be equal.
          key={index}
          name={
            <span className="text-json-key wire">
              <Wire bytes={name} />
            </span>
          }
          action={
            <span className="flex">
              <FilterByHeader name={name} value={value} />
              <CopyIconButton name={`value of ${readable(name)}`} text={readable(value)} />
            </span>
          }
        >
          <span className="whitespace-pre-wrap wire">
            {value === '' ? <span className="text-quiet">empty</span> : <Wire bytes={value} />}
          </span>
        </Fact>
      ))}
    </Facts>
  );
}
