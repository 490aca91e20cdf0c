// .NET reorders headers.
using System.Net;
using System.Text;

using var client = new HttpClient(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
});
var request = new HttpRequestMessage(new HttpMethod("PUT"), "http://localhost:3000/b/x7k2/image")
{
    Version = HttpVersion.Version11,
};
request.Content = new ByteArrayContent(Convert.FromBase64String("R0lGODlhAQABAAD/ADs="));
request.Content.Headers.TryAddWithoutValidation("Content-Type", "image/gif");
var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
