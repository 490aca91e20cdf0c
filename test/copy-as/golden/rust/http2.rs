// Cargo.toml: reqwest = { version = "0.12", features = ["blocking"] }
// reqwest writes header names in lower case and orders lines by itself.
// reqwest adds lines that were not sent: Accept.
// The request was received as HTTP/2; reqwest sends it as HTTP/1.1.
use reqwest::{blocking::Client, header::HeaderValue, redirect::Policy, Method};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().http1_only().redirect(Policy::none()).build()?;
    let response = client
        .request(Method::from_bytes(b"POST")?, "http://localhost:3000/b/x7k2/push")
        .header("Host", HeaderValue::from_bytes(b"bins.example")?)
        .header("user-agent", HeaderValue::from_bytes(b"hook/2")?)
        .header("cookie", HeaderValue::from_bytes(b"a=1; b=2")?)
        .header("content-type", HeaderValue::from_bytes(b"application/json")?)
        .body("{\"event\":\"push\"}")
        .send()?;
    println!("{} {}", response.status(), response.text()?);
    Ok(())
}
