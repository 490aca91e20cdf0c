'use client';

import { Ban, Ellipsis, KeyRound, Trash2 } from 'lucide-react';
import type { AdminApi, BinUseJson } from '#components/api/admin.ts';
import type { Question } from '#components/ui/confirm-question.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { deleteBinQuestion, openBinQuestion } from './admin-questions.ts';
import { binMenu } from './words.ts';

type Props = {
  bin: BinUseJson;
  api: AdminApi;
  onQuestion: (question: Question) => void;
  /** Waits for an action, says when it failed, and fetches the bins again. */
  act: (what: Promise<unknown>, failed: string) => Promise<void>;
};

/** The actions of the admin for one bin. */
export function BinMenu({ bin, api, act, onQuestion }: Props) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={binMenu.label(bin.slug)}>
          <Ellipsis />
        </IconButton>
      }
      entries={menuEntries(
        {
          is: 'action',
          title: binMenu.open,
          icon: <KeyRound aria-hidden />,
          act: () => onQuestion(openBinQuestion(bin.slug, api)),
        },
        !bin.blocked && {
          is: 'action',
          title: binMenu.block,
          icon: <Ban aria-hidden />,
          act: () => void act(api.block({ slug: bin.slug }), binMenu.notBlocked),
        },
        { is: 'line' },
        {
          is: 'action',
          title: binMenu.delete,
          icon: <Trash2 aria-hidden />,
          danger: true,
          act: () =>
            onQuestion(
              deleteBinQuestion(bin.slug, () =>
                api.removeBin(bin.slug).then(() => act(Promise.resolve(), '')),
              ),
            ),
        },
      )}
    />
  );
}
