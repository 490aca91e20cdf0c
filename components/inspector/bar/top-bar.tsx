'use client';

import { Eye, Reply, Send, Share2 } from 'lucide-react';
import { LogoMark } from '#components/frame/logo.tsx';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { FeedStore } from '../feed-store.ts';
import { useInspection } from '../inspection.tsx';
import { useFeedValue } from '../use-feed.ts';
import { BinMenu } from './bin-menu.tsx';
import { CaptureUrl } from './capture-url.tsx';
import { ConnectionMark } from './connection-mark.tsx';
import { MoreMenu, type MoreMenuProps } from './more-menu.tsx';
import { Presence } from './presence.tsx';
import { connectionOf } from './status-bar.tsx';

type Props = MoreMenuProps & {
  title: string;
  feed: FeedStore;
  present: number;
  onShare: () => void;
  onTest: () => void;
};

/** At the top: which bin, the address to send to, who else is here, Share. On a phone the address has its own line. */
export function TopBar({ title, feed, present, onShare, onTest, ...more }: Props) {
  const { bin, may } = useInspection();
  const state = useFeedValue(feed, connectionOf);
  return (
    <header className="shrink-0 border-line border-b">
      <div className="flex h-12 items-center gap-2 px-3.5">
        <a
          href="/"
          aria-label="Wirebin: all my bins"
          className="flex items-center gap-1.5 rounded-control text-accent shrink-0 max-wide:-ml-2 max-wide:w-9 max-wide:justify-center touch:h-9"
        >
          <LogoMark className="size-5" />
          <span className="hidden font-semibold text-name tracking-[-0.01em] wide:block">wirebin</span>
        </a>
        <BinMenu title={title} currentKey={bin.key} />
        {bin.role === 'viewer' && <Chip icon={<Eye aria-hidden />}>view only</Chip>}
        <div className="hidden min-w-0 shrink wide:block wide:pl-1">
          <CaptureUrl url={bin.captureUrl} slug={bin.slug} />
        </div>
        <span className="min-w-0 flex-1" />
        <Presence count={present} />
        <span className="px-1.5 text-small wide:hidden">
          <ConnectionMark state={state} />
        </span>
        <div className="hidden gap-2 wide:flex">
          <Button onClick={onTest}>
            <Send aria-hidden /> Send test
          </Button>
          {may('change-settings') && (
            <a href={`/i/${bin.key}/replies`} className={buttonClasses()}>
              <Reply aria-hidden /> Reply
            </a>
          )}
          {may('make-links') && (
            <Button look="accent" onClick={onShare}>
              <Share2 aria-hidden /> Share
            </Button>
          )}
        </div>
        <div className="wide:hidden">
          {may('make-links') && (
            <IconButton label="Share" onClick={onShare}>
              <Share2 />
            </IconButton>
          )}
        </div>
        <MoreMenu {...more} onTest={onTest} />
      </div>
      <div className="px-3.5 pb-2.5 wide:hidden">
        <CaptureUrl url={bin.captureUrl} slug={bin.slug} />
      </div>
    </header>
  );
}
