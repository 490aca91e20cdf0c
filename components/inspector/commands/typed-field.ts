/**
 * Whether keys are meant for a text field. A field can vanish, or be disabled, while somebody types: the next letters then
 * reach the page, where they would be shortcuts.
 */
export type TypedField = {
  /** A text field has the focus, as far as the person knows. */
  readonly isTyped: boolean;
  /** It has lost the focus to nothing, and not by what the person did: keys are no shortcuts. */
  readonly isLost: boolean;
};

export const noField: TypedField = { isTyped: false, isLost: false };
const inField: TypedField = { isTyped: true, isLost: false };
const lostField: TypedField = { isTyped: true, isLost: true };

export type InputEvent = {
  readonly type: 'keydown' | 'pointerdown' | 'focusin';
  /** `KeyboardEvent.key`; null for other events. */
  readonly key: string | null;
  /** It happened in a text field. */
  readonly isField: boolean;
  /** It happened in the body of the page: nothing has the focus. */
  readonly isNowhere: boolean;
};

/**
 * Typing begins in a field and ends with Enter, Escape, a press of the pointer, or when something else takes the focus. A key
 * that reaches nothing before that was meant for the field.
 */
export function reduceTypedField(field: TypedField, event: InputEvent): TypedField {
  const { type, key, isField, isNowhere } = event;
  const hasEnded = key === 'Enter' || key === 'Escape';
  if (isField) return hasEnded ? noField : inField;
  if (type !== 'keydown' || !isNowhere) return noField;
  return field.isTyped && !hasEnded ? lostField : noField;
}
