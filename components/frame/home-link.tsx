import { LogoMark } from './logo.tsx';
import { logo } from './words.ts';

/** The logo of the inspector, which leads to the home page; on a phone without the name. */
export function HomeLink() {
  return (
    <a
      href="/"
      aria-label={logo.home}
      className="flex shrink-0 items-center gap-1.5 rounded-control text-accent max-wide:-ml-2 max-wide:w-9 max-wide:justify-center touch:h-9"
    >
      <LogoMark className="size-5" />
      <span className="hidden font-semibold text-name tracking-[-0.01em] wide:block">{logo.name}</span>
    </a>
  );
}
