// Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func main() {
	body := "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nit's me\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n"
	request := &http.Request{
		Method: "POST",
		URL: &url.URL{Scheme: "http", Host: "localhost:3000", Opaque: "/b/x7k2"},
		Host: "localhost:3000",
		Header: http.Header{
			"Content-Type": {"multipart/form-data; boundary=x"},
			"User-Agent": {""},
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
