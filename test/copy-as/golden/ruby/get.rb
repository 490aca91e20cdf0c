# Ruby capitalizes header names.
require 'net/http'

request = Net::HTTPGenericRequest.new("GET", false, true, "/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=")
%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }
request.add_field("Host", "localhost:3000")
request.add_field("User-Agent", "Mozilla/5.0")
request.add_field("Accept", "text/html, */*;q=0.8")
request.add_field("Accept-Encoding", "gzip, br")
request.add_field("Cookie", "session=abc; theme=\"dark\"")
request.add_field("Referer", "https://shop.example/")
response = Net::HTTP.start('localhost', 3000) { |http| http.request(request) }
puts response.code, response.body
