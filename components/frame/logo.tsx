import { logo } from './words.ts';

/**
 * The mark: a wire that comes in at the top left, runs down into the bin and ends in a plug. Drawn on a 20-px grid,
 * one stroke, so that it stands beside text like an icon. `public/icon.svg` is the same drawing on a tile.
 */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      aria-hidden="true"
    >
      <path d="M2.5 4.5h2v9.25a2.75 2.75 0 0 0 5.5 0v-7.5a2.75 2.75 0 0 1 5.5 0V11" />
      <path d="M13 11h5v2.5a2.5 2.5 0 0 1-5 0z" />
      <path d="M15.5 16v1.75M2.5 2.75v3.5" />
    </svg>
  );
}

/** The logo with the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-1.5 font-semibold text-accent text-name tracking-[-0.01em]">
      <LogoMark className="size-5" />
      {logo.name}
    </span>
  );
}
