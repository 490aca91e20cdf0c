'use client';

import { Ellipsis, EyeOff, Pencil, Pin, PinOff, Settings, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { Chip } from '#components/ui/chip.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { CopyButton, CopyIconButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { isAllowed } from '#lib/access/permissions.ts';
import { BinNotice } from './bin-notice.tsx';
import { deleteQuestion, forgetQuestion } from './bin-questions.ts';
import { forgetKeptWithBin } from './kept-with-bin.ts';
import { binTitle, rightsOf, type SavedBin, withBinChanged, withoutBin } from './saved-bins.ts';
import { useBinNotice } from './use-bin-notice.ts';
import { changeSavedBins } from './use-saved-bins.ts';
import { binEntry, roleNames } from './words.ts';

const loadConfirm = () => import('#components/ui/confirm.tsx');
const loadRenameDialog = () => import('./rename-dialog.tsx');

/** One bin on the home page: its name, capture URL and status. */
export function BinEntry({ bin }: { bin: SavedBin }) {
  const api = useMemo(() => binApi(bin), [bin]);
  const { status, refresh } = useBinNotice(bin);
  const isHere = status.is !== 'gone' && status.is !== 'deleted';
  const [question, setQuestion] = useState<Question | null>(null);
  const [isRenaming, setRenaming] = useState(false);
  const [, scheme = '', rest = ''] =
    /^(https?:\/\/)?(.*)$/.exec(bin.captureUrl.slice(0, -bin.slug.length)) ?? [];
  const forget = async () => {
    changeSavedBins((bins) => withoutBin(bins, bin.key));
    forgetKeptWithBin(bin.key);
  };

  return (
    <li className="relative flex items-center gap-3 border-line border-b py-3.5">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <a
            href={`/i/${bin.key}`}
            className="truncate rounded-mark font-semibold text-name hover:underline touch:-my-2 touch:py-2"
          >
            {binTitle(bin)}
          </a>
          {bin.pinned && (
            <Pin className="size-3.5 shrink-0 text-accent" role="img" aria-label={binEntry.pinned} />
          )}
          {bin.role !== 'owner' && (
            <span className="-my-1 flex">
              <Chip>{roleNames[bin.role]}</Chip>
            </span>
          )}
        </div>
        <p className="mt-0.5 flex wire" title={bin.captureUrl}>
          <span className="truncate text-quiet">
            <span className="hidden wide:inline">{scheme}</span>
            {rest}
          </span>
          <span className="shrink-0">{bin.slug}</span>
        </p>
        <p className="mt-0.5 min-h-4 text-quiet text-small">
          <BinNotice bin={bin} status={status} api={api} onRestored={refresh} onForget={forget} />
        </p>
      </div>
      <div className="hidden wide:block">
        <CopyButton text={bin.captureUrl} name={binEntry.captureUrl} />
      </div>
      <div className="-mr-2 wide:hidden">
        <CopyIconButton text={bin.captureUrl} name={binEntry.captureUrl} />
      </div>
      <Menu
        align="end"
        trigger={
          <IconButton label={binEntry.actions(binTitle(bin))}>
            <Ellipsis />
          </IconButton>
        }
        entries={menuEntries(
          {
            is: 'action',
            title: bin.pinned ? binEntry.unpin : binEntry.pin,
            icon: bin.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />,
            act: () => changeSavedBins((bins) => withBinChanged(bins, bin.key, { pinned: !bin.pinned })),
          },
          isHere &&
            isAllowed(rightsOf(bin), 'change-settings') && {
              is: 'action',
              title: binEntry.rename,
              icon: <Pencil aria-hidden />,
              act: () => setRenaming(true),
            },
          isHere && {
            is: 'link',
            title: binEntry.settings,
            href: `/i/${bin.key}/settings`,
            icon: <Settings aria-hidden />,
          },
          {
            is: 'action',
            title: binEntry.forget,
            icon: <EyeOff aria-hidden />,
            act: () => setQuestion(forgetQuestion(bin, forget)),
          },
          isHere &&
            isAllowed(rightsOf(bin), 'delete-bin') && [
              { is: 'line' },
              {
                is: 'action',
                title: binEntry.delete,
                icon: <Trash2 aria-hidden />,
                danger: true,
                act: () => setQuestion(deleteQuestion(bin, () => api.remove().then(refresh))),
              },
            ],
        )}
      />
      <LazyDialog
        load={loadConfirm}
        open={question !== null}
        question={question}
        onClose={() => setQuestion(null)}
      />
      <LazyDialog
        load={loadRenameDialog}
        open={isRenaming}
        onClose={() => setRenaming(false)}
        api={api}
        binKey={bin.key}
        name={bin.name}
        onRenamed={(name) => changeSavedBins((bins) => withBinChanged(bins, bin.key, { name }))}
      />
    </li>
  );
}
