import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<'div'>, 'role' | 'aria-selected'> & { selected: boolean };

/** An option of a listbox. The list, or its text field, has the focus, handles the keys and names the active option. */
export function ListOption({ selected, ...rest }: Props) {
  // biome-ignore lint/a11y/useFocusableInteractive: `aria-activedescendant` takes the place of the focus.
  return <div {...rest} role="option" aria-selected={selected} />;
}
