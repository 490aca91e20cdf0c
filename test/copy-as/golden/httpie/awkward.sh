# The sender left before the end of the request: this sends the 29 body bytes that came.
# Left out, as HTTPie cannot be told them: 1 header line.
# HTTPie orders header lines by itself.
# HTTPie takes no such word for a method: this sends POST instead.
# HTTPie adds lines that were not sent: User-Agent, Accept-Encoding.
# HTTPie changes this target: to send it as it was, copy as curl or as Python (http.client).
# The request came as HTTP/1.0; HTTPie sends it as HTTP/1.1.
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
