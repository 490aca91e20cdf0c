import type { Fresh } from '../fresh.ts';
import { mira } from '../invented.ts';
import type { DraftHeader, SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

function headers(fresh: Fresh, agent: string): DraftHeader[] {
  return [
    ['Content-Type', 'application/json'],
    ['User-Agent', agent],
    ['X-Signature-Ed25519', null],
    ['X-Signature-Timestamp', String(fresh.seconds())],
  ];
}

/** An ID of Discord's, whose first bits are the time since 2015 in milliseconds. */
function snowflake(fresh: Fresh): string {
  return String((BigInt(fresh.milliseconds() - 1_420_070_400_000) << 22n) + BigInt(fresh.number(6)));
}

function user(fresh: Fresh) {
  return {
    id: snowflake(fresh),
    username: mira.login.replace('-', '.'),
    global_name: mira.name,
    discriminator: '0',
    avatar: null,
    public_flags: 0,
  };
}

function interaction(
  id: string,
  title: string,
  type: number,
  members: (fresh: Fresh) => object,
): SampleEvent {
  return {
    id: id.toLowerCase(),
    title,
    event: id,
    make(fresh) {
      const interactionId = snowflake(fresh);
      const body = {
        app_permissions: '2248473465835073',
        application_id: snowflake(fresh),
        entitlements: [],
        id: interactionId,
        token: fresh.base62(160),
        type,
        version: 1,
        ...members(fresh),
      };
      return {
        headers: headers(fresh, 'Discord-Interactions/1.0 (+https://discord.com)'),
        body: compactJson(body),
        deliveryId: interactionId,
      };
    },
  };
}

/** The place that an interaction comes from. */
function context(fresh: Fresh) {
  const channel = snowflake(fresh);
  return {
    channel: { id: channel, name: 'studio', type: 0 },
    channel_id: channel,
    guild_id: snowflake(fresh),
    guild_locale: 'en-US',
    locale: 'en-US',
    member: {
      user: user(fresh),
      roles: [],
      nick: null,
      joined_at: fresh.iso(-8e10),
      permissions: '2248473465835073',
    },
  };
}

function webhookEvent(type: string, title: string, data: (fresh: Fresh) => object): SampleEvent {
  return {
    id: type.toLowerCase(),
    title,
    event: type,
    make: (fresh) => ({
      headers: headers(fresh, 'Discord-Webhook/1.0 (+https://discord.com)'),
      body: compactJson({
        version: 1,
        application_id: snowflake(fresh),
        type: 1,
        event: { type, timestamp: fresh.iso(), data: data(fresh) },
      }),
    }),
  };
}

export const discord: SampleProvider = {
  id: 'discord',
  source: 'https://docs.discord.com/developers/interactions/receiving-and-responding',
  events: [
    interaction('PING', 'Interactions URL check', 1, (fresh) => ({ user: user(fresh) })),
    interaction('APPLICATION_COMMAND', 'Slash command', 2, (fresh) => ({
      ...context(fresh),
      data: {
        id: snowflake(fresh),
        name: 'kiln',
        type: 1,
        options: [{ name: 'day', type: 3, value: 'friday' }],
      },
    })),
    interaction('MESSAGE_COMPONENT', 'Button clicked', 3, (fresh) => ({
      ...context(fresh),
      data: { component_type: 2, custom_id: 'approve', id: 2 },
      message: {
        id: snowflake(fresh),
        type: 0,
        content: 'Book the kiln on Friday?',
        timestamp: fresh.iso(-60_000),
      },
    })),
    interaction('MODAL_SUBMIT', 'Modal submitted', 5, (fresh) => ({
      ...context(fresh),
      data: {
        custom_id: 'book_kiln',
        components: [
          { type: 1, components: [{ type: 4, custom_id: 'note', value: 'Cone 6, slow cooling' }] },
        ],
      },
    })),
    {
      id: 'webhook-ping',
      title: 'Webhook events URL check',
      event: 'PING',
      make: (fresh) => ({
        headers: headers(fresh, 'Discord-Webhook/1.0 (+https://discord.com)'),
        body: compactJson({ version: 1, application_id: snowflake(fresh), type: 0 }),
      }),
    },
    webhookEvent('APPLICATION_AUTHORIZED', 'App authorized', (fresh) => ({
      integration_type: 1,
      scopes: ['applications.commands'],
      user: user(fresh),
    })),
    webhookEvent('ENTITLEMENT_CREATE', 'Entitlement created', (fresh) => ({
      id: snowflake(fresh),
      sku_id: snowflake(fresh),
      application_id: snowflake(fresh),
      user_id: snowflake(fresh),
      type: 8,
      deleted: false,
      consumed: false,
    })),
  ],
};
