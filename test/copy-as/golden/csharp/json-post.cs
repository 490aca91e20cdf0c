// .NET reorders headers.
// .NET joins repeated headers.
using System.Net;
using System.Text;

using var client = new HttpClient(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
});
var request = new HttpRequestMessage(new HttpMethod("POST"), "http://localhost:3000/b/x7k2/orders?id=1&id=2")
{
    Version = HttpVersion.Version11,
};
request.Headers.TryAddWithoutValidation("User-Agent", "Shop/2.1");
request.Headers.TryAddWithoutValidation("X-Trace", "1");
request.Headers.TryAddWithoutValidation("x-trace", "2");
request.Headers.TryAddWithoutValidation("X-Name", "caf\u00c3\u00a9");
request.Headers.TryAddWithoutValidation("X-Empty", "");
request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"id\":12345678901234567890,\"price\":10.50,\n \"note\":\"café ```\", \"x\": \"it's\"}"));
request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
