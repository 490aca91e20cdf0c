# Header lines of one name are joined: requests knows one for each name.
import requests
import urllib3

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'POST'
request.url = 'http://localhost:3000/b/x7k2/orders?id=1&id=2'
request.headers = requests.structures.CaseInsensitiveDict({
    'Host': 'localhost:3000',
    'User-Agent': 'Shop/1.0',
    'Content-Type': 'application/json',
    'X-Trace': '1, 2',
    'X-Name': 'caf\xc3\xa9',
    'Content-Length': '30',
    'Accept-Encoding': urllib3.util.SKIP_HEADER,
})
request.body = b'{"id":12345678901234567890.0}\n'
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
