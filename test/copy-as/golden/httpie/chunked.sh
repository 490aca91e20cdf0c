# HTTPie reorders headers.
# HTTPie adds headers that were not sent: Accept-Encoding.
# Omitted, because HTTPie cannot send trailers: 1 trailer line.
http --ignore-stdin --path-as-is --body --chunked \
  --raw='hello' \
  -- POST 'http://localhost:3000/b/x7k2' \
  'Host:localhost:3000' \
  'User-Agent:pump/1' \
  'Trailer:X-Sum' \
  'Content-Type:text/plain' \
  'Accept-Encoding:' \
  'Accept:' \
  'Connection:'
