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
request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nit's me\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n"));
request.Content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
