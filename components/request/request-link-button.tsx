'use client';

import { Link2 } from 'lucide-react';
import { Button, type ButtonLook } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { SwapInPlace } from '#components/ui/swap-in-place.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { buttonName, copying } from '#components/ui/words.ts';
import { useRequestLink } from './request-link.ts';
import { requestLink as words } from './words.ts';

type Props = {
  /** The place in the request, when the button is pressed. */
  fragment: () => string;
  /** What the link leads to: "Link to this request". */
  name: string;
  look?: ButtonLook;
  /** Class names of the text, which may be hidden where there is only room for the icon. */
  textClasses?: string;
  shortcut?: string;
};

/** Copies the URL of a place in the shown request. Where there is no link to give away yet, it offers to create one. It always has the same name. */
export function RequestLinkButton({ fragment, name, look = 'outline', textClasses, shortcut }: Props) {
  const { urlOf, create } = useRequestLink();
  const icon = <Link2 aria-hidden />;
  if (urlOf) {
    return (
      <CopyButton
        look={look}
        label={words.copy}
        name={name}
        icon={icon}
        textClasses={textClasses}
        tip={tooltip(name, shortcut)}
        text={() => urlOf(fragment())}
      />
    );
  }
  return (
    <Button
      look={look}
      {...tooltip(words.create, shortcut)}
      aria-label={buttonName(words.copy, name)}
      aria-haspopup="dialog"
      onClick={() => create(fragment())}
    >
      {/* As wide as the button that copies, which has room for "Copied". */}
      <SwapInPlace
        swapped={false}
        before={
          <>
            {icon} <span className={textClasses}>{words.copy}</span>
          </>
        }
        after={
          <>
            {icon} <span className={textClasses}>{copying.copied}</span>
          </>
        }
      />
    </Button>
  );
}
