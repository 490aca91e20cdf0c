'use client';

import { useEffect, useMemo, useState } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { headerGroups as groupNames, HeaderGroup } from '#lib/http/header-dictionary.ts';
import type { Header, Via } from '#lib/model/capture.ts';
import { HeaderRows, type NumberedHeader } from './header-rows.tsx';
import { Note } from './note.tsx';
import { useWanted } from './place.tsx';

type Props = {
  headers: readonly Header[];
  trailers: readonly Header[];
  httpVersion: string;
  via: Via;
  malformed: boolean;
};

const orders = [
  { id: 'sent', title: 'As sent' },
  { id: 'grouped', title: 'Grouped' },
] as const;
type Order = (typeof orders)[number]['id'];

type Dictionary = {
  headerEntry: (name: string) => { group: HeaderGroup; words: string; source: string } | null;
  headerGroups: typeof groupNames;
};

/** The header lines as they were sent, order, case, duplicates; grouped and explained where somebody wants that. */
export function HeaderTable({ headers, trailers, httpVersion, via, malformed }: Props) {
  const [order, setOrder] = useState<Order>('sent');
  const [all, setAll] = useState(false);
  const dictionary = useDictionary();
  const place = useWanted('headers');
  const number = Number(place?.at ?? Number.NaN);
  const wanted = place && Number.isInteger(number) ? { number, turn: place.turn } : null;
  const lines = useMemo(() => headers.map((header, index) => ({ number: index + 1, header })), [headers]);
  const shared = { explain: dictionary?.headerEntry ?? null, all, wanted };
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
      {headers.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-1">
          <Switch label="Order of the headers" value={order} choices={orders} onChange={setOrder} />
          <Checkbox label="Say what each means" checked={all} onChange={setAll} />
        </div>
      )}
      {order === 'grouped' && dictionary ? (
        groupsOf(lines, dictionary).map(({ id, lines: own }) => (
          <section key={id} aria-label={dictionary.headerGroups[id]}>
            <h3 className="pt-3 pb-1 font-medium text-small">{dictionary.headerGroups[id]}</h3>
            <HeaderRows lines={own} {...shared} />
          </section>
        ))
      ) : (
        <AsSent lines={lines} httpVersion={httpVersion} {...shared} />
      )}
      {trailers.length > 0 && (
        <>
          <h3 className="pt-5 pb-1 font-medium">Trailers, sent after the body</h3>
          <HeaderRows
            lines={trailers.map((header, index) => ({ number: headers.length + index + 1, header }))}
            {...shared}
          />
        </>
      )}
    </div>
  );
}

type AsSentProps = Parameters<typeof HeaderRows>[0] & { httpVersion: string };

function AsSent({ lines, httpVersion, ...shared }: AsSentProps) {
  // RFC 9113 §8.3.1: they come before all others.
  const pseudo = lines.filter(({ header: [name] }) => name.startsWith(':'));
  if (pseudo.length === 0) return <HeaderRows lines={lines} {...shared} />;
  return (
    <>
      <h3 className="pt-2 pb-1 text-quiet text-small">
        Pseudo-header fields, which HTTP/{httpVersion.replace('.0', '')} has instead of a request line
      </h3>
      <HeaderRows lines={pseudo} {...shared} />
      <h3 className="pt-4 pb-1 text-quiet text-small">Header fields</h3>
      <HeaderRows lines={lines.filter(({ header: [name] }) => !name.startsWith(':'))} {...shared} />
    </>
  );
}

/** The groups that have lines, in their order; a line that nobody knows is in the last. */
function groupsOf(lines: readonly NumberedHeader[], { headerEntry, headerGroups }: Dictionary) {
  return (Object.keys(headerGroups) as HeaderGroup[])
    .map((id) => ({
      id,
      lines: lines.filter(({ header: [name] }) => (headerEntry(name)?.group ?? 'other') === id),
    }))
    .filter((group) => group.lines.length > 0);
}

/** What names mean: fetched with the first headers that are looked at. */
function useDictionary(): Dictionary | null {
  const [dictionary, setDictionary] = useState<Dictionary | null>(null);
  useEffect(() => {
    let isGone = false;
    // Without it everything is shown, and nothing explained.
    import('#lib/http/header-dictionary.ts').then(
      (loaded) => isGone || setDictionary(loaded),
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, []);
  return dictionary;
}
