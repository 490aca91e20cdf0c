import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';

type Props = {
  words: { readonly label: string; readonly title: string };
  shortcut?: string;
  icon: ReactNode;
  isPressed: boolean;
  onClick: () => void;
};

/** A switch in a toolbar above a body. It shows its label where the pane is wide enough, and always has its tooltip. */
export function ToolbarButton({ words: { label, title }, shortcut, icon, isPressed, onClick }: Props) {
  return (
    <Button
      look="quiet"
      {...tooltip(title, shortcut)}
      aria-label={title}
      aria-pressed={isPressed}
      onClick={onClick}
      className={`@max-[52rem]:w-7 @max-[52rem]:px-0! touch:min-w-9 ${isPressed ? 'text-accent!' : ''}`}
    >
      {icon} <span className="@max-[52rem]:hidden">{label}</span>
    </Button>
  );
}
