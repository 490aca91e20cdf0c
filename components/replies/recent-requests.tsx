'use client';

import { ChevronRight, Send } from 'lucide-react';
import { useId, useState } from 'react';
import { useTestRequest } from '#components/bin/use-test-request.ts';
import { Time } from '#components/frame/time.tsx';
import { CaptureUrl } from '#components/inspector/bar/capture-url.tsx';
import { ConnectionMark } from '#components/inspector/bar/connection-mark.tsx';
import { methodColor, statusColor } from '#components/request/method-color.ts';
import { sentByWords } from '#components/request/sent-by-words.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { useMedia } from '#components/ui/use-media.ts';
import { Visible } from '#components/ui/visible-text.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { faultName, isSilent } from '#lib/reply/fault-names.ts';
import { useNoteSeen } from './use-note-seen.ts';
import { useRecentRequests } from './use-recent-requests.ts';
import { recentRequests as words } from './words.ts';

export type RecentRequestsProps = {
  bin: { slug: string; key: string; captureUrl: string };
  firstPage: CapturePage;
  /** The settings on the page are not saved, so that no request gets them yet. */
  isChanged: boolean;
  /** Resolves when settings that are being saved are saved. */
  whenSaved: () => Promise<void>;
};

/** Beside the settings: the URL, a button that sends a test request, and the newest requests with their responses, live. */
export default function RecentRequests({ bin, firstPage, isChanged, whenSaved }: RecentRequestsProps) {
  const { requests, connection } = useRecentRequests(bin, firstPage);
  const test = useTestRequest(bin.slug, whenSaved);
  // Where it stands above the settings, it is closed at first.
  const [isOpen, setOpen] = useState(false);
  const contentId = useId();
  const isBeside = useMedia('(width >= 75rem)');
  useNoteSeen(bin.key, requests, isBeside || isOpen);
  return (
    <section aria-labelledby="recent-heading" className="rounded-surface border border-line">
      <div className="flex min-h-10 items-center gap-2 px-3 py-1.5">
        <h2 id="recent-heading" className="min-w-0 flex-1 font-semibold">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={contentId}
            onClick={() => setOpen(!isOpen)}
            className="flex w-full items-center gap-1.5 rounded-mark text-left touch:min-h-9 min-[75rem]:hidden"
          >
            <ChevronRight aria-hidden className={classNames('size-3.5 text-quiet', isOpen && 'rotate-90')} />
            {words.heading}
          </button>
          <span className="hidden min-[75rem]:inline">{words.heading}</span>
        </h2>
        <span className="text-small">
          <ConnectionMark state={connection} />
        </span>
      </div>
      <div id={contentId} className={classNames('min-[75rem]:block', !isOpen && 'hidden')}>
        <div className="flex flex-col gap-2 border-line border-t p-3">
          <CaptureUrl isShort url={bin.captureUrl} slug={bin.slug} />
          <Button onClick={test.send} busy={test.busy}>
            <Send aria-hidden /> {words.test}
          </Button>
          {isChanged && <p className="text-careful text-small">{words.unsaved}</p>}
        </div>
        {requests.length === 0 ? (
          <p className="border-line border-t px-3 py-4 text-quiet">{words.empty}</p>
        ) : (
          <ol aria-label={words.heading} className="border-line border-t">
            {requests.map((request) => (
              <li key={request.seq} className="border-faint border-b">
                <Request request={request} href={`/i/${bin.key}/${request.seq}`} />
              </li>
            ))}
          </ol>
        )}
        <p className="px-3 py-2 text-small">
          <a href={`/i/${bin.key}`} className="rounded-mark text-accent hover:underline">
            {words.all}
          </a>
        </p>
      </div>
    </section>
  );
}

/** Method and path, the response, and what sent it; a link to the request. */
function Request({ request, href }: { request: CaptureSummary; href: string }) {
  const { method, path, reply, held, receivedAt } = request;
  const source = reply ? sentByWords(reply, true) : held ? words.held : words.waiting;
  return (
    <a href={href} className="block px-3 py-1.5 hover:bg-hover touch:py-2.5">
      <span className="flex items-baseline gap-2">
        <span className={classNames('shrink-0 font-semibold text-tiny wire', methodColor(method))}>
          {method}
        </span>
        <span className="min-w-0 flex-1 truncate wire">
          <Visible text={readable(path)} />
        </span>
        <Status reply={reply} />
      </span>
      <span className="flex gap-2 text-quiet text-small">
        <span className="min-w-0 flex-1 truncate first-letter:uppercase">{source}</span>
        <Time iso={receivedAt} style="ago" className="shrink-0" />
      </span>
    </a>
  );
}

function Status({ reply }: Pick<CaptureSummary, 'reply'>) {
  if (!reply) return <span className="text-quiet">{words.pending}</span>;
  const { status, fault } = reply;
  if (fault && isSilent(fault)) return <span className="text-careful text-small">{words.noResponse}</span>;
  return (
    <span className={classNames('wire', statusColor(status))}>
      {status}
      {fault && <span className="text-careful"> {faultName(fault)}</span>}
    </span>
  );
}
