const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));

/** Frames that the zstd library wrote, since not every Node can; `content` says what is in them. */
export const zstdFrames = {
  empty: bytes('28b52ffd2000010000'),
  hello: bytes('28b52ffd200b59000068656c6c6f2068656c6c6f'),
  checked: bytes('28b52ffd240b59000068656c6c6f2068656c6c6fc5bdfb61'),
  zeros: bytes('28b52ffd60e8024d00001000000100e32b8005'),
  runs: bytes('28b52ffda0801a06005400001061610100fbff39c002020010610200106103d40061'),
  streamed: bytes('28b52ffd045830000068656c6c6f2030000068656c6c6f202800007468657265010000bb7b338e'),
  repeated: bytes('28b52ffd604000bd0000803031323334353637383961626364656601005a469d4b'),
};

export const content: Record<keyof typeof zstdFrames, string> = {
  empty: '',
  hello: 'hello hello',
  checked: 'hello hello',
  zeros: '\0'.repeat(1000),
  runs: 'a'.repeat(400_000),
  streamed: 'hello hello there',
  repeated: '0123456789abcdef'.repeat(20),
};

/** A frame that asks for a window of 16 MiB, of `ab`. */
export const wideFrame = bytes('28b52ffd00700800006108000062010000');
