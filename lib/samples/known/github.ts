import type { Fresh } from '../fresh.ts';
import { githubExamples } from '../github/examples.ts';
import { freshen } from '../github/freshen.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

/** The parts of a payload that its headers repeat. */
type Payload = {
  readonly hook_id?: number;
  readonly repository?: { readonly id?: number };
  readonly organization?: { readonly id?: number };
};

/** What most webhooks are for: these come first. */
const mostUsed = ['push', 'pull_request.opened', 'issues.opened', 'release.published', 'ping'];

/** Every example of GitHub's events: `issues.opened`, `issues.opened-2` … */
function events(): SampleEvent[] {
  const count = new Map<string, number>();
  const all = Object.entries(githubExamples).flatMap(([event, actions]) =>
    actions.map((action, index) => {
      const name = action === null ? event : `${event}.${action}`;
      const number = (count.get(name) ?? 0) + 1;
      count.set(name, number);
      return sample(event, action, index, number);
    }),
  );
  const first = mostUsed.flatMap((id) => all.filter((event) => event.id === id));
  return [...first, ...all.filter((event) => !first.includes(event))];
}

function sample(event: string, action: string | null, index: number, number: number): SampleEvent {
  const name = action === null ? event : `${event}.${action}`;
  const words = name.replaceAll(/[._]/g, ' ');
  const title = words[0]!.toUpperCase() + words.slice(1);
  return {
    id: number === 1 ? name : `${name}-${number}`,
    title: number === 1 ? title : `${title} (${number})`,
    event: name,
    async make(fresh, read) {
      const payload = freshen(
        JSON.parse(await read(event, index)),
        fresh.milliseconds(),
        fresh.random,
      ) as Payload;
      const deliveryId = fresh.uuid();
      return {
        headers: [
          ['Accept', '*/*'],
          ['Content-Type', 'application/json'],
          ['User-Agent', `GitHub-Hookshot/${fresh.hex(7)}`],
          ['X-GitHub-Delivery', deliveryId],
          ['X-GitHub-Event', event],
          ['X-GitHub-Hook-ID', String(payload.hook_id ?? fresh.digits(9))],
          ...target(payload, fresh),
          ['X-Hub-Signature', null],
          ['X-Hub-Signature-256', null],
        ],
        body: compactJson(payload),
        deliveryId,
      };
    },
  };
}

/** Where the webhook is installed. */
function target({ repository, organization }: Payload, fresh: Fresh) {
  const [type, id] = repository
    ? ['repository', repository.id]
    : organization
      ? ['organization', organization.id]
      : ['integration', undefined];
  return [
    ['X-GitHub-Hook-Installation-Target-ID', String(id ?? fresh.digits(6))],
    ['X-GitHub-Hook-Installation-Target-Type', type],
  ] as const;
}

export const github: SampleProvider = {
  id: 'github',
  source: 'https://github.com/octokit/webhooks/tree/main/payload-examples/api.github.com',
  events: events(),
};
