# Repeated headers are joined, because requests supports one header per name.
import requests
import urllib3

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'POST'
request.url = 'http://localhost:3000/b/x7k2/orders?id=1&id=2'
request.headers = requests.structures.CaseInsensitiveDict({
    'Host': 'localhost:3000',
    'User-Agent': 'Shop/2.1',
    'Content-Type': 'application/json',
    'X-Trace': '1, 2',
    'X-Name': 'caf\xc3\xa9',
    'X-Empty': '',
    'Content-Length': '75',
    'Accept-Encoding': urllib3.util.SKIP_HEADER,
})
request.body = '{"id":12345678901234567890,"price":10.50,\n "note":"café ```", "x": "it\'s"}'.encode()
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
