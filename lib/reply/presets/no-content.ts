import { answer } from './answers.ts';
import type { ReplyPreset } from './preset.ts';

export const noContent: ReplyPreset = {
  id: 'no-content',
  title: '204 No Content',
  about: 'Success without a body.',
  settings: { default: answer({ status: 204 }), rules: [] },
};
