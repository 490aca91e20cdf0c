'use client';

import { ArrowUpRight, Eye, FlaskConical, Forward, Reply, Send, Settings, Share2 } from 'lucide-react';
import { HomeLink } from '#components/frame/home-link.tsx';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { useInspection } from '../context/inspection.tsx';
import type { ListState } from '../feed/connection-state.ts';
import { BinMenu } from './bin-menu.tsx';
import { CaptureUrl } from './capture-url.tsx';
import { ConnectionMark } from './connection-mark.tsx';
import { MoreMenu, type MoreMenuProps } from './more-menu.tsx';
import { Presence } from './presence.tsx';
import { topBar } from './words.ts';

type Props = MoreMenuProps & {
  title: string;
  state: ListState;
  present: number;
  onShare: () => void;
  onTest: () => void;
};

/** Where the window is too narrow for their text, buttons keep icon and tooltip. */
const wideText = 'max-[60rem]:sr-only';
/** The same for the longest text. */
const widerText = 'max-[67rem]:sr-only';
/** These have entries in the menu, too, and no button where the window is too narrow for all. */
const rare = 'max-[79rem]:hidden';
const rarer = 'max-[86rem]:hidden';
const rarest = 'max-[94rem]:hidden';

/** At the top: the bin, its URL, the number of viewers and the main actions. On a phone the URL has a line of its own. */
export function TopBar({ title, feed, state, present, onShare, onTest, ...more }: Props) {
  const { bin, may } = useInspection();
  return (
    <header className="shrink-0 border-line border-b">
      <div className="flex h-12 items-center gap-2 px-3.5">
        <HomeLink />
        <BinMenu title={title} isSlug={title === bin.slug} currentKey={bin.key} />
        {bin.role === 'viewer' && (
          // On a phone the name of the bin needs the room.
          <Chip icon={<Eye aria-hidden />} title={topBar.viewOnly}>
            <span className="max-wide:sr-only">{topBar.viewOnly}</span>
          </Chip>
        )}
        <div className="hidden min-w-0 shrink wide:block wide:pl-1">
          <CaptureUrl url={bin.captureUrl} slug={bin.slug} />
        </div>
        <span className="px-1.5 text-small">
          <ConnectionMark state={state} />
        </span>
        <span className="min-w-0 flex-1" />
        <Presence count={present} />
        <div className="hidden gap-2 wide:flex">
          {may('send') ? (
            <Button onClick={more.onSendTest} {...tooltip(topBar.sendTestHelp, '⇧ t')}>
              <FlaskConical aria-hidden /> <span className={widerText}>{topBar.sendTest}</span>
            </Button>
          ) : (
            <Button onClick={onTest} {...tooltip(topBar.test)}>
              <Send aria-hidden /> <span className={widerText}>{topBar.test}</span>
            </Button>
          )}
          {may('see-deliveries') && (
            <Button onClick={more.onDeliveries} className={rarer} {...tooltip(topBar.deliveries, '⇧ d')}>
              <ArrowUpRight aria-hidden /> <span>{topBar.deliveries}</span>
            </Button>
          )}
          {may('change-settings') && (
            <a href={`/i/${bin.key}/replies`} className={buttonClasses()} {...tooltip(topBar.replies)}>
              <Reply aria-hidden /> <span className={wideText}>{topBar.replies}</span>
            </a>
          )}
          {may('see-deliveries') && (
            <a
              href={`/i/${bin.key}/forwarding`}
              className={buttonClasses('outline', rarest)}
              {...tooltip(topBar.forwarding)}
            >
              <Forward aria-hidden /> <span>{topBar.forwarding}</span>
            </a>
          )}
          <a
            href={`/i/${bin.key}/settings`}
            className={buttonClasses('outline', rare)}
            {...tooltip(topBar.settings)}
          >
            <Settings aria-hidden /> <span>{topBar.settings}</span>
          </a>
          {may('make-links') && (
            <Button look="accent" onClick={onShare}>
              <Share2 aria-hidden /> {topBar.share}
            </Button>
          )}
        </div>
        <div className="wide:hidden">
          {may('make-links') && (
            <IconButton label={topBar.share} onClick={onShare}>
              <Share2 />
            </IconButton>
          )}
        </div>
        <MoreMenu {...more} feed={feed} onTest={onTest} />
      </div>
      <div className="px-3.5 pb-2.5 wide:hidden">
        <CaptureUrl url={bin.captureUrl} slug={bin.slug} />
      </div>
    </header>
  );
}
