'use client';

import { countOf } from '#components/frame/count-words.ts';
import { Time } from '#components/frame/time.tsx';
import type { KnownBin } from './known-bins.ts';
import { useBinNews } from './use-bin-news.ts';

/** What happened in a bin, in a line. */
export function BinNewsLine({ bin }: { bin: KnownBin }) {
  const news = useBinNews(bin);
  if (news.is === 'loading') return null;
  if (news.is === 'gone') return <span className="text-bad">This link opens no bin any more.</span>;
  if (news.is === 'failed') return <>Nothing could be heard from it: {news.trouble.title}</>;
  return (
    <>
      {news.total === 0 ? 'nothing received yet' : `${countOf(news.total, 'request')}`}
      {news.lastAt && (
        <>
          , the last <Time iso={news.lastAt} style="ago" />
        </>
      )}
      , made <Time iso={news.createdAt} style="day" />
    </>
  );
}
