'use client';

import { Button } from '#components/ui/button.tsx';
import type { ReplyPreset } from '#lib/reply/presets/preset.ts';

type Props = { presets: readonly ReplyPreset[]; onChoose: (preset: ReplyPreset) => void };

/** Receivers people stand in for. Choosing one fills the page in; nothing is saved by it. */
export function PresetList({ presets, onChoose }: Props) {
  if (presets.length === 0) return null;
  return (
    <section aria-labelledby="presets-heading">
      <h2 id="presets-heading" className="font-semibold text-name">
        Stand in for
      </h2>
      <p className="mt-0.5 text-quiet">
        Fills in the answers of a receiver; nothing is saved before you say so.
      </p>
      <ul className="mt-2.5 flex flex-wrap gap-1.5">
        {presets.map((preset) => (
          <li key={preset.id}>
            <Button title={preset.about} onClick={() => onChoose(preset)}>
              {preset.title}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
