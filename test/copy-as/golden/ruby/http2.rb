# Ruby capitalizes header names.
# The request was received as HTTP/2; Ruby sends it as HTTP/1.1.
require 'net/http'

request = Net::HTTPGenericRequest.new("POST", true, true, "/b/x7k2/push")
%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }
request.add_field("Host", "bins.example")
request.add_field("user-agent", "hook/2")
request.add_field("cookie", "a=1; b=2")
request.add_field("content-type", "application/json")
request.add_field("Content-Length", "16")
request.body = "{\"event\":\"push\"}"
response = Net::HTTP.start('localhost', 3000) { |http| http.request(request) }
puts response.code, response.body
