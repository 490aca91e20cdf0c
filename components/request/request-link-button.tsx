'use client';

import { Link2 } from 'lucide-react';
import { Button, type ButtonLook } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { buttonName } from '#components/ui/words.ts';
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
};

/** Copies the URL of a place in the shown request. Where there is no link yet, it says that one has to be created. */
export function RequestLinkButton({ fragment, name, look = 'outline', textClasses }: Props) {
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
        text={() => urlOf(fragment())}
      />
    );
  }
  return (
    <Button look={look} aria-label={buttonName(words.create, name)} onClick={() => create(fragment())}>
      {icon} <span className={textClasses}>{words.create}</span>
    </Button>
  );
}
