/** How many pages of a bin a process has, and how many programs that wait for its captures. */
export type BinPresence = { readonly pages: number; readonly programs: number };

/** When a request was received that is held for a manual response, and when it gets the chosen one; milliseconds since the epoch. */
export type HeldTimes = { readonly since: number; readonly deadline: number };

/** A request that another process holds, and which. */
export type HeldElsewhere = HeldTimes & { readonly peer: string };

/** What a process has that others should know: by bin, by link, and the held requests by bin and seq. */
export type Presence = {
  readonly bins: Map<number, BinPresence>;
  /** The number of pages. */
  readonly links: Map<number, number>;
  readonly held: Map<number, Map<number, HeldTimes>>;
};

/** What has changed of it, or all of it, as JSON. */
export type PresenceChange = {
  readonly bins: [binId: number, pages: number, programs: number][];
  readonly links: [linkId: number, pages: number][];
  readonly held: [binId: number, seq: number, times: [since: number, deadline: number] | null][];
};

export function emptyPresence(): Presence {
  return { bins: new Map(), links: new Map(), held: new Map() };
}

/** A change of nothing, to be filled. */
export function presenceChange(): PresenceChange {
  return { bins: [], links: [], held: [] };
}

/** Makes a change. Returns the same presence. */
export function withPresence(presence: Presence, { bins, links, held }: PresenceChange): Presence {
  for (const [binId, pages, programs] of bins) {
    if (pages + programs === 0) presence.bins.delete(binId);
    else presence.bins.set(binId, { pages, programs });
  }
  for (const [linkId, pages] of links) {
    if (pages === 0) presence.links.delete(linkId);
    else presence.links.set(linkId, pages);
  }
  for (const [binId, seq, times] of held) {
    const ofBin = presence.held.get(binId) ?? new Map<number, HeldTimes>();
    if (times) ofBin.set(seq, { since: times[0], deadline: times[1] });
    else ofBin.delete(seq);
    if (ofBin.size === 0) presence.held.delete(binId);
    else presence.held.set(binId, ofBin);
  }
  return presence;
}

/** All of it, as the change of an empty one. */
export function wholePresence({ bins, links, held }: Presence): PresenceChange {
  return {
    bins: [...bins].map(([binId, { pages, programs }]) => [binId, pages, programs]),
    links: [...links],
    held: [...held].flatMap(([binId, ofBin]) =>
      [...ofBin].map(([seq, { since, deadline }]): PresenceChange['held'][number] => [
        binId,
        seq,
        [since, deadline],
      ]),
    ),
  };
}
