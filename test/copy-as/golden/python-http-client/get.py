from http.client import HTTPConnection

connection = HTTPConnection('localhost', 3000)
connection.putrequest('GET', '/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=', skip_host=True, skip_accept_encoding=True)
connection.putheader('Host', 'localhost:3000')
connection.putheader('User-Agent', 'Mozilla/5.0')
connection.putheader('Accept', 'text/html, */*;q=0.8')
connection.putheader('Accept-Encoding', 'gzip, br')
connection.putheader('Cookie', 'session=abc; theme="dark"')
connection.putheader('Referer', 'https://shop.example/')
connection.endheaders()
response = connection.getresponse()
print(response.status, response.read())
