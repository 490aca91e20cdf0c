import { ArrowLeft } from 'lucide-react';
import { docsIndex } from '../words.ts';

/** Leads back to the overview of the documentation. */
export function DocsLink() {
  return (
    <a
      href="/docs"
      className="mb-3 -ml-1 inline-flex items-center gap-1 rounded-mark px-1 text-quiet hover:text-ink touch:h-9"
    >
      <ArrowLeft className="size-3.5" aria-hidden /> {docsIndex.title}
    </a>
  );
}
