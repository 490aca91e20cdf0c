import { administering } from '../../../admin.ts';
import { json, refusing } from '../../../answer.ts';
import { instanceJson } from '../../../instance-json.ts';

/** Takes no more captures, and tells load balancers so, until it is undone or the process ends. This process alone. */
export const POST = administering(async (call) => {
  call.gate.isDraining = true;
  call.note('draining: no more captures are taken', { sender: call.sender });
  return json(await instanceJson(call));
});

export const DELETE = administering(async (call) => {
  call.gate.isDraining = false;
  call.note('captures are taken again', { sender: call.sender });
  return json(await instanceJson(call));
});

export const { GET, PUT, PATCH } = refusing('POST', 'DELETE');
