import { replyPresets } from '#lib/reply/presets/index.ts';
import { answering, json, refusing } from '../../answer.ts';

/** What receivers answer that people stand in for: settings to write to a bin's reply, as they are or changed. */
export const GET = answering(async () => json({ presets: replyPresets }));

export const { POST, PUT, PATCH, DELETE } = refusing('GET', 'HEAD');
