import { Users } from 'lucide-react';

/** How many people look at this bin, when it is more than one. */
export function Presence({ count }: { count: number }) {
  if (count < 2) return null;
  return (
    <span
      className="flex items-center gap-1.5 whitespace-nowrap px-1 text-quiet text-small tabular-nums"
      title="Inspectors open on this bin, yours among them"
    >
      <Users className="size-3.5" aria-hidden />
      {count} here
    </span>
  );
}
