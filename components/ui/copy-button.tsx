'use client';

import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonLook } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Swap } from './swap.tsx';
import { useCopied } from './use-copied.ts';

type Props = {
  /** The text, or how to get it. */
  text: string | (() => string | Promise<string>);
  /** What is copied, as it is announced: "Capture URL". */
  name: string;
  look?: ButtonLook;
  label?: string;
  icon?: ReactNode;
  className?: string;
  disabled?: boolean;
  /** On a phone only its icon is shown. */
  compact?: boolean;
};

/** A button that copies and says that it did, without changing its width. */
export function CopyButton({
  text,
  name,
  look = 'outline',
  label = 'Copy',
  icon,
  className,
  disabled,
  compact = false,
}: Props) {
  const { state, copy } = useCopied(name);
  const copied = state === 'copied';
  const words = compact ? 'max-wide:sr-only' : undefined;
  return (
    <Button
      look={look}
      className={className}
      disabled={disabled}
      onClick={() => copy(text)}
      aria-label={`${label}: ${name}`}
    >
      <Swap
        swapped={copied}
        before={
          <>
            {icon ?? <Copy aria-hidden />} <span className={words}>{label}</span>
          </>
        }
        after={
          <>
            <Check className="text-good" aria-hidden /> <span className={words}>Copied</span>
          </>
        }
      />
    </Button>
  );
}

/** The same as an icon, for the end of a line. */
export function CopyIconButton({
  text,
  name,
  icon,
  className,
}: Omit<Props, 'look' | 'label' | 'disabled' | 'compact'>) {
  const { state, copy } = useCopied(name);
  const copied = state === 'copied';
  return (
    <IconButton label={copied ? 'Copied' : `Copy ${name}`} className={className} onClick={() => copy(text)}>
      {copied ? <Check className="text-good" /> : (icon ?? <Copy />)}
    </IconButton>
  );
}
