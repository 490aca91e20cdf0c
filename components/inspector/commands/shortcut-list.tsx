'use client';

import { Kbd } from '#components/ui/kbd.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { modifierOf, useIsApple } from '#components/ui/use-is-apple.ts';
import { shortcutGroups } from './shortcuts.ts';
import { shortcutTitles, shortcutList as words } from './words.ts';

/** All keyboard shortcuts in groups, and what the mouse does with a key held. */
export function ShortcutList() {
  const mod = modifierOf(useIsApple());
  return (
    <>
      {shortcutGroups.map(([group, members]) => (
        <section key={group} aria-labelledby={`shortcuts-${group}`} className="mb-4">
          <h3 id={`shortcuts-${group}`} className="pb-1 font-medium text-quiet text-small">
            {words.groups[group]}
          </h3>
          <dl>
            {members.map(({ id, shown }) => (
              <div
                key={id}
                className="flex min-h-8 items-center justify-between gap-4 border-faint border-b last:border-b-0"
              >
                <dt>{shortcutTitles[id]}</dt>
                <dd className="flex shrink-0 gap-1">
                  {shown.map((key) =>
                    key === '…' ? (
                      <span key={key}>{'…'}</span>
                    ) : (
                      <Kbd key={key} onTouch>
                        {key}
                      </Kbd>
                    ),
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section aria-labelledby="shortcuts-mouse">
        <h3 id="shortcuts-mouse" className="pb-1 font-medium text-quiet text-small">
          {words.mouseHeading}
        </h3>
        <ul className="flex flex-col gap-1">
          {renderByIndex(words.mouse, (sentence) => (
            <li>{textWith(sentence, { mod })}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
