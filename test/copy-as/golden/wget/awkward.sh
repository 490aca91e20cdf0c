# The sender left before the end of the request: this sends the 29 body bytes that came.
# Wget orders header lines by itself.
# Wget adds lines that were not sent: Accept, Accept-Encoding, Connection, Content-Type.
# Wget changes this target: to send it as it was, copy as curl or as Python (http.client).
# The request came as HTTP/1.0; Wget sends it as HTTP/1.1.
wget 'http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method='M-SEARCH' \
  --user-agent='' \
  --header='host: bins.example:8443' \
  --header=$'X-Latin1: caf\xe9' \
  --header='-o: @/etc/passwd' \
  --header='__proto__: x' \
  --body-data=$'# ````\n{{secret}} \xe2\x80\xae<script>'
