'use client';

import { Undo2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { ReplyPreset } from '#lib/reply/presets/preset.ts';
import type { Draft } from './draft.ts';
import { presetList as words } from './words.ts';

type Props = {
  presets: readonly ReplyPreset[];
  /** The one that was chosen, while nothing was changed since: its title, and the drafts before and with it. */
  chosen: { title: string; before: Draft; now: Draft } | null;
  onChoose: (preset: ReplyPreset) => void;
  onUndo: () => void;
};

/** The presets as buttons. A preset fills in the page; it is not saved. */
export function PresetList({ presets, chosen, onChoose, onUndo }: Props) {
  if (presets.length === 0) return null;
  return (
    <section aria-labelledby="presets-heading">
      <h2 id="presets-heading" className="font-semibold text-name">
        {words.heading}
      </h2>
      <p className="mt-0.5 text-quiet">{words.about}</p>
      <ul className="mt-2.5 flex flex-wrap gap-1.5">
        {presets.map((preset) => (
          <li key={preset.id}>
            <Button title={preset.about} onClick={() => onChoose(preset)}>
              {preset.title}
            </Button>
          </li>
        ))}
      </ul>
      <div role="status">
        {chosen && (
          <p className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-control bg-panel px-3 py-2">
            <span className="min-w-0 flex-1">
              {words.chosen(chosen.title, chosen.before.rules.length, chosen.now.rules.length)}
            </span>
            <Button onClick={onUndo}>
              <Undo2 aria-hidden /> {words.undo}
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}
