// The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
// Cargo.toml: reqwest = { version = "0.12", features = ["blocking"] }
// reqwest writes header names in lower case and orders lines by itself.
// reqwest adds lines that were not sent: Accept.
// reqwest changes this target. To send it unchanged, copy as curl or Python (http.client).
// The request was received as HTTP/1.0; reqwest sends it as HTTP/1.1.
use reqwest::{blocking::Client, header::HeaderValue, redirect::Policy, Method};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().http1_only().redirect(Policy::none()).build()?;
    let response = client
        .request(Method::from_bytes(b"M-SEARCH")?, "http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x")
        .header("host", HeaderValue::from_bytes(b"bins.example:8443")?)
        .header("X-Latin1", HeaderValue::from_bytes(b"caf\xe9")?)
        .header("-o", HeaderValue::from_bytes(b"@/etc/passwd")?)
        .header("__proto__", HeaderValue::from_bytes(b"x")?)
        .body("# ````\n{{secret}} \u{202e}<script>")
        .send()?;
    println!("{} {}", response.status(), response.text()?);
    Ok(())
}
