'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import type { MenuEntry, MenuProps } from './menu-entry.ts';
import { renderByIndex } from './render-by-index.tsx';
import { surfaceClasses } from './surface.ts';

/** The menu itself, rendered once it is first opened: it is open from the start. */
export default function MenuPopup({ trigger, align = 'start', entries }: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={8} className="z-30 outline-none">
          <Base.Popup
            className={surfaceClasses('max-h-(--available-height) min-w-52 scrolls p-1 outline-none')}
          >
            {renderByIndex(entries, (entry) => (
              <Entry entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const line =
  'flex min-h-7 cursor-default select-none items-center gap-2.5 rounded-[5px] px-2 py-1 outline-none touch:min-h-9 data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0';
const quietIcon = '[&>svg]:text-quiet';

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.is) {
    case 'action':
      return (
        <Base.Item className={classNames(line, entry.danger ? 'text-bad' : quietIcon)} onClick={entry.act}>
          {entry.icon}
          <span className="min-w-0 flex-1">{entry.title}</span>
          {entry.shortcut && <Kbd>{entry.shortcut}</Kbd>}
        </Base.Item>
      );
    case 'link':
      return (
        <Base.LinkItem href={entry.href} className={classNames(line, quietIcon)} closeOnClick>
          {entry.icon}
          <span className="min-w-0 max-w-64 flex-1 truncate">{entry.title}</span>
          {entry.note && <span className="shrink-0 text-quiet text-small">{entry.note}</span>}
        </Base.LinkItem>
      );
    case 'choice':
      return <Choice entry={entry} />;
    case 'check':
      return (
        <Base.CheckboxItem
          className={classNames(line, quietIcon)}
          checked={entry.checked}
          onCheckedChange={entry.toggle}
          closeOnClick={false}
        >
          <span className="flex-1">{entry.title}</span>
          <Base.CheckboxItemIndicator className="text-accent">
            <Check aria-hidden />
          </Base.CheckboxItemIndicator>
        </Base.CheckboxItem>
      );
    case 'label':
      return <Label>{entry.title}</Label>;
    case 'line':
      return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
  }
}

function Choice({ entry }: { entry: Extract<MenuEntry, { is: 'choice' }> }) {
  return (
    <Base.RadioGroup value={entry.value} onValueChange={entry.choose} aria-label={entry.title}>
      <Label>{entry.title}</Label>
      {entry.choices.map((choice) => (
        <Base.RadioItem key={choice.value} value={choice.value} className={classNames(line, quietIcon)}>
          {choice.icon}
          <span className="flex-1">{choice.title}</span>
          <Base.RadioItemIndicator className="text-accent">
            <Check aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

function Label({ children }: { children: string }) {
  return <div className="px-2 pt-2 pb-1 text-quiet text-small">{children}</div>;
}
