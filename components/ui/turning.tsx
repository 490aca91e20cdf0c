import { LoaderCircle } from 'lucide-react';

/** Work is under way, nobody knows for how long. */
export function Turning() {
  return <LoaderCircle className="size-4 animate-turn text-quiet" aria-hidden />;
}
