// Cargo.toml: reqwest = { version = "0.12", features = ["blocking"] }
// reqwest writes header names in lower case and orders lines by itself.
// reqwest adds lines that were not sent: Accept.
use reqwest::{blocking::Client, header::HeaderValue, redirect::Policy, Method};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().http1_only().redirect(Policy::none()).build()?;
    let response = client
        .request(Method::from_bytes(b"POST")?, "http://localhost:3000/b/x7k2/orders?id=1&id=2")
        .header("Host", HeaderValue::from_bytes(b"localhost:3000")?)
        .header("User-Agent", HeaderValue::from_bytes(b"Shop/2.1")?)
        .header("Content-Type", HeaderValue::from_bytes(b"application/json")?)
        .header("X-Trace", HeaderValue::from_bytes(b"1")?)
        .header("x-trace", HeaderValue::from_bytes(b"2")?)
        .header("X-Name", HeaderValue::from_bytes(b"caf\xc3\xa9")?)
        .header("X-Empty", HeaderValue::from_bytes(b"")?)
        .body("{\"id\":12345678901234567890,\"price\":10.50,\n \"note\":\"café ```\", \"x\": \"it's\"}")
        .send()?;
    println!("{} {}", response.status(), response.text()?);
    Ok(())
}
