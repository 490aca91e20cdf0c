import type { ComponentProps, ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { tooltip } from '#components/ui/tooltips.tsx';

type Props = Omit<ComponentProps<'button'>, 'title' | 'children'> & {
  words: { readonly label: string; readonly title: string };
  shortcut: string;
  icon: ReactNode;
  /** For a switch: whether it is on. */
  pressed?: boolean;
};

/**
 * A button above a request. In a wide pane it shows icon and label, in a narrower one the label, and in a narrow one the icon.
 * It always has its tooltip.
 */
export function ActionButton({
  words: { label, title },
  shortcut,
  icon,
  pressed,
  className,
  ...rest
}: Props) {
  return (
    <Button
      look="quiet"
      {...tooltip(title, shortcut)}
      {...rest}
      aria-label={title}
      aria-pressed={pressed}
      className={classNames(
        'px-2! @max-[65rem]:w-7 @max-[65rem]:px-0! @min-[65rem]:@max-[73.5rem]:[&_svg]:hidden touch:min-w-9',
        pressed && 'text-accent!',
        className,
      )}
    >
      {icon} <span className="@max-[65rem]:hidden">{label}</span>
    </Button>
  );
}
