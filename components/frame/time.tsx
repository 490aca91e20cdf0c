'use client';

import { useCallback } from 'react';
import { useTimeWords } from './clock.ts';
import {
  ageWords,
  agoWords,
  clockWords,
  datedClockWords,
  dayWords,
  leftWords,
  minuteWords,
  momentWords,
  untilWords,
} from './time-words.ts';

const styles = {
  age: (iso: string, now: number) => ageWords(now - Date.parse(iso)),
  ago: (iso: string, now: number) => agoWords(now - Date.parse(iso)),
  left: (iso: string, now: number) => leftWords(Date.parse(iso) - now),
  until: (iso: string, now: number) => untilWords(Date.parse(iso) - now),
  minute: (iso: string, now: number) => minuteWords(iso, now),
  clock: (iso: string) => clockWords(iso),
  second: (iso: string) => clockWords(iso).slice(0, '00:00:00'.length),
  datedClock: (iso: string, now: number) => datedClockWords(iso, now),
  moment: (iso: string) => momentWords(iso),
  day: (iso: string) => dayWords(iso),
};

/** Placeholders that reserve the space until the text is known. */
const placeholders = {
  age: '',
  ago: '',
  left: '',
  until: '',
  minute: '00:00',
  clock: '00:00:00.000',
  second: '00:00:00',
  datedClock: '00:00:00.000',
  moment: '',
  day: '',
};

type Props = { iso: string; style: keyof typeof styles; className?: string };

/** A time in the reader's time zone, in one of several styles; the ISO time on hover. */
export function Time({ iso, style, className }: Props) {
  const words = useTimeWords(useCallback((now) => styles[style](iso, now), [iso, style]));
  return (
    <time dateTime={iso} title={iso} className={className}>
      {words || <span className="invisible">{placeholders[style]}</span>}
    </time>
  );
}
