import { adminHandler } from '../../../admin.ts';
import { json, rejectMethods } from '../../../handler.ts';
import { instanceJson } from '../../../instance-json.ts';

/** Stops accepting captures, and reports so to load balancers, until undone or until the process ends. Affects this process only. */
export const POST = adminHandler(async (call) => {
  call.gate.isDraining = true;
  call.subscriptions.drain();
  call.note('Draining started: no more requests are accepted.', { sender: call.sender });
  return json(await instanceJson(call));
});

export const DELETE = adminHandler(async (call) => {
  call.gate.isDraining = false;
  call.subscriptions.resume();
  call.note('Draining ended: requests are accepted again.', { sender: call.sender });
  return json(await instanceJson(call));
});

export const { GET, PUT, PATCH } = rejectMethods('POST', 'DELETE');
