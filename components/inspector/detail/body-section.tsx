'use client';

import { useMemo } from 'react';
import { BodyExcerpt, rowsShown } from '#components/body/body-excerpt.tsx';
import { useOpenBody } from '#components/body/use-open-body.ts';
import { Visible } from '#components/ui/visible-text.tsx';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { LoadedContent } from '../request-body/loaded-content.tsx';
import { MaskedBody } from '../request-body/masked-body.tsx';
import { OverviewSection } from './overview-section.tsx';
import { SectionLink } from './section-link.tsx';
import { bodySection as words } from './words.ts';

/** How much of a body is read for the excerpt, bytes. */
const readBytes = 64 * 1024;

/** The first lines of a body, with a link to all of it. */
export function BodySection({ capture, content }: { capture: CaptureJson; content: LoadedContent }) {
  if (capture.masked?.withheld) return <MaskedBody reason={capture.masked.withheld} />;
  if (capture.body.size === 0) return null;
  if (content.bytes === null || content.bytes.length === 0) return <Unread />;
  return <Excerpt contentType={capture.contentType} bytes={content.bytes} />;
}

function Unread() {
  return (
    <OverviewSection heading={words.heading} link={<SectionLink tab="body">{words.open}</SectionLink>}>
      {null}
    </OverviewSection>
  );
}

function Excerpt({ contentType, bytes }: { contentType: string | null; bytes: Uint8Array }) {
  const { best, label } = useMemo(() => chooseKinds(contentType, bytes), [contentType, bytes]);
  const beginning = useMemo(() => bytes.subarray(0, readBytes), [bytes]);
  const body = useOpenBody(best ?? 'hex', beginning, contentType);
  const count = rowsShown(body);
  const isCut = count !== null && (count < body.rows.count || beginning.length < bytes.length);
  return (
    <OverviewSection
      heading={words.heading}
      aside={
        count === null ? (
          <Visible text={words.noExcerpt(label, bytes.length)} />
        ) : (
          isCut && words.firstLines(count)
        )
      }
      link={<SectionLink tab="body">{words.open}</SectionLink>}
    >
      {count !== null && <BodyExcerpt body={body} />}
    </OverviewSection>
  );
}
