// .NET reorders headers.
// Omitted, because .NET cannot send trailers: 1 trailer line.
using System.Net;
using System.Text;

using var client = new HttpClient(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
});
var request = new HttpRequestMessage(new HttpMethod("POST"), "http://localhost:3000/b/x7k2")
{
    Version = HttpVersion.Version11,
};
request.Headers.TryAddWithoutValidation("User-Agent", "pump/1");
request.Headers.TryAddWithoutValidation("Transfer-Encoding", "chunked");
request.Headers.TryAddWithoutValidation("Trailer", "X-Sum");
request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("hello"));
request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/plain");
var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
