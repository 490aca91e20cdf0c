import type { Fresh } from '../fresh.ts';
import { jonas, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

const host = 'https://gitlab.brightwater.example';
const path = 'studio/kiln-control';

function sample(id: string, title: string, event: string, payload: (fresh: Fresh) => object): SampleEvent {
  return {
    id,
    title,
    event,
    make(fresh) {
      const deliveryId = fresh.uuid();
      return {
        headers: [
          ['Content-Type', 'application/json'],
          ['User-Agent', 'GitLab/18.6.1-ee'],
          ['Idempotency-Key', deliveryId],
          ['X-Gitlab-Event', event],
          ['X-Gitlab-Webhook-UUID', fresh.uuid()],
          ['X-Gitlab-Instance', host],
          ['X-Gitlab-Event-UUID', fresh.uuid()],
          ['Accept-Encoding', 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3'],
          ['Accept', '*/*'],
        ],
        body: compactJson(payload(fresh)),
        deliveryId,
      };
    },
  };
}

function project(fresh: Fresh) {
  return {
    id: fresh.number(4),
    name: 'Kiln control',
    description: 'Schedules and logs of the kilns',
    web_url: `${host}/${path}`,
    avatar_url: null,
    git_ssh_url: `git@gitlab.brightwater.example:${path}.git`,
    git_http_url: `${host}/${path}.git`,
    namespace: 'Studio',
    visibility_level: 0,
    path_with_namespace: path,
    default_branch: 'main',
    ci_config_path: null,
  };
}

function user(fresh: Fresh) {
  return {
    id: fresh.number(3),
    name: mira.name,
    username: mira.login,
    avatar_url: null,
    email: '[REDACTED]',
  };
}

function commit(fresh: Fresh, message: string) {
  const id = fresh.hex(40);
  return {
    id,
    message: `${message}\n`,
    title: message,
    timestamp: fresh.isoSeconds(-120_000, '+00:00'),
    url: `${host}/${path}/-/commit/${id}`,
    author: { name: mira.name, email: '[REDACTED]' },
    added: [],
    modified: ['schedules/cone-6.yaml'],
    removed: [],
  };
}

const none = '0'.repeat(40);

function push(fresh: Fresh, kind: 'push' | 'tag_push') {
  const last = commit(fresh, 'Slow down cooling below 600 °C');
  const isTag = kind === 'tag_push';
  const before = isTag ? none : fresh.hex(40);
  return {
    object_kind: kind,
    event_name: kind,
    before,
    after: last.id,
    ref: isTag ? 'refs/tags/v1.4.0' : 'refs/heads/main',
    ref_protected: true,
    checkout_sha: last.id,
    message: isTag ? 'Schedules for the autumn' : null,
    user_id: fresh.number(3),
    user_name: mira.name,
    user_username: mira.login,
    user_email: '',
    user_avatar: null,
    project_id: fresh.number(4),
    project: project(fresh),
    commits: isTag ? [] : [last],
    total_commits_count: isTag ? 0 : 1,
    push_options: {},
    repository: {
      name: 'Kiln control',
      url: `git@gitlab.brightwater.example:${path}.git`,
      homepage: `${host}/${path}`,
    },
  };
}

function issue(fresh: Fresh) {
  const iid = fresh.number(2);
  return {
    id: fresh.number(6),
    iid,
    title: 'Kiln 2 reports the wrong cone',
    description: 'It says cone 5 where the witness cone says 6.',
    state: 'opened',
    action: 'open',
    author_id: fresh.number(3),
    project_id: fresh.number(4),
    labels: [{ id: fresh.number(4), title: 'bug', color: '#d9534f' }],
    created_at: fresh.iso(-1000),
    updated_at: fresh.iso(-1000),
    url: `${host}/${path}/-/issues/${iid}`,
  };
}

export const gitlab: SampleProvider = {
  id: 'gitlab',
  source: 'https://docs.gitlab.com/user/project/integrations/webhook_events/',
  events: [
    sample('push', 'Push', 'Push Hook', (fresh) => push(fresh, 'push')),
    sample('tag_push', 'Tag pushed', 'Tag Push Hook', (fresh) => push(fresh, 'tag_push')),
    sample('issue', 'Issue opened', 'Issue Hook', (fresh) => ({
      object_kind: 'issue',
      event_type: 'issue',
      user: user(fresh),
      project: project(fresh),
      object_attributes: issue(fresh),
      labels: [],
      changes: {},
      assignees: [user(fresh)],
    })),
    sample('note', 'Comment on an issue', 'Note Hook', (fresh) => ({
      object_kind: 'note',
      event_type: 'note',
      user: user(fresh),
      project_id: fresh.number(4),
      project: project(fresh),
      object_attributes: {
        id: fresh.number(7),
        note: 'The thermocouple was loose, it is fixed now.',
        noteable_type: 'Issue',
        noteable_id: fresh.number(6),
        author_id: fresh.number(3),
        action: 'create',
        created_at: fresh.iso(-1000),
        updated_at: fresh.iso(-1000),
        url: `${host}/${path}/-/issues/17#note_${fresh.digits(7)}`,
      },
      issue: issue(fresh),
    })),
    sample('merge_request', 'Merge request opened', 'Merge Request Hook', (fresh) => {
      const iid = fresh.number(2);
      return {
        object_kind: 'merge_request',
        event_type: 'merge_request',
        user: user(fresh),
        project: project(fresh),
        object_attributes: {
          id: fresh.number(6),
          iid,
          title: 'Log the temperature each minute',
          description: '',
          state: 'opened',
          action: 'open',
          draft: false,
          source_branch: 'log-temperature',
          target_branch: 'main',
          source_project_id: fresh.number(4),
          target_project_id: fresh.number(4),
          merge_status: 'checking',
          detailed_merge_status: 'checking',
          last_commit: commit(fresh, 'Log the temperature each minute'),
          created_at: fresh.iso(-1000),
          updated_at: fresh.iso(-1000),
          url: `${host}/${path}/-/merge_requests/${iid}`,
        },
        labels: [],
        changes: {},
        reviewers: [{ id: fresh.number(3), name: jonas.name, username: jonas.login, avatar_url: null }],
      };
    }),
    sample('pipeline', 'Pipeline failed', 'Pipeline Hook', (fresh) => {
      const id = fresh.number(6);
      return {
        object_kind: 'pipeline',
        object_attributes: {
          id,
          iid: fresh.number(3),
          name: null,
          ref: 'main',
          tag: false,
          sha: fresh.hex(40),
          source: 'push',
          status: 'failed',
          detailed_status: 'failed',
          stages: ['test', 'deploy'],
          created_at: fresh.dateTime(-90_000).concat(' UTC'),
          finished_at: fresh.dateTime(-1000).concat(' UTC'),
          duration: 84,
          variables: [],
          url: `${host}/${path}/-/pipelines/${id}`,
        },
        user: user(fresh),
        project: project(fresh),
        commit: commit(fresh, 'Slow down cooling below 600 °C'),
        builds: [
          {
            id: fresh.number(7),
            stage: 'test',
            name: 'unit',
            status: 'failed',
            failure_reason: 'script_failure',
            allow_failure: false,
            when: 'on_success',
            manual: false,
          },
        ],
      };
    }),
    sample('release', 'Release created', 'Release Hook', (fresh) => ({
      id: fresh.number(5),
      created_at: fresh.dateTime(-2000).concat(' UTC'),
      description: 'Schedules for the autumn',
      name: 'v1.4.0',
      released_at: fresh.dateTime(-2000).concat(' UTC'),
      tag: 'v1.4.0',
      object_kind: 'release',
      project: project(fresh),
      url: `${host}/${path}/-/releases/v1.4.0`,
      action: 'create',
      assets: { count: 0, links: [], sources: [] },
      commit: commit(fresh, 'Release 1.4.0'),
    })),
  ],
};
