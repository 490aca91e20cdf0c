import { adminHandler } from '../../admin.ts';
import { json, rejectMethods } from '../../handler.ts';
import { instanceJson } from '../../instance-json.ts';

/** The numbers of this process. */
export const GET = adminHandler(async (call) => json(await instanceJson(call)));

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
