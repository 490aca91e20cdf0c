import { describe, expect, it } from 'vitest';
import { shortcutFor } from '#components/inspector/commands/shortcuts.ts';
import {
  type OpenedRequest,
  type OpenedRequestEvent,
  reduceOpenedRequest,
} from '#components/inspector/opened/opened-request.ts';

const following: OpenedRequest = { seq: null, screen: 'list' };
const read = (...events: OpenedRequestEvent[]) => events.reduce(reduceOpenedRequest, following);

describe('reading', () => {
  it('follows the newest until one is chosen, be it the newest', () => {
    expect(read({ type: 'chose', seq: 3 }).seq).toBe(3);
    expect(read({ type: 'chose', seq: 3 }, { type: 'followed' }).seq).toBeNull();
  });

  it('stays with what is shown when somebody uses it or looks around in the list', () => {
    expect(read({ type: 'held', seq: 5 }).seq).toBe(5);
    expect(read({ type: 'held', seq: 5 }, { type: 'held', seq: 6 }).seq).toBe(5);
    expect(read({ type: 'chose', seq: 3 }, { type: 'held', seq: 5 }).seq).toBe(3);
  });
});

describe('the keys', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  });

  it('move by letters everywhere, by arrows only while the list has the focus', () => {
    expect(shortcutFor(press('j'), false)).toBe('next');
    expect(shortcutFor(press('ArrowDown'), true)).toBe('next');
    expect(shortcutFor(press('ArrowDown'), false)).toBeNull();
    expect(shortcutFor(press('Enter'), false)).toBeNull();
  });

  it('leave the keys of browser and system alone', () => {
    expect(shortcutFor(press('c', { ctrlKey: true }), true)).toBeNull();
    expect(shortcutFor(press('p', { metaKey: true }), true)).toBeNull();
    expect(shortcutFor(press('1', { altKey: true }), true)).toBeNull();
    expect(shortcutFor(press('q'), true)).toBeNull();
  });
});
