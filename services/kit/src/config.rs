//! Typed reading of the environment. Every problem is gathered and reported at once, by the variable's name and never
//! with its value, because a value may be a secret that was put into the wrong variable.

use std::{collections::HashMap, convert::Infallible, env, fmt, ops::RangeInclusive, str::FromStr, time::Duration};

/// The longest duration that a variable may ask for.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Reads variables and remembers what was wrong with them until [`Reader::finish`].
///
/// A variable that is set to nothing counts as absent, so that compose files can pass `${NAME:-}` on.
#[derive(Debug)]
pub struct Reader {
    values: HashMap<String, Value>,
    problems: Vec<Problem>,
}

enum Value {
    Text(String),
    NotUnicode,
}

impl fmt::Debug for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[value]")
    }
}

impl Reader {
    /// Over this process's environment, as it is now.
    pub fn from_env() -> Self {
        let values = env::vars_os().filter_map(|(name, value)| {
            let value = value.into_string().map_or(Value::NotUnicode, Value::Text);
            Some((name.into_string().ok()?, value))
        });
        Self { values: values.collect(), problems: Vec::new() }
    }

    /// Over given values, for tests and for processes that configure a service themselves.
    pub fn from_map(values: HashMap<String, String>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name, Value::Text(value)));
        Self { values: values.collect(), problems: Vec::new() }
    }

    /// A variable that must be there. `what` completes the sentence "expected …", such as "a PostgreSQL URL".
    ///
    /// `None` when it is missing or cannot be parsed; the problem is remembered.
    pub fn required<T: FromStr>(&mut self, name: &str, what: &str) -> Option<T> {
        if self.is_absent(name) {
            self.refuse(name, format!("is missing: expected {what}"));
            return None;
        }
        self.optional(name, what)
    }

    /// A variable that may be absent. A value that cannot be parsed is remembered as a problem and reads as `None`.
    pub fn optional<T: FromStr>(&mut self, name: &str, what: &str) -> Option<T> {
        if self.is_absent(name) {
            return None;
        }
        let parsed = match self.values.get(name) {
            Some(Value::Text(text)) => text.trim().parse().ok(),
            _ => None,
        };
        if parsed.is_none() {
            self.refuse(name, format!("cannot be used: expected {what}"));
        }
        parsed
    }

    /// A variable with a default for its absence.
    pub fn or<T: FromStr>(&mut self, name: &str, default: T, what: &str) -> T {
        self.optional(name, what).unwrap_or(default)
    }

    /// A number with a default for its absence; one that is out of range is remembered as a problem.
    pub fn within(&mut self, name: &str, default: usize, what: &str, range: RangeInclusive<usize>) -> usize {
        let number = self.or(name, default, what);
        if !range.contains(&number) {
            self.refuse(name, format!("must be from {} to {}", range.start(), range.end()));
        }
        number
    }

    /// A duration such as `500ms`, `5s`, `2m` or `12h`: more than zero, at most 366 days.
    pub fn duration_or(&mut self, name: &str, default: Duration) -> Duration {
        self.or(name, Span(default), "a duration such as 500ms, 5s, 2m or 12h").0
    }

    /// Remember that a service's own rule refuses the variable. `reason` completes the sentence "NAME …", such as
    /// "must have at least 32 bytes"; it must not contain the value.
    pub fn refuse(&mut self, name: &str, reason: impl Into<String>) {
        self.problems.push(Problem { name: name.to_owned(), reason: reason.into() });
    }

    /// The finished configuration, unless anything was wrong.
    ///
    /// # Errors
    ///
    /// Every problem found since the reader was made. `config` must be `None` only when a problem was remembered.
    pub fn finish<T>(self, config: Option<T>) -> Result<T, ConfigError> {
        match config {
            Some(config) if self.problems.is_empty() => Ok(config),
            _ => Err(ConfigError { problems: self.problems }),
        }
    }

    fn is_absent(&self, name: &str) -> bool {
        match self.values.get(name) {
            None => true,
            Some(Value::Text(text)) => text.trim().is_empty(),
            Some(Value::NotUnicode) => false,
        }
    }
}

#[derive(Debug)]
struct Problem {
    name: String,
    reason: String,
}

/// Every variable that a service cannot start with, one line each.
#[derive(Debug)]
pub struct ConfigError {
    problems: Vec<Problem>,
}

impl ConfigError {
    /// The names of the refused variables, in the order in which they were read.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.problems.iter().map(|problem| problem.name.as_str())
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the environment cannot be used")?;
        for Problem { name, reason } in &self.problems {
            write!(formatter, "\n  {name} {reason}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

/// A value that must not be shown: its `Debug` hides it, and it has no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The value itself, for the one place that uses it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[secret]")
    }
}

/// A duration as it is written in the environment.
struct Span(Duration);

impl FromStr for Span {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let unit = text.find(|c: char| !c.is_ascii_digit()).ok_or(())?;
        let (number, unit) = text.split_at(unit);
        let number: u64 = number.parse().map_err(drop)?;
        let duration = match unit {
            "ms" => Some(Duration::from_millis(number)),
            "s" => Some(Duration::from_secs(number)),
            "m" => number.checked_mul(60).map(Duration::from_secs),
            "h" => number.checked_mul(60 * 60).map(Duration::from_secs),
            _ => None,
        };
        duration.filter(|duration| !duration.is_zero() && *duration <= LONGEST).map(Self).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(values: &[(&str, &str)]) -> Reader {
        Reader::from_map(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn every_problem_is_reported_by_name_and_none_by_value() {
        let mut reader = reader(&[("PORT", "hunter2"), ("LIMIT", "7 parsecs"), ("BLANK", " "), ("FINE", "3")]);
        let fine: Option<u16> = reader.required("FINE", "a number");
        let config = (|| {
            Some((
                reader.required::<u16>("PORT", "a port"),
                reader.duration_or("LIMIT", Duration::from_secs(1)),
                reader.required::<String>("BLANK", "a name"),
                reader.required::<Secret>("ABSENT", "a key"),
                fine?,
            ))
        })();
        reader.refuse("FINE", "must be even");
        let error = reader.finish(config).unwrap_err();
        assert_eq!(error.names().collect::<Vec<_>>(), ["PORT", "LIMIT", "BLANK", "ABSENT", "FINE"]);
        assert_eq!(
            error.to_string(),
            "the environment cannot be used\n  \
             PORT cannot be used: expected a port\n  \
             LIMIT cannot be used: expected a duration such as 500ms, 5s, 2m or 12h\n  \
             BLANK is missing: expected a name\n  \
             ABSENT is missing: expected a key\n  \
             FINE must be even"
        );
        assert!(!format!("{error:?}").contains("hunter2"));
    }

    #[test]
    fn absent_and_blank_variables_take_their_defaults() {
        let mut reader = reader(&[("BLANK", ""), ("PADDED", " 5s ")]);
        assert_eq!(reader.or("BLANK", 7, "a number"), 7);
        assert_eq!(reader.optional::<u16>("ABSENT", "a number"), None);
        assert_eq!(reader.duration_or("PADDED", Duration::from_secs(1)), Duration::from_secs(5));
        assert!(reader.finish(Some(())).is_ok());
    }

    #[test]
    fn durations() {
        let read = |text: &str| text.parse::<Span>().ok().map(|span| span.0);
        let cases = [
            ("500ms", Some(Duration::from_millis(500))),
            ("5s", Some(Duration::from_secs(5))),
            ("2m", Some(Duration::from_secs(120))),
            ("12h", Some(Duration::from_secs(43_200))),
            ("0s", None),
            ("5", None),
            ("s", None),
            ("-5s", None),
            ("1.5s", None),
            ("5 s", None),
            ("9000h", None),
            ("18446744073709551615h", None),
            ("99999999999999999999s", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_secret_does_not_show_itself() {
        let mut reader = reader(&[("KEY", "hunter2")]);
        assert!(!format!("{reader:?}").contains("hunter2"));
        let secret: Secret = reader.required("KEY", "a key").unwrap();
        assert_eq!(format!("{secret:?}"), "[secret]");
        assert_eq!(secret.expose(), "hunter2");
    }

    #[test]
    fn an_unfinished_configuration_is_refused_even_without_a_remembered_problem() {
        assert!(reader(&[]).finish(None::<()>).is_err());
    }
}
