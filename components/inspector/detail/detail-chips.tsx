import { CornerDownLeft, EyeOff, Route, Scissors, TriangleAlert, Unplug } from 'lucide-react';
import { Suspense } from 'react';
import { countOf, countWords } from '#components/frame/count-words.ts';
import { Time } from '#components/frame/time.tsx';
import { durationWords } from '#components/frame/time-words.ts';
import { Chip } from '#components/ui/chip.tsx';
import { fetched } from '#components/ui/fetched.ts';
import { humanSize } from '#lib/body/size.ts';
import type { CaptureJson, CaptureSummary, ReplySummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/words.ts';
import { faultName, isSilent } from '#lib/reply/fault-words.ts';
import { sentKind } from '../body/body-label.ts';
import { Filtering } from '../filter/filtering.tsx';
import { statusColor } from '../method-color.ts';
import { Visible } from '../wire-text.tsx';

const SignatureChip = fetched(() => import('../signature/signature-chip.tsx'));

/** The facts of a capture at a glance. */
export function DetailChips({ summary, capture }: { summary: CaptureSummary; capture: CaptureJson | null }) {
  const { reply, held, body, provider } = summary;
  return (
    <div className="mt-2.5 flex flex-wrap gap-1.5 touch:gap-y-4">
      {summary.malformed && (
        <Chip tone="bad" icon={<TriangleAlert aria-hidden />} title={summary.malformedReason ?? undefined}>
          Not valid HTTP
        </Chip>
      )}
      {summary.aborted && (
        <Chip tone="bad" icon={<Unplug aria-hidden />}>
          Sender hung up
        </Chip>
      )}
      {body.truncated && (
        <Chip tone="careful" icon={<Scissors aria-hidden />}>
          Cut at {humanSize(body.stored)}
        </Chip>
      )}
      {summary.masked && (
        <Chip
          tone="careful"
          icon={<EyeOff aria-hidden />}
          title="What is masked for this link never leaves the server"
        >
          {summary.masked.withheld
            ? 'body withheld from this link'
            : `${countOf(summary.masked.values, 'value')} masked for this link`}
        </Chip>
      )}
      {provider && (
        <Chip
          title={
            provider.deliveryId === null ? 'Who sent it' : `Who sent it; delivery ${provider.deliveryId}`
          }
        >
          <Filtering summary={summary} by="provider" className="font-medium text-ink">
            {providerName(provider)}
          </Filtering>{' '}
          <Filtering summary={summary} by="event">
            {provider.event}
          </Filtering>
        </Chip>
      )}
      {reply ? (
        <Chip
          icon={<CornerDownLeft aria-hidden />}
          title="What the sender was answered, and how soon after its last byte"
        >
          <Filtering summary={summary} by="status">
            <ReplyInBrief reply={reply} />
          </Filtering>{' '}
          in {durationWords(reply.ms)}
        </Chip>
      ) : (
        <Chip icon={<CornerDownLeft aria-hidden />}>{held ? 'held' : 'waiting for its answer'}</Chip>
      )}
      <Chip title={`${countWords(body.size)} bytes`}>
        {humanSize(body.size)}{' '}
        {body.size > 0 && (
          <Filtering summary={summary} by="type">
            <Visible text={sentKind(summary.contentType)} />
          </Filtering>
        )}
      </Chip>
      <Chip>
        <Time iso={summary.receivedAt} style="clock" />
      </Chip>
      {summary.client ? (
        <Chip title="Who sent it, as trusted proxies say">
          <Filtering summary={summary} by="from">
            {summary.client.address}
          </Filtering>
        </Chip>
      ) : (
        summary.peer.address !== '' && (
          <Chip title="The far end of the connection">
            <Filtering summary={summary} by="from">
              {summary.peer.address}
            </Filtering>
          </Chip>
        )
      )}
      <Chip>HTTP/{summary.httpVersion}</Chip>
      {capture && provider && (
        <Suspense>
          <SignatureChip summary={summary} capture={capture} />
        </Suspense>
      )}
      {summary.via === 'fetch' && (
        <Chip
          tone="careful"
          icon={<Route aria-hidden />}
          title="This capture came through the app's own routes, which lose header case and order"
        >
          headers not as sent
        </Chip>
      )}
    </div>
  );
}

/** `200`, `200, dripped`, `no answer: reset`. */
function ReplyInBrief({ reply: { status, fault } }: { reply: ReplySummary }) {
  if (fault && isSilent(fault)) return <span className="text-careful">no answer: {faultName(fault)}</span>;
  return (
    <>
      <span className={statusColor(status)}>{status}</span>
      {fault && <span className="text-careful">, {faultName(fault)}</span>}
    </>
  );
}
