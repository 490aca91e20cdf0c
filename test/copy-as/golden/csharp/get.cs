// .NET reorders headers.
// .NET changes this target. To send it unchanged, copy as curl or Python (http.client).
using System.Net;
using System.Text;

using var client = new HttpClient(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
});
var request = new HttpRequestMessage(new HttpMethod("GET"), "http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=")
{
    Version = HttpVersion.Version11,
};
request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0");
request.Headers.TryAddWithoutValidation("Accept", "text/html, */*;q=0.8");
request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
request.Headers.TryAddWithoutValidation("Cookie", "session=abc; theme=\"dark\"");
request.Headers.TryAddWithoutValidation("Referer", "https://shop.example/");
var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
