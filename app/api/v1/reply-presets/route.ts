import { replyPresets } from '#lib/reply/presets/index.ts';
import { apiHandler, json, rejectMethods } from '../../handler.ts';

/** What receivers answer that people stand in for: settings to write to a bin's reply, as they are or changed. */
export const GET = apiHandler(async () => json({ presets: replyPresets }));

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
