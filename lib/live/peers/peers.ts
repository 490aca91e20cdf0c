import { setImmediate as nextTurn } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import type { GeneralMessage, LiveMessage } from './live-message.ts';
import type { PeerChannel, PeerListeners } from './peer-channel.ts';
import {
  type BinPresence,
  emptyPresence,
  type HeldElsewhere,
  type Presence,
  type PresenceChange,
  presenceChange,
  wholePresence,
  withPresence,
} from './presence.ts';
import type { Answer, Question } from './questions.ts';

/** The other processes on the same database: what they are told, and what is known of them. */
export type Peers = {
  /** Tells the other processes something that concerns all of them. */
  tell(message: GeneralMessage): void;
  /** Tells the other processes something about a bin, those that have pages or programs of it. */
  tellOf(message: LiveMessage & { readonly binId: number }): void;
  /** Whether another process has pages or programs of a bin. Cheap. */
  isWatched(binId: number): boolean;
  /** How many pages of a bin, and of a link, the other processes have. */
  pagesOf(binId: number): number;
  pagesOfLink(linkId: number): number;
  /** The requests of a bin that other processes hold, by seq. */
  heldOf(binId: number): ReadonlyMap<number, HeldElsewhere>;

  /** How many pages and programs of a bin, how many pages of a link this process has. */
  setBin(binId: number, presence: Partial<BinPresence>): void;
  setLink(linkId: number, pages: number): void;
  /** A request that this process holds; null when it does not any more. */
  setHeld(binId: number, seq: number, held: { since: number; deadline: number } | null): void;
  /**
   * Resolves when the other processes know what this one has, and so tell it what happens from now on; after a moment also when one does
   * not answer.
   */
  known(): Promise<void>;
  /** Asks a process. Null when it does not answer in time, or is gone. */
  ask(peer: string, question: Question): Promise<Answer | null>;

  /** Whether there are messages between processes. False while Redis is away. */
  isConnected(): boolean;
  /** Whether there may be other processes. */
  readonly mayExist: boolean;
  listen(listeners: Partial<Listeners>): void;
  close(): Promise<void>;
};

export type Listeners = {
  /** Another process has told something. */
  told: (message: LiveMessage) => void;
  /** Something may have been missed. */
  missed: () => void;
  /** The number of pages that others have of a bin has changed. */
  presence: (binId: number) => void;
  /** Another process asks. */
  asked: (question: Question) => Promise<Answer>;
};

type Packet =
  /** A process that has begun, or has missed something: it wants to know what others have. */
  | { readonly is: 'hello'; readonly has: PresenceChange }
  | { readonly is: 'whole'; readonly has: PresenceChange }
  | { readonly is: 'has'; readonly has: PresenceChange }
  | { readonly is: 'told'; readonly message: LiveMessage }
  | { readonly is: 'asked'; readonly id: string; readonly to: string | null; readonly question: Question }
  | { readonly is: 'answered'; readonly id: string; readonly to: string; readonly answer: Answer }
  | { readonly is: 'bye' };

type Peer = { presence: Presence; heardAt: number };

/** After this time without a sign a process counts as gone, milliseconds. It gives one every second. */
const longestSilence = 5000;
const lookEvery = 1000;
/** How long it may take until the others know what a process has, and until one has answered, milliseconds. */
const knownWithin = 500;
const answeredWithin = 5000;

/** What opens a channel: `openPeerChannel`, with its place. */
export type OpenChannel = (listeners: PeerListeners) => Promise<PeerChannel>;

export async function openPeers(open: OpenChannel): Promise<Peers> {
  const peers = new Map<string, Peer>();
  const own = emptyPresence();
  /** What has changed of it since it was last sent. */
  let unsent: PresenceChange | null = null;
  let knowing: Promise<void> | null = null;
  const asking = new Map<string, { waitsFor: Set<string>; answered: (answer: Answer | null) => void }>();
  const listeners: { [Name in keyof Listeners]: Listeners[Name][] } = {
    told: [],
    missed: [],
    presence: [],
    asked: [],
  };
  /** Known once it is open, or once that has taken too long. What comes before is told again after `hello`. */
  let opened: PeerChannel | null = null;
  const channel = await open({ received, missed, changed });
  opened = channel;
  send({ is: 'hello', has: wholePresence(own) });
  let lastLook = performance.now();
  const timer = setInterval(removeSilent, lookEvery);
  timer.unref();

  function send(packet: Packet): void {
    opened?.send(packet);
  }

  function changed(isOpen: boolean): void {
    if (isOpen) send({ is: 'hello', has: wholePresence(own) });
    else {
      for (const id of [...peers.keys()]) remove(id);
      for (const { answered } of [...asking.values()]) answered(null);
    }
  }

  function missed(from: string | null): void {
    if (from !== null) send({ is: 'hello', has: wholePresence(own) });
    for (const listener of listeners.missed) listener();
  }

  function received(from: string, message: unknown): void {
    if (opened === null) return;
    const packet = message as Packet | null;
    const known = peers.get(from);
    if (known) known.heardAt = performance.now();
    if (packet?.is === 'bye') return void remove(from);
    if (!known) {
      peers.set(from, { presence: emptyPresence(), heardAt: performance.now() });
      // It counted as gone, and may have told something meanwhile.
      if (packet?.is !== 'hello' && packet?.is !== 'whole') missed(from);
    }
    if (packet === null) return;
    switch (packet.is) {
      case 'hello':
        take(from, packet.has, true);
        return void send({ is: 'whole', has: wholePresence(own) });
      case 'whole':
        return void take(from, packet.has, true);
      case 'has':
        return void take(from, packet.has, false);
      case 'told':
        for (const listener of listeners.told) listener(packet.message);
        return;
      case 'asked':
        if (packet.to !== null && packet.to !== opened.self) return;
        return void answer(packet.question).then((answer) =>
          send({ is: 'answered', id: packet.id, to: from, answer }),
        );
      case 'answered':
        if (packet.to === opened.self) noteAnswer(packet.id, from, packet.answer);
    }
  }

  async function answer(question: Question): Promise<Answer> {
    if (question.about === 'known') return { isDone: true };
    for (const listener of listeners.asked) {
      const answer = await listener(question).catch(() => null);
      if (answer) return answer;
    }
    return { isDone: false };
  }

  function noteAnswer(id: string, from: string, answer: Answer | null): void {
    const asked = asking.get(id);
    if (!asked?.waitsFor.delete(from)) return;
    if (asked.waitsFor.size === 0) asked.answered(answer);
  }

  /** What another process has. */
  function take(id: string, change: PresenceChange, isWhole: boolean): void {
    const peer = peers.get(id)!;
    const before = peer.presence;
    peer.presence = withPresence(isWhole ? emptyPresence() : before, change);
    const bins = new Set(change.bins.map(([binId]) => binId));
    if (isWhole) for (const binId of before.bins.keys()) bins.add(binId);
    notePresence(bins);
  }

  function remove(id: string): void {
    const peer = peers.get(id);
    if (!peer) return;
    peers.delete(id);
    for (const asked of asking.keys()) noteAnswer(asked, id, null);
    notePresence(peer.presence.bins.keys());
  }

  function notePresence(bins: Iterable<number>): void {
    for (const binId of bins) for (const listener of listeners.presence) listener(binId);
  }

  function removeSilent(): void {
    const now = performance.now();
    // After a pause of this process, what they sent meanwhile is read first.
    const wasPaused = now - lastLook > 2 * lookEvery;
    lastLook = now;
    if (wasPaused) return;
    for (const [id, { heardAt }] of peers) if (now - heardAt > longestSilence) remove(id);
  }

  function ask(to: string | null, question: Question, within: number): Promise<Answer | null> {
    const waitsFor = new Set(to === null ? peers.keys() : peers.has(to) ? [to] : []);
    if (waitsFor.size === 0 || !channel.isOpen()) return Promise.resolve(null);
    sendChanges();
    const id = nanoid();
    return new Promise((resolve) => {
      const timer = setTimeout(() => answered(null), within);
      function answered(answer: Answer | null): void {
        clearTimeout(timer);
        asking.delete(id);
        resolve(answer);
      }
      asking.set(id, { waitsFor, answered });
      send({ is: 'asked', id, to, question });
    });
  }

  /** Those that happen in one turn of the event loop are sent together. */
  function noteChange(change: (unsent: PresenceChange) => void): void {
    if (unsent === null) {
      unsent = presenceChange();
      setImmediate(sendChanges);
    }
    change(unsent);
  }

  function sendChanges(): void {
    if (unsent === null) return;
    const has = unsent;
    unsent = null;
    send({ is: 'has', has });
  }

  const sumOf = (pagesOf: (presence: Presence) => number) => {
    let sum = 0;
    for (const { presence } of peers.values()) sum += pagesOf(presence);
    return sum;
  };

  return {
    mayExist: true,
    isConnected: () => channel.isOpen(),
    tell: (message) => send({ is: 'told', message }),
    tellOf(message) {
      if (isWatched(message.binId)) send({ is: 'told', message });
    },
    isWatched,
    pagesOf: (binId) => sumOf(({ bins }) => bins.get(binId)?.pages ?? 0),
    pagesOfLink: (linkId) => sumOf(({ links }) => links.get(linkId) ?? 0),
    heldOf(binId) {
      const found = new Map<number, HeldElsewhere>();
      for (const [peer, { presence }] of peers)
        for (const [seq, times] of presence.held.get(binId) ?? []) found.set(seq, { ...times, peer });
      return found;
    },

    setBin(binId, presence) {
      const now = { pages: 0, programs: 0, ...own.bins.get(binId), ...presence };
      if (now.pages + now.programs === 0) own.bins.delete(binId);
      else own.bins.set(binId, now);
      noteChange(({ bins }) => bins.push([binId, now.pages, now.programs]));
    },
    setLink(linkId, pages) {
      if (pages === 0) own.links.delete(linkId);
      else own.links.set(linkId, pages);
      noteChange(({ links }) => links.push([linkId, pages]));
    },
    setHeld(binId, seq, held) {
      const one: PresenceChange['held'][number] = [binId, seq, held && [held.since, held.deadline]];
      withPresence(own, { ...presenceChange(), held: [one] });
      noteChange((unsent) => unsent.held.push(one));
    },
    known() {
      // Those of one turn of the event loop share a question: many pages may join together.
      knowing ??= nextTurn().then(async () => {
        knowing = null;
        await ask(null, { about: 'known' }, knownWithin);
      });
      return knowing;
    },
    ask: (peer, question) => ask(peer, question, answeredWithin),

    listen(added) {
      for (const name of Object.keys(added) as (keyof Listeners)[])
        (listeners[name] as unknown[]).push(added[name]);
    },
    async close() {
      clearInterval(timer);
      sendChanges();
      send({ is: 'bye' });
      await channel.close();
    },
  };

  function isWatched(binId: number): boolean {
    if (peers.size === 0) return false;
    for (const { presence } of peers.values()) if (presence.bins.has(binId)) return true;
    return false;
  }
}

const nobody: ReadonlyMap<number, HeldElsewhere> = new Map();

/** For a process without Redis, which is the only one on its database. */
export const noPeers: Peers = {
  mayExist: false,
  isConnected: () => false,
  tell() {},
  tellOf() {},
  isWatched: () => false,
  pagesOf: () => 0,
  pagesOfLink: () => 0,
  heldOf: () => nobody,
  setBin() {},
  setLink() {},
  setHeld() {},
  known: async () => {},
  ask: async () => null,
  listen() {},
  close: async () => {},
};
