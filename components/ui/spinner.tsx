import { LoaderCircle } from 'lucide-react';

/** Shows that something is loading, for an unknown time. */
export function Spinner() {
  return <LoaderCircle className="size-4 animate-turn text-quiet" aria-hidden />;
}
