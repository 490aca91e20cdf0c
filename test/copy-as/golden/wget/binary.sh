# Wget reorders headers.
# Wget adds headers that were not sent: Accept, Accept-Encoding, Connection.
body=$(mktemp) && echo 'R0lGODlhAQABAAD/ADs=' | base64 -d > "$body"
wget 'http://localhost:3000/b/x7k2/image' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method=PUT \
  --user-agent='' \
  --header='Content-Type: image/gif' \
  --body-file="$body"
rm "$body"
