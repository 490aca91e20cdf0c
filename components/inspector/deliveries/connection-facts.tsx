import { dayWords } from '#components/frame/time-words.ts';
import { Fact, Facts } from '#components/request/facts.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { HopJson } from '#lib/model/delivery-json.ts';
import { ConnectionChanges } from './connection-changes.tsx';
import { connectionFacts as words } from './words.ts';

type Props = {
  hop: HopJson;
  /** The HTTP version of the request as it was given. */
  givenVersion: string;
  /** Whether it was sent to a bin of this server. */
  isBin: boolean;
};

/** How a request was sent: address, TLS, bytes, and what was changed for the connection. */
export function ConnectionFacts({ hop, givenVersion, isBin }: Props) {
  const { origin, address, viaProxy, tls, bytesSent, httpVersion, changes } = hop;
  const version = givenVersion === '2.0' ? words.convertedFromHttp2 : `HTTP/${httpVersion}`;
  return (
    <>
      <Facts>
        <Fact name={words.destination}>
          <span className="wire">
            <Visible text={origin} />
          </span>
        </Fact>
        {address && !isBin && (
          <Fact name={words.address}>
            <span className="wire">{address.text}</span>{' '}
            <span className="text-quiet">{words.addressKind(address.kind)}</span>
          </Fact>
        )}
        {isBin && <Fact name={words.address}>{words.noConnection}</Fact>}
        {viaProxy && <Fact name={words.proxy}>{words.viaProxy}</Fact>}
        {tls && (
          <>
            <Fact name={words.tls}>
              <span className="wire">{[tls.version, tls.cipher, tls.alpn].filter(Boolean).join(' · ')}</span>
            </Fact>
            {tls.certificate && (
              <Fact name={words.certificate}>
                <Visible text={words.certificateOf(tls.certificate.subject, tls.certificate.issuer)} />
                {tls.certificate.validTo !== null && (
                  <span className="block text-quiet">{words.validTo(dayWords(tls.certificate.validTo))}</span>
                )}
              </Fact>
            )}
            <Fact name={words.verification}>
              <span className={tls.verification === 'passed' ? 'text-good' : 'font-medium text-bad'}>
                {words.verified[tls.verification]}
              </span>
              {tls.problem !== null && (
                <span className="block">
                  <Visible text={tls.problem} />
                </span>
              )}
            </Fact>
          </>
        )}
        <Fact name={words.version}>{version}</Fact>
        <Fact name={words.sent}>{words.bytes(bytesSent)}</Fact>
      </Facts>
      <h3 className="pt-3 pb-1 font-medium">{words.changes}</h3>
      {changes.length === 0 ? (
        <p className="text-quiet">{words.noChanges}</p>
      ) : (
        <ConnectionChanges changes={changes} />
      )}
    </>
  );
}
