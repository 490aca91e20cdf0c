'use client';

import { useEffect, useMemo, useState } from 'react';
import { useDestination } from '#components/request/place-in-request.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { headerGroups as groupNames, HeaderGroup } from '#lib/http/header-dictionary.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { Header, Via } from '#lib/model/capture.ts';
import type { Masked } from '#lib/model/masking.ts';
import { HeaderRows, type NumberedHeader } from './header-rows.tsx';
import { Note } from './note.tsx';
import { headerTable as words } from './words.ts';

type Props = {
  headers: readonly Header[];
  trailers: readonly Header[];
  httpVersion: string;
  via: Via;
  malformed: boolean;
  masked?: Masked;
};

const orders = [
  { id: 'grouped', title: words.grouped },
  { id: 'received', title: words.asReceived },
] as const;
type Order = (typeof orders)[number]['id'];

type Dictionary = {
  headerEntry: (name: string) => { group: HeaderGroup; words: string; source: string } | null;
  headerGroups: typeof groupNames;
};

/** The header lines as received, or grouped by purpose; optionally explained. */
export function HeaderTable({ headers, trailers, httpVersion, via, malformed, masked }: Props) {
  const [order, setOrder] = useState<Order>('received');
  const [areExplained, setExplained] = useState(false);
  const dictionary = useDictionary();
  const destination = useDestination('headers');
  const number = Number(destination?.at ?? Number.NaN);
  const target = destination && Number.isInteger(number) ? { number, turn: destination.turn } : null;
  const lines = useMemo(() => headers.map((header, index) => ({ number: index + 1, header })), [headers]);
  const shared = { explain: dictionary?.headerEntry ?? null, areExplained, target };
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      {masked?.bodyChanged && first(headers, 'content-length') !== null && <Note>{words.lengthMasked}</Note>}
      {via === 'fetch' && <Note>{words.changedByRoutes}</Note>}
      {headers.length === 0 && <p className="py-2 text-quiet">{malformed ? words.unparsed : words.none}</p>}
      {headers.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-1">
          <Switch label={words.order} value={order} choices={orders} onChange={setOrder} />
          <Checkbox label={words.explain} checked={areExplained} onChange={setExplained} />
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
        <AsReceived lines={lines} httpVersion={httpVersion} {...shared} />
      )}
      {trailers.length > 0 && (
        <>
          <h3 className="pt-5 pb-1 font-medium">{words.trailers}</h3>
          <HeaderRows
            lines={trailers.map((header, index) => ({ number: headers.length + index + 1, header }))}
            {...shared}
          />
        </>
      )}
    </div>
  );
}

type AsReceivedProps = Parameters<typeof HeaderRows>[0] & { httpVersion: string };

function AsReceived({ lines, httpVersion, ...shared }: AsReceivedProps) {
  // RFC 9113 §8.3.1: pseudo-header fields come before all others.
  const pseudo = lines.filter(({ header: [name] }) => name.startsWith(':'));
  if (pseudo.length === 0) return <HeaderRows lines={lines} {...shared} />;
  return (
    <>
      <h3 className="pt-2 pb-1 text-quiet text-small">
        {words.pseudoHeaders(httpVersion.replace('.0', ''))}
      </h3>
      <HeaderRows lines={pseudo} {...shared} />
      <h3 className="pt-4 pb-1 text-quiet text-small">{words.headers}</h3>
      <HeaderRows lines={lines.filter(({ header: [name] }) => !name.startsWith(':'))} {...shared} />
    </>
  );
}

/** The groups that have lines, in display order. Unknown headers are in the last group. */
function groupsOf(lines: readonly NumberedHeader[], { headerEntry, headerGroups }: Dictionary) {
  return (Object.keys(headerGroups) as HeaderGroup[])
    .map((id) => ({
      id,
      lines: lines.filter(({ header: [name] }) => (headerEntry(name)?.group ?? 'other') === id),
    }))
    .filter((group) => group.lines.length > 0);
}

/** The header dictionary, loaded with the first headers that are shown; null until then. */
function useDictionary(): Dictionary | null {
  const [dictionary, setDictionary] = useState<Dictionary | null>(null);
  useEffect(() => {
    let isGone = false;
    // When it cannot be loaded, headers are shown without explanations.
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
