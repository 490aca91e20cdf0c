# The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
# requests changes this target. To send it unchanged, copy as curl or Python (http.client).
# The request was received as HTTP/1.0; requests sends it as HTTP/1.1.
import requests
import urllib3

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'M-SEARCH'
request.url = 'http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x'
request.headers = requests.structures.CaseInsensitiveDict({
    'host': 'bins.example:8443',
    'X-Latin1': 'caf\xe9',
    '-o': '@/etc/passwd',
    '__proto__': 'x',
    'Content-Length': '29',
    'User-Agent': urllib3.util.SKIP_HEADER,
    'Accept-Encoding': urllib3.util.SKIP_HEADER,
})
request.body = '# ````\n{{secret}} \u202e<script>'.encode()
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
