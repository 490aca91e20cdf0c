import { Users } from 'lucide-react';
import { presence } from './words.ts';

/** How many viewers the bin has, when it is more than one. */
export function Presence({ count }: { count: number }) {
  if (count < 2) return null;
  return (
    <span
      className="flex items-center gap-1 whitespace-nowrap pr-1 wide:pr-2 pl-1 text-quiet text-small tabular-nums"
      title={presence.help}
    >
      <Users className="size-3.5" aria-hidden />
      <span>
        {count} <span className="max-wide:sr-only">{presence.viewers}</span>
      </span>
    </span>
  );
}
