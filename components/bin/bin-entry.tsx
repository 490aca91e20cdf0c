'use client';

import { Ellipsis, EyeOff, Pencil, Pin, PinOff, Settings, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { Chip } from '#components/ui/chip.tsx';
import { CopyButton, CopyIconButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { LazyWindow } from '#components/ui/lazy-window.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import type { Question } from '#components/ui/question.ts';
import { may } from '#lib/access/policy.ts';
import { BinNewsLine } from './bin-news-line.tsx';
import { toDelete, toForget } from './bin-questions.ts';
import { forgetSecrets } from './kept-secrets.ts';
import { binTitle, type KnownBin, rightsOf, withBinChanged, withoutBin } from './known-bins.ts';
import { useBinNews } from './use-bin-news.ts';
import { changeKnownBins } from './use-known-bins.ts';

const loadConfirm = () => import('#components/ui/confirm.tsx');
const loadRenameDialog = () => import('./rename-dialog.tsx');

/** One bin on the home page: what it is called, its address, what happened there. */
export function BinEntry({ bin }: { bin: KnownBin }) {
  const api = useMemo(() => binApi(bin), [bin]);
  const { news, again } = useBinNews(bin);
  const isHere = news.is !== 'gone' && news.is !== 'deleted';
  const [question, setQuestion] = useState<Question | null>(null);
  const [isRenaming, setRenaming] = useState(false);
  const [, scheme = '', rest = ''] =
    /^(https?:\/\/)?(.*)$/.exec(bin.captureUrl.slice(0, -bin.slug.length)) ?? [];
  const forget = async () => {
    changeKnownBins((bins) => withoutBin(bins, bin.key));
    forgetSecrets(bin.key);
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
          {bin.pinned && <Pin className="size-3.5 shrink-0 text-accent" role="img" aria-label="Pinned" />}
          {bin.role !== 'owner' && (
            <span className="-my-1 flex">
              <Chip>{bin.role === 'viewer' ? 'view only' : 'may edit'}</Chip>
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
          <BinNewsLine bin={bin} news={news} api={api} onRestored={again} onForget={forget} />
        </p>
      </div>
      <div className="hidden wide:block">
        <CopyButton text={bin.captureUrl} name="Capture URL" />
      </div>
      <div className="-mr-2 wide:hidden">
        <CopyIconButton text={bin.captureUrl} name="Capture URL" />
      </div>
      <Menu
        align="end"
        trigger={
          <IconButton label={`More for ${binTitle(bin)}`}>
            <Ellipsis />
          </IconButton>
        }
        entries={menuEntries(
          {
            is: 'action',
            title: bin.pinned ? 'Unpin' : 'Pin to the top',
            icon: bin.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />,
            act: () => changeKnownBins((bins) => withBinChanged(bins, bin.key, { pinned: !bin.pinned })),
          },
          isHere &&
            may(rightsOf(bin), 'change-settings') && {
              is: 'action',
              title: 'Rename',
              icon: <Pencil aria-hidden />,
              act: () => setRenaming(true),
            },
          isHere && {
            is: 'link',
            title: 'Settings',
            href: `/i/${bin.key}/settings`,
            icon: <Settings aria-hidden />,
          },
          {
            is: 'action',
            title: 'Forget in this browser',
            icon: <EyeOff aria-hidden />,
            act: () => setQuestion(toForget(bin, forget)),
          },
          isHere &&
            may(rightsOf(bin), 'delete-bin') && [
              { is: 'line' },
              {
                is: 'action',
                title: 'Delete the bin',
                icon: <Trash2 aria-hidden />,
                danger: true,
                act: () => setQuestion(toDelete(bin, () => api.remove().then(again))),
              },
            ],
        )}
      />
      <LazyWindow
        load={loadConfirm}
        open={question !== null}
        question={question}
        onClose={() => setQuestion(null)}
      />
      <LazyWindow
        load={loadRenameDialog}
        open={isRenaming}
        onClose={() => setRenaming(false)}
        api={api}
        binKey={bin.key}
        name={bin.name}
        onRenamed={(name) => changeKnownBins((bins) => withBinChanged(bins, bin.key, { name }))}
      />
    </li>
  );
}
