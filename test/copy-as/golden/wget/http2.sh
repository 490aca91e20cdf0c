# Wget reorders headers.
# Wget adds headers that were not sent: Accept, Accept-Encoding, Connection.
# The request was received as HTTP/2; Wget sends it as HTTP/1.1.
wget 'http://localhost:3000/b/x7k2/push' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method=POST \
  --header='Host: bins.example' \
  --header='user-agent: hook/2' \
  --header='cookie: a=1; b=2' \
  --header='content-type: application/json' \
  --body-data='{"event":"push"}'
