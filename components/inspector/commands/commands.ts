import { binTitle, type SavedBin } from '#components/bin/saved-bins.ts';
import { type ShortcutId, shortcuts } from './shortcuts.ts';
import { palette, paletteGroups, shortcutTitles } from './words.ts';

/** An entry of the command palette. The search looks at `label`. */
export type Command = {
  readonly value: string;
  readonly label: string;
  /** Its keyboard shortcut. */
  readonly keys?: readonly string[];
  readonly act: () => void;
};

export type CommandGroup = { readonly value: string; readonly items: readonly Command[] };

type Source = {
  query: string;
  /** The shortcuts that are active now. */
  active: ReadonlySet<ShortcutId>;
  run: (id: ShortcutId) => void;
  actions: readonly Command[];
  bins: readonly SavedBin[];
  recent: readonly string[];
  goTo: (seq: number) => void;
  filter: (text: string) => void;
  visit: (key: string) => void;
};

/** Shortcuts that the palette leaves out, such as moving by a row. */
const hidden: ReadonlySet<ShortcutId> = new Set(['next', 'previous', 'tab', 'back', 'palette']);
/** Shortcuts that concern the bin and not requests. */
const binShortcuts: ReadonlySet<ShortcutId> = new Set([
  'share',
  'export',
  'send-test',
  'deliveries',
  'replies',
  'report',
  'settings',
  'help',
]);

/** The commands available now, in groups. `query` may also be the number of a request, or a filter. */
export function commandGroups(source: Source): CommandGroup[] {
  const { query, active, run, actions, bins, recent } = source;
  const text = query.trim();
  const [, digits] = /^#?(\d{1,9})$/.exec(text) ?? [];
  const keyed = shortcuts
    .filter(({ id }) => active.has(id) && !hidden.has(id))
    .map(({ id, shown }) => ({ value: id, label: shortcutTitles[id], keys: shown, act: () => run(id) }));
  const groups: CommandGroup[] = [
    {
      value: paletteGroups.requests,
      items: [
        ...(digits === undefined
          ? []
          : [
              {
                value: 'go-to',
                label: palette.goTo(text),
                act: () => source.goTo(Number(digits)),
              },
            ]),
        ...keyed.filter(({ value }) => !binShortcuts.has(value)),
      ],
    },
    {
      value: paletteGroups.bin,
      items: [...keyed.filter(({ value }) => binShortcuts.has(value)), ...actions],
    },
    {
      value: paletteGroups.recentFilters,
      items: recent.map((one) => ({ value: `filter ${one}`, label: one, act: () => source.filter(one) })),
    },
    {
      value: paletteGroups.otherBins,
      items: bins.map((bin) => ({
        value: `bin ${bin.key}`,
        label: palette.openBin(binTitle(bin)),
        act: () => source.visit(bin.key),
      })),
    },
    // Last, since it matches every query.
    {
      value: paletteGroups.filter,
      items:
        text === ''
          ? []
          : [{ value: 'filter', label: palette.filterBy(text), act: () => source.filter(text) }],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
