import { CornerDownLeft, EyeOff, Route, Scissors, TriangleAlert, Unplug } from 'lucide-react';
import { Suspense } from 'react';
import { Time } from '#components/frame/time.tsx';
import { durationWords } from '#components/frame/time-words.ts';
import { sentKind } from '#components/request/body-label.ts';
import { bodySizeWords, knownBodySize } from '#components/request/body-size.ts';
import { statusColor } from '#components/request/method-color.ts';
import { Chip } from '#components/ui/chip.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { textWith } from '#components/ui/text-with.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { CaptureJson, CaptureSummary, ReplySummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/names.ts';
import { faultName, isSilent } from '#lib/reply/fault-names.ts';
import { FilterableValue } from '../filter/filterable-value.tsx';
import { ArrivalChip } from './arrival-chip.tsx';
import { SchemaChip } from './schema-chip.tsx';
import { detailChips as words } from './words.ts';

const SignatureChip = lazyComponent(() => import('../signature/signature-chip.tsx'));

/** The most important facts of a capture. */
export function DetailChips({ summary, capture }: { summary: CaptureSummary; capture: CaptureJson | null }) {
  const { reply, held, body, provider, signature, schema } = summary;
  const size = knownBodySize(summary);
  return (
    <div className="mt-2.5 flex flex-wrap gap-1.5 touch:mt-5 touch:gap-y-4">
      {summary.malformed && (
        <Chip tone="bad" icon={<TriangleAlert aria-hidden />} title={summary.malformedReason ?? undefined}>
          {words.malformed}
        </Chip>
      )}
      {summary.aborted && (
        <Chip tone="bad" icon={<Unplug aria-hidden />}>
          {words.aborted}
        </Chip>
      )}
      {body.truncated && (
        <Chip tone="careful" icon={<Scissors aria-hidden />}>
          {size === null ? words.truncatedMasked : words.truncated(body.stored)}
        </Chip>
      )}
      {summary.masked && (
        <Chip
          {...((summary.masked.withheld || summary.masked.values > 0) && { tone: 'careful' })}
          icon={<EyeOff aria-hidden />}
          title={words.maskedHint}
        >
          {summary.masked.withheld ? words.bodyMasked : words.valuesMasked(summary.masked.values)}
        </Chip>
      )}
      {provider && (
        <Chip
          title={provider.deliveryId === null ? words.sender : words.senderOfDelivery(provider.deliveryId)}
        >
          <FilterableValue summary={summary} by="provider" className="font-medium text-ink">
            {providerName(provider)}
          </FilterableValue>{' '}
          <FilterableValue summary={summary} by="event" className="touch:ml-3">
            {provider.event}
          </FilterableValue>
        </Chip>
      )}
      {reply ? (
        <Chip icon={<CornerDownLeft aria-hidden />} title={words.responseHint}>
          {textWith(words.response, {
            status: (
              <FilterableValue summary={summary} by="status">
                <ResponseStatus response={reply} />
              </FilterableValue>
            ),
            time: durationWords(reply.ms),
          })}
        </Chip>
      ) : (
        <Chip icon={<CornerDownLeft aria-hidden />}>{held ? words.held : words.waiting}</Chip>
      )}
      <Chip title={size === null ? words.sizeMasked : words.bytes(size)}>
        {bodySizeWords(summary)}{' '}
        {size !== 0 && (
          <FilterableValue summary={summary} by="type">
            <Visible text={sentKind(summary.contentType)} />
          </FilterableValue>
        )}
      </Chip>
      <Chip>
        <Time iso={summary.receivedAt} style="clock" />
      </Chip>
      {summary.client ? (
        <Chip title={words.clientHint}>
          <FilterableValue summary={summary} by="from">
            {summary.client.address}
          </FilterableValue>
        </Chip>
      ) : (
        summary.peer.address !== '' && (
          <Chip title={words.peerHint}>
            <FilterableValue summary={summary} by="from">
              {summary.peer.address}
            </FilterableValue>
          </Chip>
        )
      )}
      <Chip>{`HTTP/${summary.httpVersion}`}</Chip>
      {signature && <ArrivalChip summary={summary} result={signature} />}
      {schema && <SchemaChip summary={summary} result={schema} />}
      {capture && provider && (
        <Suspense>
          <SignatureChip summary={summary} capture={capture} />
        </Suspense>
      )}
      {summary.via === 'fetch' && (
        <Chip tone="careful" icon={<Route aria-hidden />} title={words.headersChangedHint}>
          {words.headersChanged}
        </Chip>
      )}
    </div>
  );
}

/** `200`, `200, dripped`, `No response: reset`. */
function ResponseStatus({ response: { status, fault } }: { response: ReplySummary }) {
  if (fault && isSilent(fault))
    return <span className="text-careful">{words.noResponse(faultName(fault))}</span>;
  return (
    <>
      <span className={statusColor(status)}>{status}</span>
      {fault && <span className="text-careful">{words.withFault(faultName(fault))}</span>}
    </>
  );
}
