import { ArrowRight } from 'lucide-react';
import { Time } from '#components/frame/time.tsx';
import { durationWords } from '#components/frame/time-words.ts';
import { knownBodySize } from '#components/request/body-size.ts';
import { Fact, Facts } from '#components/request/facts.tsx';
import { statusColor } from '#components/request/method-color.ts';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { LongText, LongWire } from '#components/ui/long-text.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { Client } from '#lib/model/capture.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { isSilent } from '#lib/reply/fault-names.ts';
import { FilterByValue } from '../filter/filter-by-menu.tsx';
import { overviewResponse, overviewSender, transportFacts as words } from './words.ts';

/** How many addresses of proxies are shown: a sender can write thousands. */
const shownHops = 30;

/** How a request was sent and received: where from, when, how long it took. */
export function TransportFacts({ summary }: { summary: CaptureSummary }) {
  const { body, contentType, userAgent } = summary;
  const size = knownBodySize(summary);
  const decodedPath = decodedOrNull(summary.path.replace(/[?#].*$/s, ''));
  return (
    <section aria-label={words.label} className="mt-3 border-faint border-t pt-1">
      <Facts>
        <Fact name={words.received}>
          <Time iso={summary.receivedAt} style="moment" />{' '}
          <Time iso={summary.receivedAt} style="ago" className="text-quiet" />
        </Fact>
        {summary.client && (
          <Fact
            name={words.from}
            action={
              <span className="flex">
                <FilterByValue summary={summary} by="from" name={words.names.address} />
                <CopyIconButton name={words.names.address} text={summary.client.address} />
              </span>
            }
          >
            <ForwardedClient client={summary.client} />
          </Fact>
        )}
        <Fact
          name={summary.client ? words.receivedFrom : words.from}
          action={!summary.client && <FilterByValue summary={summary} by="from" name={words.names.address} />}
        >
          <Peer summary={summary} />
        </Fact>
        <Fact
          name={words.target}
          action={
            <span className="flex">
              <FilterByValue summary={summary} by="path" name={words.names.path} />
              <CopyIconButton name={words.names.target} text={readable(summary.target)} />
            </span>
          }
        >
          <span className="wire">
            <LongWire bytes={summary.target} />
          </span>
        </Fact>
        {decodedPath !== null && (
          <Fact
            name={words.decodedPath}
            action={<CopyIconButton name={words.names.decodedPath} text={decodedPath} />}
          >
            <span className="wire">
              <LongText text={decodedPath} />
            </span>
          </Fact>
        )}
        {size === null && <Fact name={words.body}>{words.masked}</Fact>}
        {size !== null && size >= 1000 && <Fact name={words.body}>{words.bytes(size)}</Fact>}
        <Fact name={words.uploadTime}>
          {durationWords(summary.uploadMs)}{' '}
          <span className="text-quiet">{words.headersTime(summary.headersMs)}</span>
        </Fact>
        {contentType !== null && (
          <Fact
            name={words.contentType}
            action={<FilterByValue summary={summary} by="type" name={words.names.contentType} />}
          >
            <span className="wire">
              <LongWire bytes={contentType} />
            </span>
          </Fact>
        )}
        {userAgent !== null && (
          <Fact name={words.userAgent}>
            <span className="wire">
              <LongWire bytes={userAgent} />
            </span>
          </Fact>
        )}
        <Fact
          name={words.response}
          action={<FilterByValue summary={summary} by="status" name={words.names.status} />}
        >
          <Response summary={summary} />
        </Fact>
        {size !== null && (
          <Fact
            name={words.bodyHash}
            action={<CopyIconButton name={words.names.bodyHash} text={body.sha256} />}
          >
            <span className="wire">{body.sha256}</span>
          </Fact>
        )}
      </Facts>
    </section>
  );
}

/** The client as reported by trusted proxies. The peer of the connection is in a line of its own. */
function ForwardedClient({ client }: { client: Client }) {
  const url = [client.scheme, client.host].filter((part) => part !== null).join('://');
  return (
    <>
      <span className="wire">{client.address}</span>{' '}
      <span className="text-quiet">
        {client.port !== null && `${overviewSender.port(client.port)}, `}
        {overviewSender.sources[client.by]}
        {url !== '' && (
          <>
            {', '}
            {textWith(overviewSender.originalUrl, { url: <span className="wire">{url}</span> })}
          </>
        )}
      </span>
      {client.chain.length > 1 && (
        <span className="mt-0.5 flex flex-wrap items-center gap-1.5 text-quiet wire">
          {renderByIndex(client.chain.slice(0, shownHops), (address, index) => (
            <>
              {index > 0 && <ArrowRight className="size-3" aria-label={overviewSender.nextHop} />}
              {address}
            </>
          ))}
          {client.chain.length > shownHops && overviewSender.moreHops(client.chain.length - shownHops)}
        </span>
      )}
    </>
  );
}

/** The other end of the connection. */
function Peer({ summary: { peer, scheme, tls } }: { summary: CaptureSummary }) {
  const channel =
    tls === null ? scheme : `${scheme}, ${[tls.version, tls.cipher, tls.alpn].filter(Boolean).join(', ')}`;
  if (peer.address === '') return <span className="text-quiet">{overviewSender.unknown(channel)}</span>;
  // A peer of a network connection has a port; the address of a request from a bin is this machine's.
  if (peer.port === 0 && peer.address === '127.0.0.1')
    return <span className="text-quiet">{overviewSender.ownServer(channel)}</span>;
  return (
    <>
      <span className="wire">{peer.address}</span>{' '}
      <span className="text-quiet">{overviewSender.overPort(peer.port, channel)}</span>
    </>
  );
}

function Response({ summary: { reply } }: { summary: CaptureSummary }) {
  if (!reply) return <span className="text-quiet">{overviewResponse.pending}</span>;
  return (
    <span className="text-quiet">
      {textWith(reply.complete ? overviewResponse.sent : overviewResponse.aborted, {
        status: isSilent(reply.fault) ? (
          <span className="text-ink">{overviewResponse.none}</span>
        ) : (
          <span className={`wire ${statusColor(reply.status)}`}>{reply.status}</span>
        ),
        time: durationWords(reply.ms),
      })}
    </span>
  );
}

/** A path with its percent-encoding decoded; null when it has none, or is not valid UTF-8. */
function decodedOrNull(path: string): string | null {
  if (!path.includes('%')) return null;
  try {
    return decodeURIComponent(readable(path));
  } catch {
    return null;
  }
}
