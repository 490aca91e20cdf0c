import { ArrowRight } from 'lucide-react';
import { Fragment } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { Time } from '#components/frame/time.tsx';
import { durationWords } from '#components/frame/time-words.ts';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { humanSize } from '#lib/body/size.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { Client } from '#lib/model/capture.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { isSilent } from '#lib/reply/fault-words.ts';
import { FilterByValue } from '../filter/filter-by-menu.tsx';
import { statusColor } from '../method-color.ts';
import { Visible, Wire } from '../wire-text.tsx';
import { Fact, Facts } from './facts.tsx';
import { Lead } from './lead.tsx';

/** What a capture is, in words. */
export function Overview({ summary, capture }: { summary: CaptureSummary; capture: CaptureJson | null }) {
  const { body, contentType, userAgent } = summary;
  const decodedPath = decodedOrNull(summary.path.replace(/[?#].*$/s, ''));
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      <Lead summary={summary} capture={capture} />
      <Facts>
        <Fact name="Received">
          <Time iso={summary.receivedAt} style="moment" />{' '}
          <Time iso={summary.receivedAt} style="ago" className="text-quiet" />
        </Fact>
        {summary.client && (
          <Fact
            name="From"
            action={
              <span className="flex">
                <FilterByValue summary={summary} by="from" name="address" />
                <CopyIconButton name="address" text={summary.client.address} />
              </span>
            }
          >
            <ConcludedClient client={summary.client} />
          </Fact>
        )}
        <Fact
          name={summary.client ? 'Received from' : 'From'}
          action={!summary.client && <FilterByValue summary={summary} by="from" name="address" />}
        >
          <Sender summary={summary} />
        </Fact>
        <Fact
          name="Target as sent"
          action={
            <span className="flex">
              <FilterByValue summary={summary} by="path" name="path" />
              <CopyIconButton name="target" text={readable(summary.target)} />
            </span>
          }
        >
          <span className="wire">
            <Wire bytes={summary.target} />
          </span>
        </Fact>
        {decodedPath !== null && (
          <Fact name="Path, decoded" action={<CopyIconButton name="decoded path" text={decodedPath} />}>
            <span className="wire">
              <Visible text={decodedPath} />
            </span>
          </Fact>
        )}
        <Fact name="Body">
          {body.size === 0 ? 'none' : humanSize(body.size)}{' '}
          {body.size >= 1000 && <span className="text-quiet">({countWords(body.size)} bytes)</span>}
        </Fact>
        <Fact name="Took to arrive">
          {durationWords(summary.uploadMs)}{' '}
          <span className="text-quiet">
            from first to last byte, headers after {durationWords(summary.headersMs)}
          </span>
        </Fact>
        {contentType !== null && (
          <Fact
            name="Content-Type"
            action={<FilterByValue summary={summary} by="type" name="content type" />}
          >
            <span className="wire">
              <Wire bytes={contentType} />
            </span>
          </Fact>
        )}
        {userAgent !== null && (
          <Fact name="User-Agent">
            <span className="wire">
              <Wire bytes={userAgent} />
            </span>
          </Fact>
        )}
        <Fact name="Answered" action={<FilterByValue summary={summary} by="status" name="status" />}>
          <Answer summary={summary} />
        </Fact>
        {summary.note !== null && (
          <Fact name="Note">
            <span className="whitespace-pre-wrap">
              <Visible text={summary.note} />
            </span>
          </Fact>
        )}
        <Fact name="SHA-256 of the body" action={<CopyIconButton name="SHA-256" text={body.sha256} />}>
          <span className="wire">{body.sha256}</span>
        </Fact>
      </Facts>
    </div>
  );
}

const fieldNames = {
  socket: 'the connection',
  forwarded: 'Forwarded',
  'x-forwarded-for': 'X-Forwarded-For',
} as const;

/** What trusted proxies say; what was received stays in its own line, and in the headers. */
function ConcludedClient({ client }: { client: Client }) {
  const asked = [client.scheme, client.host].filter((part) => part !== null).join('://');
  return (
    <>
      <span className="wire">{client.address}</span>{' '}
      <span className="text-quiet">
        {client.port !== null && `port ${client.port}, `}as {fieldNames[client.by]} says
        {asked !== '' && (
          <>
            , sent to <span className="wire">{asked}</span>
          </>
        )}
      </span>
      {client.chain.length > 1 && (
        <span className="mt-0.5 flex flex-wrap items-center gap-1.5 text-quiet wire">
          {client.chain.map((address, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the hops of a request never move, and may be equal.
            <Fragment key={index}>
              {index > 0 && <ArrowRight className="size-3" aria-label="then" />}
              {address}
            </Fragment>
          ))}
        </span>
      )}
    </>
  );
}

function Sender({ summary: { peer, scheme, tls } }: { summary: CaptureSummary }) {
  const channel =
    tls === null ? scheme : `${scheme}, ${[tls.version, tls.cipher, tls.alpn].filter(Boolean).join(', ')}`;
  if (peer.address === '') return <span className="text-quiet">not known, over {channel}</span>;
  return (
    <>
      <span className="wire">{peer.address}</span>{' '}
      <span className="text-quiet">
        port {peer.port}, over {channel}
      </span>
    </>
  );
}

function Answer({ summary: { reply } }: { summary: CaptureSummary }) {
  if (!reply) return <span className="text-quiet">not yet: the sender is still waiting</span>;
  return (
    <>
      {isSilent(reply.fault) ? (
        'not at all, as this bin says,'
      ) : (
        <span className={`wire ${statusColor(reply.status)}`}>{reply.status}</span>
      )}{' '}
      <span className="text-quiet">
        {durationWords(reply.ms)} after its last byte
        {reply.complete ? '' : ', but the sender left before the end'}
      </span>
    </>
  );
}

/** A path with its percent-encoding undone; null when there is none, or it is not UTF-8. */
function decodedOrNull(path: string): string | null {
  if (!path.includes('%')) return null;
  try {
    return decodeURIComponent(readable(path));
  } catch {
    return null;
  }
}
