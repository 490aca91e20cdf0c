# The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
from http.client import HTTPConnection

connection = HTTPConnection('localhost', 3000)
connection._http_vsn_str = 'HTTP/1.0'
connection.putrequest('M-SEARCH', '/b/x7k2//a/../b?d&e=&{{secret}}=1&=x', skip_host=True, skip_accept_encoding=True)
connection.putheader('host', 'bins.example:8443')
connection.putheader('X-Latin1', 'caf\xe9')
connection.putheader('-o', '@/etc/passwd')
connection.putheader('__proto__', 'x')
connection.putheader('Content-Length', '29')
connection.endheaders('# ````\n{{secret}} \u202e<script>'.encode())
response = connection.getresponse()
print(response.status, response.read())
