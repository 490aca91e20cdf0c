// .NET reorders headers.
// The request was received as HTTP/2; this copy sends it as HTTP/1.1.
using System.Net;
using System.Text;

using var client = new HttpClient(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
});
var request = new HttpRequestMessage(new HttpMethod("POST"), "http://localhost:3000/b/x7k2/push")
{
    Version = HttpVersion.Version11,
};
request.Headers.TryAddWithoutValidation("Host", "bins.example");
request.Headers.TryAddWithoutValidation("user-agent", "hook/2");
request.Headers.TryAddWithoutValidation("cookie", "a=1; b=2");
request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"event\":\"push\"}"));
request.Content.Headers.TryAddWithoutValidation("content-type", "application/json");
var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
