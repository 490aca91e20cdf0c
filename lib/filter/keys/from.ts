import { parseIpAddress } from '#lib/http/ip-address.ts';
import { isInRanges, parseIpRanges } from '#lib/http/ip-range.ts';
import type { FilterKey } from '../key.ts';

/** The most ranges of a term: each is compared with the address of every request. */
const mostRanges = 100;

export const from: FilterKey = {
  name: 'from',
  example: 'from:203.0.113.0/24',
  finds:
    'requests from this IP address or range (the client address reported by trusted proxies, else the peer address)',
  ofSummary: true,
  read(value) {
    const { ranges, errors } = parseIpRanges(value);
    if (errors[0] !== undefined) return `${errors[0]}.`;
    if (ranges.length === 0) return 'Enter an IP address or range, such as `from:203.0.113.7`.';
    if (ranges.length > mostRanges)
      return `A \`from\` term may list up to ${mostRanges} addresses and ranges. This one has ${ranges.length}.`;
    return {
      matches({ facts }) {
        const address = parseIpAddress((facts.client ?? facts.peer).address);
        return address !== null && isInRanges(address, ranges);
      },
    };
  },
};
