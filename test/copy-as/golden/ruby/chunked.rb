# Ruby capitalizes header names.
# Omitted, because Ruby cannot send trailers: 1 trailer line.
require 'net/http'
require 'stringio'

request = Net::HTTPGenericRequest.new("POST", true, true, "/b/x7k2")
%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }
request.add_field("Host", "localhost:3000")
request.add_field("User-Agent", "pump/1")
request.add_field("Transfer-Encoding", "chunked")
request.add_field("Trailer", "X-Sum")
request.add_field("Content-Type", "text/plain")
request.body_stream = StringIO.new("hello")
response = Net::HTTP.start('localhost', 3000) { |http| http.request(request) }
puts response.code, response.body
