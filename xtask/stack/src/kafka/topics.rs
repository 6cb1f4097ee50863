//! Creating topics: one `CreateTopics` request over TCP. Kafka's own command would start a Java machine for each topic,
//! and a client library would need a C toolchain before anything has been installed.
//!
//! The request is version 2 of the Kafka protocol's API 19, the oldest that Kafka 4 takes and the newest that needs no
//! variable-length integers. Being answered is also what tells that the broker is ready.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

const API_CREATE_TOPICS: i16 = 19;
const API_VERSION: i16 = 2;
const CORRELATION: i32 = 1;
const TOPIC_ALREADY_EXISTS: i16 = 36;

const CONNECT: Duration = Duration::from_secs(2);
/// Given to the broker, which answers by then in any case.
const CREATE: Duration = Duration::from_secs(10);

/// A larger answer than this is not one to our question, in bytes.
const LARGEST_ANSWER: usize = 64 * 1024;

/// A topic as it is to be created.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// Its name.
    pub name: &'static str,
    /// How many partitions it has.
    pub partitions: i32,
    /// How long a message is kept.
    pub retention: Duration,
}

/// Create the topics that are not there yet, each with one replica. An error is the broker's reason, or that there is none.
pub(super) fn ensure(broker: SocketAddr, topics: &[Topic]) -> Result<(), String> {
    let answer = ask(broker, &request(topics)).map_err(|error| error.to_string())?;
    let results = parse(&answer).ok_or("an answer that is not Kafka's")?;
    for topic in topics {
        match results.iter().find(|(name, ..)| name == topic.name) {
            Some((_, 0 | TOPIC_ALREADY_EXISTS, _)) => {}
            Some((name, code, message)) => return Err(format!("topic {name}: error {code} {message}")),
            None => return Err(format!("topic {}: no answer", topic.name)),
        }
    }
    Ok(())
}

fn ask(broker: SocketAddr, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&broker, CONNECT)?;
    stream.set_read_timeout(Some(CREATE + CONNECT))?;
    stream.set_write_timeout(Some(CONNECT))?;
    stream.write_all(request)?;
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = usize::try_from(i32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > LARGEST_ANSWER {
        return Err(io::Error::other("an answer that is not Kafka's"));
    }
    let mut answer = vec![0; length];
    stream.read_exact(&mut answer)?;
    Ok(answer)
}

fn request(topics: &[Topic]) -> Vec<u8> {
    let mut body = Vec::new();
    body.extend(API_CREATE_TOPICS.to_be_bytes());
    body.extend(API_VERSION.to_be_bytes());
    body.extend(CORRELATION.to_be_bytes());
    string(&mut body, "tuckshop");
    count(&mut body, topics.len());
    for topic in topics {
        string(&mut body, topic.name);
        body.extend(topic.partitions.to_be_bytes());
        body.extend(1_i16.to_be_bytes()); // replication factor
        count(&mut body, 0); // assignments: the broker's choice
        count(&mut body, 1);
        string(&mut body, "retention.ms");
        string(&mut body, &topic.retention.as_millis().to_string());
    }
    let limit = i32::try_from(CREATE.as_millis()).expect("ten seconds fit");
    body.extend(limit.to_be_bytes());
    body.push(0); // not only validated
    let mut request = Vec::new();
    count(&mut request, body.len());
    request.extend(body);
    request
}

fn string(out: &mut Vec<u8>, text: &str) {
    out.extend(i16::try_from(text.len()).expect("names are short").to_be_bytes());
    out.extend(text.as_bytes());
}

fn count(out: &mut Vec<u8>, count: usize) {
    out.extend(i32::try_from(count).expect("requests are small").to_be_bytes());
}

/// Name, error code and message for each topic; none when it is not such an answer.
fn parse(answer: &[u8]) -> Option<Vec<(String, i16, String)>> {
    let mut rest = answer;
    let mut take = |length: usize| -> Option<&[u8]> {
        let (taken, left) = rest.split_at_checked(length)?;
        rest = left;
        Some(taken)
    };
    if take(4)? != CORRELATION.to_be_bytes() {
        return None;
    }
    take(4)?; // throttle time
    let topics = i32::from_be_bytes(take(4)?.try_into().ok()?);
    let mut results = Vec::new();
    for _ in 0..topics {
        let length = i16::from_be_bytes(take(2)?.try_into().ok()?);
        let name = String::from_utf8_lossy(take(usize::try_from(length).ok()?)?).into_owned();
        let code = i16::from_be_bytes(take(2)?.try_into().ok()?);
        // Absent is written as a length of -1.
        let length = i16::from_be_bytes(take(2)?.try_into().ok()?);
        let message = String::from_utf8_lossy(take(usize::try_from(length).unwrap_or(0))?).into_owned();
        results.push((name, code, message));
    }
    Some(results)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_or_refused_never_trusted() {
        let mut answer = vec![0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2];
        answer.extend([0, 1, b'a', 0, 36, 0, 3, b'o', b'l', b'd']);
        answer.extend([0, 1, b'b', 0, 0, 0xff, 0xff]);
        let expected = [("a".into(), 36, "old".into()), ("b".into(), 0, String::new())];
        assert_eq!(parse(&answer).as_deref(), Some(&expected[..]));
        for length in 0..answer.len() {
            assert_eq!(parse(&answer[..length]), None, "cut after {length} bytes");
        }
        answer[3] = 2;
        assert_eq!(parse(&answer), None, "another correlation id");
    }
}
