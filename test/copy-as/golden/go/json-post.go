// Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.
// Go groups repeated headers.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func main() {
	body := "{\"id\":12345678901234567890,\"price\":10.50,\n \"note\":\"café ```\", \"x\": \"it's\"}"
	request := &http.Request{
		Method: "POST",
		URL: &url.URL{Scheme: "http", Host: "localhost:3000", Opaque: "/b/x7k2/orders?id=1&id=2"},
		Host: "localhost:3000",
		Header: http.Header{
			"User-Agent": {"Shop/2.1"},
			"Content-Type": {"application/json"},
			"X-Trace": {"1"},
			"x-trace": {"2"},
			"X-Name": {"caf\xc3\xa9"},
			"X-Empty": {""},
		},
		Body: io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)),
	}
	response, err := (&http.Transport{DisableCompression: true}).RoundTrip(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	reply, _ := io.ReadAll(response.Body)
	fmt.Println(response.Status, string(reply))
}
