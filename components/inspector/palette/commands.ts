import { binTitle, type KnownBin } from '#components/bin/known-bins.ts';
import type { ShortcutId } from '../shortcuts.ts';
import { shortcuts } from '../shortcuts.ts';

/** Something the palette can do. `label` is what is searched. */
export type Command = {
  readonly value: string;
  readonly label: string;
  /** The keys that do it too. */
  readonly keys?: readonly string[];
  readonly act: () => void;
};

export type CommandGroup = { readonly value: string; readonly items: readonly Command[] };

type Source = {
  query: string;
  /** The shortcuts that do something at this moment. */
  active: ReadonlySet<ShortcutId>;
  run: (id: ShortcutId) => void;
  actions: readonly Command[];
  bins: readonly KnownBin[];
  recent: readonly string[];
  goTo: (seq: number) => void;
  filter: (text: string) => void;
  visit: (key: string) => void;
};

/** Moving by a row is not worth a palette. */
const unlisted: ReadonlySet<ShortcutId> = new Set(['next', 'previous', 'tab', 'back', 'palette']);
/** What is about the bin and not about requests. */
const ofBin: ReadonlySet<ShortcutId> = new Set(['share', 'export', 'replies', 'report', 'settings', 'help']);

/** Everything that can be done now, in groups; what is typed may be the number of a request, or a filter. */
export function commandGroups(source: Source): CommandGroup[] {
  const { query, active, run, actions, bins, recent } = source;
  const text = query.trim();
  const [, digits] = /^#?(\d{1,9})$/.exec(text) ?? [];
  const keyed = shortcuts
    .filter(({ id }) => active.has(id) && !unlisted.has(id))
    .map(({ id, words, shown }) => ({ value: id, label: words, keys: shown, act: () => run(id) }));
  const groups: CommandGroup[] = [
    {
      value: 'Requests',
      items: [
        ...(digits === undefined
          ? []
          : [
              {
                value: 'go-to',
                label: `Go to request ${text}`,
                act: () => source.goTo(Number(digits)),
              },
            ]),
        ...keyed.filter(({ value }) => !ofBin.has(value)),
      ],
    },
    { value: 'Bin', items: [...keyed.filter(({ value }) => ofBin.has(value)), ...actions] },
    {
      value: 'Filters used before',
      items: recent.map((one) => ({ value: `filter ${one}`, label: one, act: () => source.filter(one) })),
    },
    {
      value: 'Other bins',
      items: bins.map((bin) => ({
        value: `bin ${bin.key}`,
        label: `Open ${binTitle(bin)}`,
        act: () => source.visit(bin.key),
      })),
    },
    // It is found by whatever is typed, so that it must not come before what was meant.
    {
      value: 'Filter',
      items:
        text === ''
          ? []
          : [{ value: 'filter', label: `Filter the list by ${text}`, act: () => source.filter(text) }],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
