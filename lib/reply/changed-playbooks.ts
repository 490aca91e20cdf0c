import type { Answer, Playbook, ReplySettings } from '#lib/model/reply-settings.ts';

/** The ids of the playbooks that were changed or removed, whose counts have to start again. */
export function changedPlaybooks(before: ReplySettings | null, after: ReplySettings | null): string[] {
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
