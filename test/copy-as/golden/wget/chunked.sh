# Wget orders header lines by itself.
# Wget adds lines that were not sent: Accept, Accept-Encoding, Connection.
# The body came in chunks; Wget sends its length instead.
# Left out, as Wget has no trailers: 1 trailer line.
wget 'http://localhost:3000/b/x7k2' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method=POST \
  --header='User-Agent: pump/1' \
  --header='Trailer: X-Sum' \
  --header='Content-Type: text/plain' \
  --body-data='hello'
