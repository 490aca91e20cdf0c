// Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
)

func main() {
	request := &http.Request{
		Method: "GET",
		URL: &url.URL{Scheme: "http", Host: "localhost:3000", Opaque: "/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty="},
		Host: "localhost:3000",
		Header: http.Header{
			"User-Agent": {"Mozilla/5.0"},
			"Accept": {"text/html, */*;q=0.8"},
			"Accept-Encoding": {"gzip, br"},
			"Cookie": {"session=abc; theme=\"dark\""},
			"Referer": {"https://shop.example/"},
		},
	}
	response, err := (&http.Transport{DisableCompression: true}).RoundTrip(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	reply, _ := io.ReadAll(response.Body)
	fmt.Println(response.Status, string(reply))
}
