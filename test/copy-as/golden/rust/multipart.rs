// Cargo.toml: reqwest = { version = "0.12", features = ["blocking"] }
// reqwest writes header names in lower case and orders lines by itself.
// reqwest adds lines that were not sent: Accept.
use reqwest::{blocking::Client, header::HeaderValue, redirect::Policy, Method};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().http1_only().redirect(Policy::none()).build()?;
    let response = client
        .request(Method::from_bytes(b"POST")?, "http://localhost:3000/b/x7k2")
        .header("Host", HeaderValue::from_bytes(b"localhost:3000")?)
        .header("Content-Type", HeaderValue::from_bytes(b"multipart/form-data; boundary=x")?)
        .body("--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nit's me\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n")
        .send()?;
    println!("{} {}", response.status(), response.text()?);
    Ok(())
}
