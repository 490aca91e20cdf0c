import type { Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#lib/model/events.ts';

type Listeners = {
  /** Called once, when the connection is established. Changes made before are not announced. */
  onConnected: () => void;
  /** The event came, or may have been missed while the connection was lost. */
  onChange: () => void;
  onGone: () => void;
};

/** Listens for an event of a bin until the returned function is called. The page works without it, too. */
export function watchBin(
  key: string,
  event: 'settings' | 'forwards',
  { onConnected, onChange, onGone }: Listeners,
): () => void {
  let socket: Socket<ServerEvents, ClientEvents> | null = null;
  let wasConnected = false;
  let isClosed = false;
  void import('socket.io-client').then(
    ({ io }) => {
      if (isClosed) return;
      socket = io({
        path: '/socket.io/',
        auth: { key },
        transports: ['websocket', 'polling'],
        forceNew: true,
      });
      socket.on('joined', () => {
        if (wasConnected) onChange();
        else onConnected();
        wasConnected = true;
      });
      socket.on(event, onChange);
      socket.on('closed', onGone);
    },
    () => {},
  );
  return () => {
    isClosed = true;
    socket?.removeAllListeners().disconnect();
  };
}
