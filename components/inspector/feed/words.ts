export const pauseAnnouncements = { paused: 'List paused', resumed: 'List resumed' };
