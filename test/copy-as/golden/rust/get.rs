// Cargo.toml: reqwest = { version = "0.12", features = ["blocking"] }
// reqwest writes header names in lower case and orders lines by itself.
use reqwest::{blocking::Client, header::HeaderValue, redirect::Policy, Method};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().http1_only().redirect(Policy::none()).build()?;
    let response = client
        .request(Method::from_bytes(b"GET")?, "http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=")
        .header("Host", HeaderValue::from_bytes(b"localhost:3000")?)
        .header("User-Agent", HeaderValue::from_bytes(b"Mozilla/5.0")?)
        .header("Accept", HeaderValue::from_bytes(b"text/html, */*;q=0.8")?)
        .header("Accept-Encoding", HeaderValue::from_bytes(b"gzip, br")?)
        .header("Cookie", HeaderValue::from_bytes(b"session=abc; theme=\"dark\"")?)
        .header("Referer", HeaderValue::from_bytes(b"https://shop.example/")?)
        .send()?;
    println!("{} {}", response.status(), response.text()?);
    Ok(())
}
