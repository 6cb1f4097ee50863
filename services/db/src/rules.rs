//! The bounds of single values, as the interface states them. Every rule answers with what is demanded and never repeats
//! the value, so that its answer can be shown and logged.

use rust_decimal::Decimal;

/// Most units that a product can be given. Far below what fits, so that stock which returns always finds room.
const MOST_STOCK: i32 = 1_000_000_000;

pub type Rule<T = ()> = Result<T, &'static str>;

pub fn id(value: i64) -> Rule {
    demand(value >= 1, "must be at least 1")
}

pub fn sid(value: &str) -> Rule {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    demand((4..=32).contains(&value.len()) && value.bytes().all(allowed), "must be 4 to 32 of A-Z a-z 0-9 - _")
}

pub fn username(value: &str) -> Rule {
    demand(is_text(value, 1, 64), "must have 1 to 64 characters, none of them U+0000")
}

/// Only what nothing can do without: whether mail arrives is not for a pattern to say.
pub fn email(value: &str) -> Rule {
    let halves = value.rsplit_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
    let clean = !value.chars().any(char::is_control);
    demand(is_text(value, 3, 254) && halves && clean, "must be an e-mail address of up to 254 characters")
}

pub fn password_hash(value: &str) -> Rule {
    let form =
        value.starts_with("$argon2id$") && value.len() <= 512 && value.bytes().all(|byte| byte.is_ascii_graphic());
    demand(form, "must be an Argon2id hash in PHC string format")
}

pub fn product_name(value: &str) -> Rule {
    demand(is_text(value, 1, 100), "must have 1 to 100 characters, none of them U+0000")
}

pub fn description(value: &str) -> Rule {
    demand(is_text(value, 0, 1000), "must have up to 1,000 characters, none of them U+0000")
}

pub fn category(value: &str) -> Rule {
    demand(is_text(value, 1, 50), "must have 1 to 50 characters, none of them U+0000")
}

pub fn slogan(value: &str) -> Rule {
    demand(is_text(value, 0, 200), "must have up to 200 characters, none of them U+0000")
}

/// `0` to `99999999.99`: digits, then perhaps a point and one or two more.
pub fn price(value: &str) -> Rule<Decimal> {
    const DEMAND: &str = "must be a decimal number from 0.00 to 99999999.99 with at most two places";
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    demand(digits(whole, 8) && digits(fraction, 2), DEMAND)?;
    value.parse().map_err(|_| DEMAND)
}

pub fn stock(value: i32) -> Rule {
    demand((0..=MOST_STOCK).contains(&value), "must be 0 to 1,000,000,000")
}

pub fn quantity(value: i32) -> Rule {
    demand((1..=3).contains(&value), "must be 1 to 3")
}

pub fn idempotency_key(value: &str) -> Rule {
    let form = (1..=255).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_graphic());
    demand(form, "must be 1 to 255 visible ASCII characters")
}

/// From 1; 0 stands for 1.
pub fn page(value: i32) -> Rule<i32> {
    demand(value >= 0, "must be at least 1")?;
    Ok(value.max(1))
}

/// 1 to 100; 0 stands for 20.
pub fn page_size(value: i32) -> Rule<i32> {
    demand((0..=100).contains(&value), "must be 1 to 100")?;
    Ok(if value == 0 { 20 } else { value })
}

/// Characters are counted as PostgreSQL counts them, which cannot store U+0000 in text.
fn is_text(value: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&value.chars().count()) && !value.contains('\0')
}

fn demand(met: bool, demand: &'static str) -> Rule {
    if met { Ok(()) } else { Err(demand) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T>(rule: impl Fn(&str) -> Rule<T>, good: &[&str], bad: &[&str]) {
        for value in good {
            assert!(rule(value).is_ok(), "{value:?} was refused");
        }
        for value in bad {
            assert!(rule(value).is_err(), "{value:?} was accepted");
        }
    }

    #[test]
    fn texts() {
        let long = |length| "ä".repeat(length);
        check(sid, &["a-_9", &"z".repeat(32)], &["", "abc", &"z".repeat(33), "a b c", "äääää", "abcd\n", "ab\0cd"]);
        check(username, &["A", "Ada Lovelace", &long(64)], &["", &long(65), "a\0b"]);
        check(product_name, &["A", &long(100)], &["", &long(101), "a\0b"]);
        check(description, &["", "two\nlines", &long(1000)], &[&long(1001), "\0"]);
        check(category, &["A", &long(50)], &["", &long(51), "\0"]);
        check(slogan, &["", &long(200)], &[&long(201), "\0"]);
        check(idempotency_key, &["~", "!", &"k".repeat(255)], &["", &"k".repeat(256), "a b", "ä", "a\t", "\x7f"]);
    }

    #[test]
    fn emails() {
        let longest = format!("{}@example.org", "a".repeat(242));
        check(
            email,
            &["a@b", "ada@example.org", "\"a b\"@example.org", "a@b@example.org", "jürgen@exämple.org", &longest],
            &["", "ada", "@example.org", "ada@", "a\r\n@example.org", "a\0@example.org", &format!("a{longest}")],
        );
    }

    #[test]
    fn password_hashes() {
        check(
            password_hash,
            &["$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"],
            &["", "secret", "$argon2i$v=19$x", "$argon2id$ with a blank", &format!("$argon2id${}", "a".repeat(512))],
        );
    }

    #[test]
    fn prices() {
        check(
            price,
            &["0", "0.00", "9.9", "49.99", "99999999.99", "007.50"],
            &["", ".", "1.", ".5", "-1", "+1", "1e3", "1.234", "100000000", "1,50", " 1", "NaN", "١"],
        );
        assert_eq!(price("49.9").unwrap(), Decimal::new(4990, 2));
    }

    #[test]
    fn numbers() {
        assert!(id(1).is_ok() && id(i64::MAX).is_ok() && id(0).is_err() && id(-1).is_err());
        assert!(stock(0).is_ok() && stock(MOST_STOCK).is_ok() && stock(-1).is_err() && stock(i32::MAX).is_err());
        assert!(quantity(1).is_ok() && quantity(3).is_ok() && quantity(0).is_err() && quantity(4).is_err());
        assert_eq!((page(0), page(7), page(-1).is_err()), (Ok(1), Ok(7), true));
        assert_eq!(
            (page_size(0), page_size(100), page_size(101).is_err(), page_size(-1).is_err()),
            (Ok(20), Ok(100), true, true)
        );
    }
}
