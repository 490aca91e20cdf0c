'use client';

import {
  ChartNoAxesGantt,
  CircleHelp,
  Download,
  Ellipsis,
  Eraser,
  Keyboard,
  Pencil,
  Reply,
  Send,
  Trash2,
  Upload,
} from 'lucide-react';
import { useThemeChoice } from '#components/frame/theme-choice.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { useInspection } from '../inspection.tsx';

export type MoreMenuProps = {
  onTest: () => void;
  onRename: () => void;
  onExport: () => void;
  onImport: () => void;
  onHelp: () => void;
  onClear: () => void;
  onDeleteBin: () => void;
};

/** What is needed now and then, danger at the end. */
export function MoreMenu({
  onTest,
  onRename,
  onExport,
  onImport,
  onHelp,
  onClear,
  onDeleteBin,
}: MoreMenuProps) {
  const { bin, may } = useInspection();
  const theme = useThemeChoice();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="More" className="-mr-1.5">
          <Ellipsis />
        </IconButton>
      }
      entries={menuEntries(
        { is: 'action', title: 'Send a test request', icon: <Send aria-hidden />, act: onTest },
        may('change-settings') && {
          is: 'action',
          title: 'Rename this bin',
          icon: <Pencil aria-hidden />,
          act: onRename,
        },
        may('change-settings') && {
          is: 'link',
          title: 'Replies',
          icon: <Reply aria-hidden />,
          href: `/i/${bin.key}/replies`,
        },
        {
          is: 'link',
          title: 'Sender report',
          icon: <ChartNoAxesGantt aria-hidden />,
          href: `/i/${bin.key}/report`,
        },
        { is: 'line' },
        { is: 'action', title: 'Export requests', icon: <Download aria-hidden />, act: onExport },
        may('import') && {
          is: 'action',
          title: 'Import requests',
          icon: <Upload aria-hidden />,
          act: onImport,
        },
        { is: 'line' },
        theme,
        { is: 'line' },
        { is: 'action', title: 'Keys', icon: <Keyboard aria-hidden />, shortcut: '?', act: onHelp },
        { is: 'link', title: 'Errors, explained', href: '/docs/errors', icon: <CircleHelp aria-hidden /> },
        may('delete-captures') && [
          { is: 'line' },
          {
            is: 'action',
            title: 'Delete all requests',
            icon: <Eraser aria-hidden />,
            danger: true,
            act: onClear,
          },
        ],
        may('delete-bin') && {
          is: 'action',
          title: 'Delete this bin',
          icon: <Trash2 aria-hidden />,
          danger: true,
          act: onDeleteBin,
        },
      )}
    />
  );
}
