import type { Fresh } from '../fresh.ts';
import { jonas, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

function sample(event: string, title: string, payload: (fresh: Fresh) => object): SampleEvent {
  return {
    id: event,
    title,
    event,
    make: (fresh) => ({
      headers: [
        ['User-Agent', 'Zoom Marketplace/1.0a'],
        ['Content-Type', 'application/json; charset=utf-8'],
        ['clientid', fresh.base62(22)],
        ['x-zm-request-timestamp', String(fresh.seconds())],
        ['x-zm-signature', null],
        ['x-zm-trackingid', `v=2.0;clid=us02;rid=WEB_${fresh.hex(32)}`],
      ],
      body: compactJson({ event, payload: payload(fresh), event_ts: fresh.milliseconds(-300) }),
    }),
  };
}

function meeting(fresh: Fresh, more: object = {}) {
  return {
    account_id: fresh.base62(22),
    object: {
      id: fresh.digits(11),
      uuid: `${fresh.base64(7).slice(0, 22)}==`,
      host_id: fresh.base62(22),
      topic: 'Glazing for beginners',
      type: 2,
      start_time: fresh.isoSeconds(-60_000),
      timezone: 'America/Los_Angeles',
      duration: 60,
      ...more,
    },
  };
}

function participant(fresh: Fresh, more: object) {
  return {
    participant: {
      user_id: fresh.digits(8),
      user_name: mira.name,
      email: mira.email,
      participant_user_id: fresh.base62(22),
      participant_uuid: fresh.hex(32).toUpperCase(),
      ...more,
    },
  };
}

export const zoom: SampleProvider = {
  id: 'zoom',
  source: 'https://developers.zoom.us/docs/api/meetings/events/',
  events: [
    sample('meeting.started', 'Meeting started', (fresh) => meeting(fresh)),
    sample('meeting.ended', 'Meeting ended', (fresh) => meeting(fresh, { end_time: fresh.isoSeconds() })),
    sample('meeting.participant_joined', 'Participant joined', (fresh) =>
      meeting(fresh, participant(fresh, { join_time: fresh.isoSeconds() })),
    ),
    sample('meeting.participant_left', 'Participant left', (fresh) =>
      meeting(
        fresh,
        participant(fresh, { leave_time: fresh.isoSeconds(), leave_reason: 'left the meeting.' }),
      ),
    ),
    sample('recording.completed', 'Recording completed', (fresh) =>
      meeting(fresh, {
        host_email: jonas.email,
        total_size: fresh.number(8),
        recording_count: 1,
        share_url: `https://zoom.us/rec/share/${fresh.base62(60)}`,
        recording_files: [
          {
            id: fresh.uuid(),
            meeting_id: `${fresh.base64(7).slice(0, 22)}==`,
            recording_start: fresh.isoSeconds(-3_600_000),
            recording_end: fresh.isoSeconds(-60_000),
            recording_type: 'shared_screen_with_speaker_view',
            file_type: 'MP4',
            file_size: fresh.number(8),
            file_extension: 'MP4',
            play_url: `https://zoom.us/rec/play/${fresh.base62(60)}`,
            download_url: `https://zoom.us/rec/download/${fresh.base62(60)}`,
            status: 'completed',
          },
        ],
      }),
    ),
    sample('endpoint.url_validation', 'URL validation', (fresh) => ({ plainToken: fresh.base62(22) })),
  ],
};
