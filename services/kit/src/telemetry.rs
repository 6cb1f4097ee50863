//! Structured logs on standard error, as text for people or as JSON for machines. Records for the shop's log topic are
//! another matter, see [`crate::logs`].

use std::{
    env, fmt,
    io::{IsTerminal, stderr},
};

use tracing::{Event, Subscriber};
use tracing_subscriber::{
    EnvFilter, Layer,
    fmt::{
        FmtContext, FormatEvent, FormatFields, MakeWriter,
        format::{Format, Full, Json, JsonFields, Writer},
    },
    layer::SubscriberExt,
    registry::LookupSpan,
    util::SubscriberInitExt,
};

use crate::config::{ConfigError, Reader};

/// Send what `tracing` records to standard error, every line with the instance's name, and with the fields of the spans
/// around it (the request id among them).
///
/// `LOG_FORMAT` chooses `text` (the default) or `json`, `RUST_LOG` what is shown (the default is `info`). A process
/// that has set up `tracing` before keeps what it has.
///
/// # Errors
///
/// When `LOG_FORMAT` or `RUST_LOG` cannot be used.
pub fn init(instance: &str) -> Result<(), ConfigError> {
    let mut reader = Reader::from_env();
    let format = match reader.or("LOG_FORMAT", "text".to_owned(), "text or json").as_str() {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => {
            reader.refuse("LOG_FORMAT", "must be text or json");
            None
        }
    };
    let filter = env::var("RUST_LOG").ok().filter(|text| !text.trim().is_empty());
    let filter = EnvFilter::builder().parse(filter.as_deref().unwrap_or("info"));
    if filter.is_err() {
        reader.refuse("RUST_LOG", "must be a list such as info,db=debug");
    }
    let (format, filter) = reader.finish(format.zip(filter.ok()))?;
    let layer = layer(format, instance, stderr().is_terminal(), stderr);
    // Failing means that tracing is set up already, which is what was asked for.
    let _ = tracing_subscriber::registry().with(layer).with(filter).try_init();
    Ok(())
}

#[derive(Clone, Copy)]
enum LogFormat {
    Text,
    Json,
}

fn layer<S, W>(format: LogFormat, instance: &str, colours: bool, writer: W) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let layer = tracing_subscriber::fmt::layer().with_writer(writer);
    let format_of_events = tracing_subscriber::fmt::format();
    match format {
        LogFormat::Text => {
            let events = Text { instance: instance.to_owned(), inner: format_of_events };
            layer.with_ansi(colours).event_format(events).boxed()
        }
        LogFormat::Json => {
            let inner = format_of_events.json().flatten_event(true).with_current_span(false);
            let events = Lines { instance: serde_json::Value::from(instance).to_string(), inner };
            layer.with_ansi(false).fmt_fields(JsonFields::new()).event_format(events).boxed()
        }
    }
}

/// `api-1 2026-01-31T12:00:00.000000Z  INFO …`
struct Text {
    instance: String,
    inner: Format<Full>,
}

impl<S, N> FormatEvent<S, N> for Text
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        write!(writer, "{} ", self.instance)?;
        self.inner.format_event(context, writer, event)
    }
}

/// `{"instance":"api-1","timestamp":…}`
struct Lines {
    /// As a JSON string.
    instance: String,
    inner: Format<Json>,
}

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut line = String::new();
        self.inner.format_event(context, Writer::new(&mut line), event)?;
        match line.strip_prefix('{') {
            Some(rest) => write!(writer, "{{\"instance\":{},{rest}", self.instance),
            None => writer.write_str(&line),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io,
        sync::{Arc, Mutex},
    };

    use serde_json::{Value, json};

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn write_one_line(format: LogFormat) -> String {
        let written = Written::default();
        let writer = written.clone();
        let layer = layer(format, "api-\"1\"", false, move || writer.clone());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            let _entered = tracing::error_span!("call", request_id = "r-77").entered();
            tracing::warn!(attempt = 3, "it was said: \"no\"");
        });
        let bytes = written.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_of_text_begins_with_the_instance_and_has_the_request_id() {
        let line = write_one_line(LogFormat::Text);
        assert!(line.starts_with("api-\"1\" 20"), "{line}");
        for part in [" WARN ", "call{request_id=\"r-77\"}", "it was said: \"no\"", "attempt=3"] {
            assert!(line.contains(part), "{part} in {line}");
        }
        assert_eq!(line.lines().count(), 1);
    }

    #[test]
    fn a_line_of_json_is_one_object_with_the_instance_and_the_request_id() {
        let line = write_one_line(LogFormat::Json);
        assert_eq!(line.lines().count(), 1);
        let line: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(line["instance"], "api-\"1\"");
        assert_eq!(line["level"], "WARN");
        assert_eq!(line["message"], "it was said: \"no\"");
        assert_eq!(line["attempt"], 3);
        assert_eq!(line["spans"], json!([{ "name": "call", "request_id": "r-77" }]));
    }
}
