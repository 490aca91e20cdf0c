'use client';

import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonLook } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { SwapInPlace } from './swap-in-place.tsx';
import { useCopyToClipboard } from './use-copy-to-clipboard.ts';
import { buttonName, copying } from './words.ts';

type Props = {
  /** The text, or a function that returns it. */
  text: string | (() => string | Promise<string>);
  /** What is copied, as it is announced: "Capture URL". */
  name: string;
  look?: ButtonLook;
  label?: string;
  icon?: ReactNode;
  className?: string;
  disabled?: boolean;
  /** Class names of the text, which may be hidden where there is only room for the icon. */
  textClasses?: string;
  /** A tooltip, from `tooltip()`. */
  tip?: Record<string, string | undefined>;
};

/** A button that copies a text and confirms it, without changing its width. */
export function CopyButton({
  text,
  name,
  look = 'outline',
  label = copying.copy,
  icon,
  className,
  disabled,
  textClasses,
  tip,
}: Props) {
  const { state, copy } = useCopyToClipboard(name);
  const copied = state === 'copied';
  return (
    <Button
      {...tip}
      look={look}
      className={className}
      disabled={disabled}
      onClick={() => copy(text)}
      aria-label={buttonName(label, name)}
    >
      <SwapInPlace
        swapped={copied}
        before={
          <>
            {icon ?? <Copy aria-hidden />} <span className={textClasses}>{label}</span>
          </>
        }
        after={
          <>
            <Check className="text-good" aria-hidden /> <span className={textClasses}>{copying.copied}</span>
          </>
        }
      />
    </Button>
  );
}

/** A copy button with only an icon, for the end of a line. */
export function CopyIconButton({
  text,
  name,
  icon,
  className,
}: Omit<Props, 'look' | 'label' | 'disabled' | 'textClasses' | 'tip'>) {
  const { state, copy } = useCopyToClipboard(name);
  const copied = state === 'copied';
  return (
    <IconButton
      label={copied ? copying.copied : copying.copyName(name)}
      className={className}
      onClick={() => copy(text)}
    >
      {copied ? <Check className="text-good" /> : (icon ?? <Copy />)}
    </IconButton>
  );
}
