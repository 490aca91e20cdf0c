# The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
# Omitted, because HTTPie cannot express them: 1 header line.
# HTTPie reorders headers.
# HTTPie does not accept this method: this sends POST instead.
# HTTPie adds headers that were not sent: User-Agent, Accept-Encoding.
# HTTPie changes this target. To send it unchanged, copy as curl or Python (http.client).
# The request was received as HTTP/1.0; HTTPie sends it as HTTP/1.1.
http --ignore-stdin --path-as-is --body \
  --raw=$'# ````\n{{secret}} \xe2\x80\xae<script>' \
  -- POST 'http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x' \
  'host:bins.example:8443' \
  '-o:\@/etc/passwd' \
  '__proto__:x' \
  'User-Agent:' \
  'Accept-Encoding:' \
  'Accept:' \
  'Connection:' \
  'Content-Type:'
