import type { Answer, Playbook, ReplySettings } from '../model/reply-settings.ts';

/** What playbooks that play something else than before count under, or that are gone. */
export function changedPlays(before: ReplySettings | null, after: ReplySettings | null): string[] {
  const now = playsOf(after);
  return [...playsOf(before)].filter(([id, played]) => now.get(id) !== played).map(([id]) => id);
}

function playsOf(settings: ReplySettings | null): Map<string, string> {
  if (!settings) return new Map();
  const all: [string, Answer | Playbook][] = [
    ['default', settings.default],
    ...settings.rules.map(({ id, answer }): [string, Answer | Playbook] => [id, answer]),
  ];
  return new Map(
    all.filter(([, answer]) => 'play' in answer).map(([id, answer]) => [id, JSON.stringify(answer)]),
  );
}
