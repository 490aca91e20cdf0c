import { administering } from '../../admin.ts';
import { json, refusing } from '../../answer.ts';
import { instanceJson } from '../../instance-json.ts';

/** The numbers of this process. */
export const GET = administering(async (call) => json(await instanceJson(call)));

export const { POST, PUT, PATCH, DELETE } = refusing('GET', 'HEAD');
