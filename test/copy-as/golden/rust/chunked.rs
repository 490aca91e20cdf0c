// Cargo.toml: reqwest = { version = "0.12", features = ["blocking"] }
// reqwest writes header names in lower case and orders lines by itself.
// reqwest adds lines that were not sent: Accept.
// The body was sent with chunked encoding; reqwest sends Content-Length instead.
// Omitted, because reqwest cannot send trailers: 1 trailer line.
use reqwest::{blocking::Client, header::HeaderValue, redirect::Policy, Method};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().http1_only().redirect(Policy::none()).build()?;
    let response = client
        .request(Method::from_bytes(b"POST")?, "http://localhost:3000/b/x7k2")
        .header("Host", HeaderValue::from_bytes(b"localhost:3000")?)
        .header("User-Agent", HeaderValue::from_bytes(b"pump/1")?)
        .header("Trailer", HeaderValue::from_bytes(b"X-Sum")?)
        .header("Content-Type", HeaderValue::from_bytes(b"text/plain")?)
        .body("hello")
        .send()?;
    println!("{} {}", response.status(), response.text()?);
    Ok(())
}
