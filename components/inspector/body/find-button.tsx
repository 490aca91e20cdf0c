'use client';

import { Search } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Find } from './use-find.ts';

/** Opens the place where words to find are typed. */
export function FindButton({ find }: { find: Find }) {
  return (
    <IconButton
      label="Find in body"
      shortcut="Ctrl F"
      pressed={find.isOpen}
      onClick={() => (find.isOpen ? find.close() : find.open())}
    >
      <Search />
    </IconButton>
  );
}
