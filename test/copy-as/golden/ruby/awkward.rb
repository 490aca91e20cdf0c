# The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
# Ruby capitalizes header names.
# Ruby adds headers that were not sent: Content-Type.
# The request was received as HTTP/1.0; Ruby sends it as HTTP/1.1.
require 'net/http'

request = Net::HTTPGenericRequest.new("M-SEARCH", true, true, "/b/x7k2//a/../b?d&e=&{{secret}}=1&=x")
%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }
request.add_field("host", "bins.example:8443")
request.add_field("X-Latin1", "caf\xe9".b)
request.add_field("-o", "@/etc/passwd")
request.add_field("__proto__", "x")
request.add_field("Content-Length", "29")
request.body = "\# ````\n{{secret}} \u{202e}<script>"
response = Net::HTTP.start('localhost', 3000) { |http| http.request(request) }
puts response.code, response.body
