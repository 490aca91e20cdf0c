# Wget reorders headers.
# Wget adds headers that were not sent: Accept, Accept-Encoding, Connection.
wget 'http://localhost:3000/b/x7k2' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method=POST \
  --user-agent='' \
  --header='Content-Type: application/x-www-form-urlencoded' \
  --header='X-Quote: it'\''s "quoted" $HOME \' \
  --body-data='text=it'\''s+"me"&more=$(id)&from=%2B1'
