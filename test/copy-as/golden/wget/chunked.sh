# Wget reorders headers.
# Wget adds headers that were not sent: Accept, Accept-Encoding, Connection.
# The body was sent with chunked encoding; Wget sends Content-Length instead.
# Omitted, because Wget cannot send trailers: 1 trailer line.
wget 'http://localhost:3000/b/x7k2' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method=POST \
  --header='User-Agent: pump/1' \
  --header='Trailer: X-Sum' \
  --header='Content-Type: text/plain' \
  --body-data='hello'
