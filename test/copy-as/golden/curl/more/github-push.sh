curl 'http://localhost:3000/b/x7k2' \
  -H 'User-Agent: GitHub-Hookshot/044aadd' \
  -H 'Accept: */*' \
  -H 'Content-Type: application/json' \
  -H 'X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958' \
  -H 'X-GitHub-Event: push' \
  -H 'X-Hub-Signature-256: sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c' \
  --data-raw '{"ref":"refs/heads/main","pusher":{"name":"O'\''Neil"},"commits":[]}
'
