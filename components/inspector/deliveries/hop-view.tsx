'use client';

import { Lock } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Remark } from '#components/body/content.ts';
import { type Tab, Tabs } from '#components/ui/tabs.tsx';
import type { OnProgress } from '#components/ui/use-load.ts';
import { Wire } from '#components/ui/visible-text.tsx';
import type { AttemptJson, DeliveryJson, HopJson } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { DeliveryBody } from './delivery-body.tsx';
import { HeaderLines } from './header-lines.tsx';
import { hasStoredResponse, isBodySent } from './hop-bodies.ts';
import { hopView as words } from './words.ts';

type Props = {
  delivery: DeliveryJson;
  attempt: AttemptJson;
  /** Which hop of the attempt. */
  at: number;
};
type PartId = 'body' | 'headers' | 'request' | 'connection';

/** One request that was sent and its response, in tabs. */
export function HopView({ delivery, attempt, at }: Props) {
  const hop = attempt.hops[at]!;
  const [chosen, setChosen] = useState<PartId | null>(null);
  const { response } = hop;
  const usual = response === null && hop.withheld === null ? 'connection' : 'body';
  const shown = chosen ?? usual;
  const tabs: Tab<PartId>[] = [
    { id: 'body', title: words.body },
    { id: 'headers', title: words.headers, count: response?.headers.length },
    { id: 'request', title: words.request },
    { id: 'connection', title: words.connection, count: hop.changes.length || undefined },
  ];
  return (
    <Tabs
      label={words.parts}
      tabs={tabs}
      value={shown}
      onChange={setChosen}
      className="mt-3 flex flex-1 flex-col wide:min-h-60"
    >
      {shown === 'body' && (
        <WhereReadable hop={hop}>
          <ResponseBody delivery={delivery} attempt={attempt} at={at} />
        </WhereReadable>
      )}
      {shown === 'headers' && (
        <WhereReadable hop={hop}>
          <ResponseHeaders hop={hop} />
        </WhereReadable>
      )}
      {shown === 'request' && <RequestSent delivery={delivery} attempt={attempt} at={at} />}
      {shown === 'connection' && (
        <Padded>
          <ConnectionFacts
            hop={hop}
            givenVersion={delivery.request.httpVersion}
            isBin={'bin' in delivery.destination}
          />
        </Padded>
      )}
    </Tabs>
  );
}

function Padded({ children }: { children: ReactNode }) {
  return <div className="px-4 py-3 wide:px-5">{children}</div>;
}

/** What is said instead of a response that is withheld or missing. */
function WhereReadable({ hop, children }: { hop: HopJson; children: ReactNode }) {
  if (hop.withheld !== null) {
    return (
      <Padded>
        <p className="flex items-center gap-2 font-medium">
          <Lock className="size-3.5 shrink-0 text-careful" aria-hidden /> {words.withheld}
        </p>
        <p className="mt-0.5 max-w-160 text-quiet">{words.withheldHint}</p>
      </Padded>
    );
  }
  if (hop.response === null) {
    return (
      <Padded>
        <p className="text-quiet">{words.noResponse}</p>
      </Padded>
    );
  }
  return children;
}

function ResponseHeaders({ hop: { response, informational } }: { hop: HopJson }) {
  if (response === null) return null;
  const { httpVersion, status, reason, headers, trailers } = response;
  return (
    <Padded>
      {informational.map((one) => (
        <section key={`${one.status} ${one.reason}`}>
          <h3 className="pb-1 text-quiet text-small">{words.informational(one.status, one.reason)}</h3>
          <HeaderLines headers={one.headers} />
        </section>
      ))}
      <p className="pb-1 wire">
        <Wire bytes={`HTTP/${httpVersion} ${status} ${reason}`.trimEnd()} />
      </p>
      {headers.length === 0 ? (
        <p className="text-quiet">{words.noHeaders}</p>
      ) : (
        <HeaderLines headers={headers} />
      )}
      {trailers.length > 0 && (
        <>
          <h3 className="pt-4 pb-1 font-medium">{words.trailers}</h3>
          <HeaderLines headers={trailers} />
        </>
      )}
    </Padded>
  );
}

function ResponseBody({ delivery: { id }, attempt: { number, hops }, at }: Props) {
  const { deliveries: api } = useInspection();
  const { response } = hops[at]!;
  const fetch = useCallback(
    (onProgress: OnProgress, signal: AbortSignal) => api.responseBody(id, number, onProgress, signal),
    [api, id, number],
  );
  const { kept = 0, received = 0, isComplete = true } = response?.body ?? {};
  const remarks = useMemo((): Remark[] => {
    const cut: Remark[] = kept < received ? [{ tone: 'quiet', words: words.keptPart(kept, received) }] : [];
    return isComplete ? cut : [...cut, { tone: 'careful', words: words.incomplete }];
  }, [kept, received, isComplete]);
  if (response === null) return null;
  if (received === 0) {
    return (
      <Padded>
        <p className="text-quiet">{words.noBody}</p>
      </Padded>
    );
  }
  if (!hasStoredResponse(hops, at)) {
    return (
      <Padded>
        <p className="text-quiet">{words.redirectBody}</p>
      </Padded>
    );
  }
  return (
    <DeliveryBody
      key={`${id} ${number}`}
      name={words.responseBody}
      fileName={`response-${number}`}
      headers={response.headers}
      told={response.body}
      fetch={fetch}
      remarks={remarks}
    />
  );
}

const noRemarks: readonly Remark[] = [];

function RequestSent({ delivery: { id, request }, attempt: { hops }, at }: Props) {
  const { deliveries: api } = useInspection();
  const hop = hops[at]!;
  const fetch = useCallback(
    (onProgress: OnProgress, signal: AbortSignal) => api.body(id, onProgress, signal),
    [api, id],
  );
  const { kept } = request.body;
  const size = isBodySent(hops, at) ? request.body.size : 0;
  return (
    <>
      <Padded>
        <h3 className="pb-1 font-medium">{words.requestHeaders}</h3>
        <p className="pb-1 wire [overflow-wrap:anywhere]">
          <Wire bytes={`${hop.method} ${hop.target} HTTP/${hop.httpVersion}`} />
        </p>
        <HeaderLines headers={hop.headers} />
        {size === 0 && <p className="pt-3 text-quiet">{words.requestNoBody}</p>}
        {size > 0 && !kept && <p className="pt-3 text-quiet">{words.requestBodyGone}</p>}
      </Padded>
      {size > 0 && kept && (
        <DeliveryBody
          name={words.requestBody}
          fileName="request"
          headers={request.headers}
          told={request.body}
          fetch={fetch}
          remarks={noRemarks}
        />
      )}
    </>
  );
}
