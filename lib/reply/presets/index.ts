import { discord } from './discord.ts';
import { json } from './json.ts';
import { noContent } from './no-content.ts';
import { plain } from './plain.ts';
import type { ReplyPreset } from './preset.ts';
import { slack } from './slack.ts';
import { twiml } from './twiml.ts';

/** Every preset, in the order menus show them. */
export const replyPresets: readonly ReplyPreset[] = [plain, noContent, json, slack, discord, twiml];
