# Omitted, because requests cannot send trailers: 1 trailer line.
import requests
import urllib3

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'POST'
request.url = 'http://localhost:3000/b/x7k2'
request.headers = requests.structures.CaseInsensitiveDict({
    'Host': 'localhost:3000',
    'User-Agent': 'pump/1',
    'Transfer-Encoding': 'chunked',
    'Trailer': 'X-Sum',
    'Content-Type': 'text/plain',
    'Accept-Encoding': urllib3.util.SKIP_HEADER,
})
request.body = iter([b'hello'])
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
