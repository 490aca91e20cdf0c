import type { Fresh } from '../fresh.ts';
import { mira } from '../invented.ts';
import type { DraftHeader, SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson, form } from '../serialise.ts';

const app = 'A0WBSAMPLE1';
const team = 'T0WBSAMPLE1';
const channel = 'C0WBSAMPLE1';
const user = 'U0WBSAMPLE1';

function headers(fresh: Fresh, contentType: string): DraftHeader[] {
  return [
    ['User-Agent', 'Slackbot 1.0 (+https://api.slack.com/robots)'],
    ['Accept-Encoding', 'gzip,deflate'],
    ['Accept', '*/*'],
    ['X-Slack-Signature', null],
    ['X-Slack-Request-Timestamp', String(fresh.seconds())],
    ['Content-Type', contentType],
  ];
}

const formType = 'application/x-www-form-urlencoded';

/** The time of a message, which is its ID within a channel. */
const timestamp = (fresh: Fresh, offset = 0) => `${fresh.seconds(offset)}.${fresh.digits(6)}`;

function event(type: string, title: string, members: (fresh: Fresh, ts: string) => object): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const id = `Ev0${fresh.base36(8)}`;
      const ts = timestamp(fresh);
      const body = {
        token: fresh.base62(24),
        team_id: team,
        context_team_id: team,
        context_enterprise_id: null,
        api_app_id: app,
        event: { ...members(fresh, ts), event_ts: ts },
        type: 'event_callback',
        event_id: id,
        event_time: fresh.seconds(),
        authorizations: [
          {
            enterprise_id: null,
            team_id: team,
            user_id: 'U0WBSAMPLE9',
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
        event_context: `4-${fresh.base62(80)}`,
      };
      return { headers: headers(fresh, 'application/json'), body: compactJson(body), deliveryId: id };
    },
  };
}

function interaction(type: string, title: string, members: (fresh: Fresh) => object): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const payload = {
        type,
        user: { id: user, username: mira.login, name: mira.login, team_id: team },
        api_app_id: app,
        token: fresh.base62(24),
        trigger_id: `${fresh.digits(13)}.${fresh.digits(12)}.${fresh.hex(32)}`,
        team: { id: team, domain: 'brightwater' },
        enterprise: null,
        is_enterprise_install: false,
        ...members(fresh),
      };
      return { headers: headers(fresh, formType), body: form([['payload', compactJson(payload)]]) };
    },
  };
}

export const slack: SampleProvider = {
  id: 'slack',
  source: 'https://docs.slack.dev/reference/events',
  events: [
    event('app_mention', 'App mentioned', (_, ts) => ({
      type: 'app_mention',
      user,
      text: '<@U0WBSAMPLE9> is the kiln free on Friday?',
      ts,
      channel,
    })),
    event('message', 'Message in a channel', (fresh, ts) => ({
      type: 'message',
      channel,
      user,
      text: 'The glaze order has arrived :tada:',
      ts,
      client_msg_id: fresh.uuid(),
      team,
      channel_type: 'channel',
    })),
    event('reaction_added', 'Reaction added', (fresh) => ({
      type: 'reaction_added',
      user,
      reaction: 'white_check_mark',
      item_user: 'U0WBSAMPLE2',
      item: { type: 'message', channel, ts: timestamp(fresh, -60_000) },
    })),
    event('team_join', 'Member joined', () => ({
      type: 'team_join',
      user: { id: user, team_id: team, name: mira.login, real_name: mira.name, is_bot: false },
    })),
    {
      id: 'slash_command',
      title: 'Slash command',
      event: '/kiln',
      make: (fresh) => ({
        headers: headers(fresh, formType),
        body: form([
          ['token', fresh.base62(24)],
          ['team_id', team],
          ['team_domain', 'brightwater'],
          ['channel_id', channel],
          ['channel_name', 'studio'],
          ['user_id', user],
          ['user_name', mira.login],
          ['command', '/kiln'],
          ['text', 'book friday'],
          ['api_app_id', app],
          ['is_enterprise_install', 'false'],
          [
            'response_url',
            `https://hooks.slack.com/commands/${team}/${fresh.digits(12)}/${fresh.base62(24)}`,
          ],
          ['trigger_id', `${fresh.digits(13)}.${fresh.digits(12)}.${fresh.hex(32)}`],
        ]),
      }),
    },
    interaction('block_actions', 'Button clicked', (fresh) => ({
      container: {
        type: 'message',
        message_ts: timestamp(fresh, -60_000),
        channel_id: channel,
        is_ephemeral: false,
      },
      channel: { id: channel, name: 'studio' },
      response_url: `https://hooks.slack.com/actions/${team}/${fresh.digits(12)}/${fresh.base62(24)}`,
      actions: [
        {
          action_id: 'approve',
          block_id: fresh.base62(5),
          text: { type: 'plain_text', text: 'Approve', emoji: true },
          value: `booking-${fresh.digits(4)}`,
          style: 'primary',
          type: 'button',
          action_ts: timestamp(fresh),
        },
      ],
    })),
    interaction('view_submission', 'Modal submitted', (fresh) => ({
      view: {
        id: `V0${fresh.base36(9)}`,
        team_id: team,
        type: 'modal',
        private_metadata: '',
        callback_id: 'book_kiln',
        state: { values: { day: { pick: { type: 'datepicker', selected_date: fresh.date(3) } } } },
        hash: `${fresh.seconds()}.${fresh.base62(8)}`,
        title: { type: 'plain_text', text: 'Book the kiln', emoji: true },
        app_id: app,
      },
      response_urls: [],
    })),
    {
      id: 'url_verification',
      title: 'URL verification',
      event: 'url_verification',
      make: (fresh) => ({
        headers: headers(fresh, 'application/json'),
        body: compactJson({ token: fresh.base62(24), challenge: fresh.base62(52), type: 'url_verification' }),
      }),
    },
  ],
};
