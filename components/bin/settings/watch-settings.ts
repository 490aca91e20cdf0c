import type { Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#lib/model/events.ts';

type Hearing = { onChange: () => void; onGone: () => void };

/** Listens for changes somebody else makes, until the returned function is called. The page works without, too. */
export function watchSettings(key: string, { onChange, onGone }: Hearing): () => void {
  let socket: Socket<ServerEvents, ClientEvents> | null = null;
  let isOver = false;
  void import('socket.io-client').then(
    ({ io }) => {
      if (isOver) return;
      socket = io({
        path: '/socket.io/',
        auth: { key },
        transports: ['websocket', 'polling'],
        forceNew: true,
      });
      // What changed before it was joined is heard of no other way.
      socket.on('joined', onChange);
      socket.on('settings', onChange);
      socket.on('rotated', onChange);
      socket.on('closed', onGone);
    },
    () => {},
  );
  return () => {
    isOver = true;
    socket?.removeAllListeners().disconnect();
  };
}
