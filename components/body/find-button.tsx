'use client';

import { Search } from 'lucide-react';
import type { Find } from '#components/ui/use-find.ts';
import { ToolbarButton } from './toolbar-button.tsx';
import { bodyToolbar as words } from './words.ts';

/** Opens and closes the find bar. */
export function FindButton({ find }: { find: Find }) {
  return (
    <ToolbarButton
      words={words.find}
      shortcut="Mod F"
      icon={<Search aria-hidden />}
      isPressed={find.isOpen}
      onClick={() => (find.isOpen ? find.close() : find.open())}
    />
  );
}
