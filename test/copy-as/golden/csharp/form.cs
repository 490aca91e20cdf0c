// .NET reorders headers.
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
request.Headers.TryAddWithoutValidation("X-Quote", "it's \"quoted\" $HOME \\");
request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("text=it's+\"me\"&more=$(id)&from=%2B1"));
request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
