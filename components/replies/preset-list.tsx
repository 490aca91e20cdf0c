'use client';

import { Button } from '#components/ui/button.tsx';
import type { ReplyPreset } from '#lib/reply/presets/preset.ts';
import { presetList as words } from './words.ts';

type Props = { presets: readonly ReplyPreset[]; onChoose: (preset: ReplyPreset) => void };

/** The presets as buttons. A preset fills in the page; it is not saved. */
export function PresetList({ presets, onChoose }: Props) {
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
    </section>
  );
}
