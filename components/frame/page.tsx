import type { ReactNode } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Logo } from './logo.tsx';
import { PageMenu } from './page-menu.tsx';

type Props = {
  children: ReactNode;
  footer?: ReactNode;
  /** Room for something beside the column. */
  isWide?: boolean;
};

/** The layout of every page except the inspector: one column of up to 720 px. */
export function Page({ children, footer, isWide = false }: Props) {
  const width = isWide ? 'max-w-180 min-[75rem]:max-w-292' : 'max-w-180';
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-line border-b">
        {/* The logo stands where the inspector has it. */}
        <div className="flex h-12 items-center justify-between px-3.5">
          <a href="/" className="flex items-center rounded-control touch:h-9">
            <Logo />
          </a>
          <PageMenu />
        </div>
      </header>
      <main className={classNames('mx-auto w-full flex-1 px-4 py-10', width)}>{children}</main>
      {footer && (
        <footer className="mx-auto w-full max-w-180 px-4 pb-5 text-quiet text-small empty:hidden">
          {footer}
        </footer>
      )}
    </div>
  );
}

/** The heading of a page, with a sentence below. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
      {children && <p className="mt-1.5 max-w-140 text-quiet">{children}</p>}
    </>
  );
}
