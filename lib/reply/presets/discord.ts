import { answer, rule } from './answers.ts';
import type { ReplyPreset } from './preset.ts';

const jsonType = [['Content-Type', 'application/json']] as const;

/** https://docs.discord.com/developers/resources/webhook#webhook-object */
const webhook = `{
  "id": "1300000000000000001",
  "type": 1,
  "guild_id": "1300000000000000002",
  "channel_id": "1300000000000000003",
  "name": "Wirebin",
  "avatar": null,
  "token": "stand-in",
  "application_id": null
}
`;

/** https://docs.discord.com/developers/resources/message#message-object, as far as clients read it. */
const message = `{
  "id": "140000000000{{ seq | plus: 1000000 }}",
  "type": 0,
  "content": {{ json.content | default: "" | json }},
  "channel_id": "1300000000000000003",
  "author": { "bot": true, "id": "1300000000000000001", "username": {{ json.username | default: "Wirebin" | json }}, "avatar": null, "discriminator": "0000", "global_name": null },
  "attachments": [],
  "embeds": {% if json.embeds %}{{ json.embeds | json }}{% else %}[]{% endif %},
  "mentions": [],
  "mention_roles": [],
  "pinned": false,
  "mention_everyone": false,
  "tts": false,
  "timestamp": "{{ now }}",
  "edited_timestamp": null,
  "flags": 0,
  "components": [],
  "webhook_id": "1300000000000000001"
}
`;

const asked = answer({ headers: jsonType, text: message, template: true });
const ok = answer({ headers: [['Content-Type', 'text/html; charset=utf-8']], text: 'ok' });

/**
 * A webhook URL of Discord (https://docs.discord.com/developers/resources/webhook#execute-webhook): 204, or the message with
 * `?wait=true`. The `/slack` and `/github` URLs respond with `ok` unless `wait=false`. Errors as in
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.
 */
export const discord: ReplyPreset = {
  id: 'discord',
  title: 'Discord webhook',
  about:
    'Responds like discord.com/api/webhooks/…: 204, or the message with ?wait=true. Webhooks and messages can be read, edited and deleted.',
  settings: {
    default: answer({ status: 204 }),
    rules: [
      rule(
        'discord-webhook',
        'Get or modify the webhook',
        'method:GET,PATCH -path:/messages/',
        answer({ headers: jsonType, text: webhook }),
      ),
      rule('discord-message', 'Get or edit a message', 'method:GET,PATCH path:/messages/', asked),
      rule(
        'discord-slack-github',
        'Slack-compatible and GitHub-compatible webhooks',
        'method:POST path:/\\/(slack|github)$|\\/(slack|github)\\?/ -query:wait=false',
        ok,
      ),
      rule(
        'discord-empty',
        'Empty message',
        'method:POST json:$ -path:/\\/(slack|github)([?]|$)/ -json:$.content=/[^\\s]/ -json:$.embeds[0] -json:$.components[0] -json:$.poll -json:$.attachments[0]',
        answer({
          status: 400,
          headers: jsonType,
          text: '{"message": "Cannot send an empty message", "code": 50006}',
        }),
      ),
      rule('discord-wait', 'Message with ?wait=true', 'method:POST query:wait=true', asked),
    ],
  },
};
