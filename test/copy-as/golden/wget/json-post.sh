# Wget reorders headers.
# Wget adds headers that were not sent: Accept, Accept-Encoding, Connection.
# Repeated headers are joined, because Wget supports one header per name.
wget 'http://localhost:3000/b/x7k2/orders?id=1&id=2' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method=POST \
  --header='User-Agent: Shop/2.1' \
  --header='Content-Type: application/json' \
  --header='X-Trace: 1, 2' \
  --header='X-Name: café' \
  --header='X-Empty: ' \
  --body-data='{"id":12345678901234567890,"price":10.50,
 "note":"café ```", "x": "it'\''s"}'
