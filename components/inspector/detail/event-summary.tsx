'use client';

import { useMemo } from 'react';
import { Fact, Facts } from '#components/request/facts.tsx';
import { PlaceLink } from '#components/request/place-in-request.tsx';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { EventFacts } from '#lib/event-facts/event-facts.ts';
import { eventFacts } from '#lib/event-facts/index.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { eventSummary as words } from './words.ts';

/** What a request says, from its decoded body; null while that is not loaded, and where there is nothing to say. */
export function useEventFacts(capture: CaptureJson, bytes: Uint8Array | null): EventFacts | null {
  return useMemo(
    () => bytes && eventFacts({ ...capture, prefixLength: 0, body: bytes }, capture.provider),
    [capture, bytes],
  );
}

/** The event of a request as a sentence, and its most important values with links to their places. */
export function EventSummary({ found: { sentence, facts } }: { found: EventFacts }) {
  return (
    <section aria-label={words.label} className="pt-1 pb-1.5">
      {sentence !== null && (
        <h3 className="pb-1 font-medium text-name [overflow-wrap:anywhere]">
          <Visible text={sentence} />
        </h3>
      )}
      <Facts>
        {renderByIndex(facts, ({ name, value, place }) => (
          <Fact
            name={<Visible text={name} />}
            action={<CopyIconButton name={words.value(name)} text={value} />}
          >
            {place === null ? (
              <Visible text={value} />
            ) : (
              <PlaceLink
                place={{ tab: 'body', view: 'json', at: place }}
                title={words.showInBody}
                className="max-w-full rounded-mark decoration-dotted touch:inline-block underline-offset-3 hover:underline"
              >
                <Visible text={value} />
              </PlaceLink>
            )}
          </Fact>
        ))}
      </Facts>
    </section>
  );
}
