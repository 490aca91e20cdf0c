import { describe, expect, it } from 'vitest';
import {
  type InputEvent,
  noField,
  reduceTypedField,
  type TypedField,
} from '#components/inspector/commands/typed-field.ts';

const inField: InputEvent = { type: 'keydown', key: 'w', isField: true, isNowhere: false };
const focused: InputEvent = { type: 'focusin', key: null, isField: true, isNowhere: false };
const inPage: InputEvent = { type: 'keydown', key: 'e', isField: false, isNowhere: true };
const onButton: InputEvent = { type: 'keydown', key: 'e', isField: false, isNowhere: false };
const pressed: InputEvent = { type: 'pointerdown', key: null, isField: false, isNowhere: true };
const typed = (...events: InputEvent[]): TypedField => events.reduce(reduceTypedField, noField);

describe('a text field that loses the focus while somebody types', () => {
  it('takes the letters after it along', () => {
    expect(typed(inField, inPage)).toMatchObject({ isLost: true });
    expect(typed(focused, inPage, inPage, inPage)).toMatchObject({ isLost: true });
  });

  it.each([
    ['Enter', { ...inField, key: 'Enter' }],
    ['Escape', { ...inField, key: 'Escape' }],
    ['Escape after it was lost', { ...inPage, key: 'Escape' }],
    ['a press of the pointer', pressed],
    ['the focus of something else', { ...focused, isField: false }],
  ])('takes none after %s', (_, ending) => {
    expect(typed(inField, ending, inPage)).toEqual(noField);
    expect(typed(inField, inPage, ending, inPage)).toEqual(noField);
  });

  it('leaves keys alone that something else takes, or before which nobody typed', () => {
    expect(typed(inField, onButton)).toEqual(noField);
    expect(typed(inPage)).toEqual(noField);
  });
});
