import type { Search } from './search.ts';
import { isSecretStep } from './secret-names.ts';
import type { Span } from './span.ts';
import { percentView } from './unescaped-text.ts';

/** Finds the secrets in the steps of a path (byte string) that begins at `base`: `/token/abc`. */
export function stepSecrets(path: string, base: number, search: Search): Span[] {
  const spans: Span[] = [];
  let at = base;
  let last = '';
  for (const step of path.split('/')) {
    const view = percentView(step, at);
    if (isSecretStep(last, view.text)) {
      search.found(view.text);
      spans.push({ start: at, end: at + step.length });
    }
    last = view.text;
    at += step.length + 1;
  }
  return spans;
}

/** Finds the secrets in the paths of a text: of URLs, and of what begins with a slash. */
export function stepSecretsIn(text: string, search: Search): Span[] {
  const spans: Span[] = [];
  if (!text.includes('/')) return spans;
  for (const { 0: run, index } of text.matchAll(/[^\s"'<>?#]+/g)) {
    if (!run.startsWith('/') && !run.includes('://')) continue;
    for (const span of stepSecrets(run, index, search)) spans.push(span);
  }
  return spans;
}
