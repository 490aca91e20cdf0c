'use client';

import { type KeyboardEvent, useEffect, useRef } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { copyTargets } from '#lib/copy-as/index.ts';
import { copyAs } from './words.ts';

type Props = { value: string; onChange: (id: string) => void };

const groups = [...new Set(copyTargets.map(({ group }) => group))];

/** All formats in groups: a list on a wide screen, a native select on a phone. */
export function TargetList({ value, onChange }: Props) {
  return (
    <>
      <WideList value={value} onChange={onChange} />
      <label className="block wide:hidden">
        <span className="sr-only">{copyAs.button}</span>
        <select
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="h-10 w-full rounded-control border border-edge bg-raised px-2.5"
        >
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {targetsOf(group).map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    </>
  );
}

function WideList({ value, onChange }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="copy-target-${value}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [value]);

  function onKeyDown(event: KeyboardEvent): void {
    const at = copyTargets.findIndex(({ id }) => id === value);
    const last = copyTargets.length - 1;
    const next = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    onChange(copyTargets[next]!.id);
  }

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={copyAs.button}
      data-focus-first
      aria-activedescendant={`copy-target-${value}`}
      onKeyDown={onKeyDown}
      className="hidden h-full scrolls border-line border-r px-2 pb-3 -outline-offset-2 wide:block"
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox.
        <div key={group} role="group" aria-label={group}>
          <div className="px-2 pt-3 pb-1 text-quiet text-tiny" aria-hidden>
            {group}
          </div>
          {targetsOf(group).map(({ id, title }) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list has the focus and takes the keys.
            <div
              key={id}
              id={`copy-target-${id}`}
              role="option"
              aria-selected={id === value}
              onClick={() => onChange(id)}
              className={classNames(
                'rounded-control px-2 py-1',
                id === value
                  ? 'bg-selection font-medium text-ink'
                  : 'text-quiet hover:bg-hover hover:text-ink',
              )}
            >
              {title}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

const targetsOf = (group: string) => copyTargets.filter((target) => target.group === group);
