'use client';

import { type FormEvent, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogFooter } from '#components/ui/dialog-footer.tsx';
import { Field } from '#components/ui/field.tsx';
import { withBinChanged } from './saved-bins.ts';
import { changeSavedBins } from './use-saved-bins.ts';
import { renameBin } from './words.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  api: BinApi;
  binKey: string;
  name: string | null;
  onRenamed: (name: string | null) => void;
};

/** Renames a bin; its slug and URLs stay the same. */
export default function RenameDialog({ open, onClose, ...form }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={renameBin.title} description={renameBin.about}>
      <RenameForm onClose={onClose} {...form} />
    </Dialog>
  );
}

function RenameForm({ onClose, api, binKey, name, onRenamed }: Omit<Props, 'open'>) {
  const [text, setText] = useState(name ?? '');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function rename(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      const changed = await api.change({ name: text.trim() || null });
      changeSavedBins((bins) => withBinChanged(bins, binKey, { name: changed.name }));
      onRenamed(changed.name);
      onClose();
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={rename}>
      <Field
        label={renameBin.name}
        value={text}
        maxLength={80}
        autoFocus
        placeholder={renameBin.placeholder}
        onChange={(event) => setText(event.target.value)}
        help={renameBin.help}
        error={trouble && (trouble.detail ?? trouble.title)}
      />
      <DialogFooter className="flex gap-2">
        <Button type="submit" look="accent" busy={busy}>
          {renameBin.rename}
        </Button>
        <Button onClick={onClose}>{renameBin.cancel}</Button>
      </DialogFooter>
    </form>
  );
}
