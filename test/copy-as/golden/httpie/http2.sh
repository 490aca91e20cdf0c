# HTTPie reorders headers.
# HTTPie adds headers that were not sent: Accept-Encoding.
# The request was received as HTTP/2; HTTPie sends it as HTTP/1.1.
http --ignore-stdin --path-as-is --body \
  --raw='{"event":"push"}' \
  -- POST 'http://localhost:3000/b/x7k2/push' \
  'Host:bins.example' \
  'user-agent:hook/2' \
  'cookie:a=1; b=2' \
  'content-type:application/json' \
  'Accept-Encoding:' \
  'Accept:' \
  'Connection:'
