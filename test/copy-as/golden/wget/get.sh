# Wget reorders headers.
# Wget adds headers that were not sent: Connection.
wget 'http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method=GET \
  --header='User-Agent: Mozilla/5.0' \
  --header='Accept: text/html, */*;q=0.8' \
  --header='Accept-Encoding: gzip, br' \
  --header='Cookie: session=abc; theme="dark"' \
  --header='Referer: https://shop.example/'
