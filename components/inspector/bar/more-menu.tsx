'use client';

import {
  ArrowUpRight,
  ChartNoAxesGantt,
  CircleHelp,
  Download,
  Ellipsis,
  Eraser,
  FlaskConical,
  Forward,
  Keyboard,
  Pencil,
  Reply,
  RotateCw,
  Send,
  Settings,
  Trash2,
  Upload,
} from 'lucide-react';
import { useThemeChoice } from '#components/frame/theme-choice.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { narrowScreen, useMedia } from '#components/ui/use-media.ts';
import { useInspection } from '../context/inspection.tsx';
import type { FeedStore } from '../feed/feed-store.ts';
import { useStorageWords } from './storage-status.tsx';
import { moreMenu } from './words.ts';

export type MoreMenuProps = {
  feed: FeedStore;
  onTest: () => void;
  /** Opens the Send window. */
  onSendTest: () => void;
  onDeliveries: () => void;
  /** Replays the requests of the list. */
  onReplay: () => void;
  onRename: () => void;
  onExport: () => void;
  onImport: () => void;
  onHelp: () => void;
  onClear: () => void;
  onDeleteBin: () => void;
};

/** The less frequent actions; deleting comes last. */
export function MoreMenu({
  feed,
  onTest,
  onSendTest,
  onDeliveries,
  onReplay,
  onRename,
  onExport,
  onImport,
  onHelp,
  onClear,
  onDeleteBin,
}: MoreMenuProps) {
  const { bin, may } = useInspection();
  const kept = useStorageWords(feed);
  const isNarrow = useMedia(narrowScreen);
  const theme = useThemeChoice();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={moreMenu.open} className="-mr-1.5">
          <Ellipsis />
        </IconButton>
      }
      entries={menuEntries(
        // Phones have no status bar.
        isNarrow && kept.map(({ text }) => ({ is: 'label', title: text }) as const),
        isNarrow && kept.length > 0 && { is: 'line' },
        may('send') && {
          is: 'action',
          title: moreMenu.sendTest,
          icon: <FlaskConical aria-hidden />,
          act: onSendTest,
        },
        { is: 'action', title: moreMenu.test, icon: <Send aria-hidden />, act: onTest },
        may('see-deliveries') && {
          is: 'action',
          title: moreMenu.deliveries,
          icon: <ArrowUpRight aria-hidden />,
          act: onDeliveries,
        },
        may('send') && {
          is: 'action',
          title: moreMenu.replay,
          icon: <RotateCw aria-hidden />,
          act: onReplay,
        },
        { is: 'line' },
        may('change-settings') && {
          is: 'action',
          title: moreMenu.rename,
          icon: <Pencil aria-hidden />,
          act: onRename,
        },
        {
          is: 'link',
          title: moreMenu.settings,
          href: `/i/${bin.key}/settings`,
          icon: <Settings aria-hidden />,
        },
        may('change-settings') && {
          is: 'link',
          title: moreMenu.replies,
          icon: <Reply aria-hidden />,
          href: `/i/${bin.key}/replies`,
        },
        may('see-deliveries') && {
          is: 'link',
          title: moreMenu.forwarding,
          icon: <Forward aria-hidden />,
          href: `/i/${bin.key}/forwarding`,
        },
        {
          is: 'link',
          title: moreMenu.report,
          icon: <ChartNoAxesGantt aria-hidden />,
          href: `/i/${bin.key}/report`,
        },
        { is: 'line' },
        { is: 'action', title: moreMenu.export, icon: <Download aria-hidden />, act: onExport },
        may('import') && {
          is: 'action',
          title: moreMenu.import,
          icon: <Upload aria-hidden />,
          act: onImport,
        },
        { is: 'line' },
        theme,
        { is: 'line' },
        {
          is: 'action',
          title: moreMenu.shortcuts,
          icon: <Keyboard aria-hidden />,
          shortcut: '?',
          act: onHelp,
        },
        { is: 'link', title: moreMenu.docs, href: '/docs', icon: <CircleHelp aria-hidden /> },
        may('delete-captures') && [
          { is: 'line' },
          {
            is: 'action',
            title: moreMenu.clear,
            icon: <Eraser aria-hidden />,
            danger: true,
            act: onClear,
          },
        ],
        may('delete-bin') && {
          is: 'action',
          title: moreMenu.deleteBin,
          icon: <Trash2 aria-hidden />,
          danger: true,
          act: onDeleteBin,
        },
      )}
    />
  );
}
