import { expect, test } from 'vitest';
import { commandGroups } from '#components/inspector/commands/commands.ts';
import { type ShortcutId, shortcuts } from '#components/inspector/commands/shortcuts.ts';
import { shortcutTitles } from '#components/inspector/commands/words.ts';

const nothing = () => {};

function groups(active: readonly ShortcutId[], query = '') {
  const run: ShortcutId[] = [];
  const found = commandGroups({
    query,
    active: new Set(active),
    run: (id) => run.push(id),
    actions: [{ value: 'Import requests', label: 'Import requests', act: nothing }],
    bins: [],
    recent: ['method:PUT'],
    goTo: nothing,
    filter: nothing,
    visit: nothing,
  });
  return { found, run };
}

test('what has a key is listed with it once, what is about the bin beside the other actions of the bin', () => {
  const { found, run } = groups(['diff', 'types', 'replies', 'report', 'settings']);
  const listed = found.map(({ value, items }) => [
    value,
    items.map(({ label, keys }) => [label, keys?.join('')]),
  ]);
  const words = (id: ShortcutId) => shortcutTitles[id];
  expect(listed).toEqual([
    [
      'Requests',
      [
        [words('diff'), 'd'],
        [words('types'), 't'],
      ],
    ],
    [
      'Bin',
      [
        [words('replies'), '⇧a'],
        [words('report'), '⇧s'],
        [words('settings'), ','],
        ['Import requests', undefined],
      ],
    ],
    ['Recent filters', [['method:PUT', undefined]]],
  ]);
  for (const { items } of found.slice(0, 2)) items[0]!.act();
  expect(run).toEqual(['diff', 'replies']);
});

test('what does nothing now is not listed; a number is a request to go to first, and any text a filter last', () => {
  expect(groups([]).found.map(({ value }) => value)).toEqual(['Bin', 'Recent filters']);
  const labels = groups([], '#12').found.flatMap(({ items }) => items.map(({ label }) => label));
  expect([labels[0], labels.at(-1)]).toEqual(['Go to request #12', 'Filter the list by #12']);
});

test('no key means two things', () => {
  const keys = shortcuts.flatMap((one): readonly string[] => one.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
