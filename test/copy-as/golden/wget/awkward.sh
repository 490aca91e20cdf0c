# The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
# Wget reorders headers.
# Wget adds headers that were not sent: Accept, Accept-Encoding, Connection, Content-Type.
# Wget changes this target. To send it unchanged, copy as curl or Python (http.client).
# The request was received as HTTP/1.0; Wget sends it as HTTP/1.1.
wget 'http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method='M-SEARCH' \
  --user-agent='' \
  --header='host: bins.example:8443' \
  --header=$'X-Latin1: caf\xe9' \
  --header='-o: @/etc/passwd' \
  --header='__proto__: x' \
  --body-data=$'# ````\n{{secret}} \xe2\x80\xae<script>'
