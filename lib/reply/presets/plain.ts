import { plainAnswer } from '../plain.ts';
import type { ReplyPreset } from './preset.ts';

export const plain: ReplyPreset = {
  id: 'plain',
  title: '200 ok',
  about: 'What a bin answers when nothing is set: 200 and a short text, which suits every sender.',
  settings: { default: plainAnswer, rules: [] },
};
