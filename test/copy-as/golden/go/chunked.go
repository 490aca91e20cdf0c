// Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.
// Omitted: the Trailer header.
// Omitted, because this program cannot send trailers: 1 trailer line.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func main() {
	body := "hello"
	request := &http.Request{
		Method: "POST",
		URL: &url.URL{Scheme: "http", Host: "localhost:3000", Opaque: "/b/x7k2"},
		Host: "localhost:3000",
		Header: http.Header{
			"User-Agent": {"pump/1"},
			"Content-Type": {"text/plain"},
		},
		Body: io.NopCloser(strings.NewReader(body)),
		ContentLength: -1,
	}
	response, err := (&http.Transport{DisableCompression: true}).RoundTrip(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	reply, _ := io.ReadAll(response.Body)
	fmt.Println(response.Status, string(reply))
}
