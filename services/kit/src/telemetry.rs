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
        FmtContext, FormatEvent, FormatFields,
        format::{Format, Full, Json, Writer},
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
    let layer = tracing_subscriber::fmt::layer().with_writer(stderr);
    let instance = instance.to_owned();
    let layer = match format {
        LogFormat::Text => {
            let inner = tracing_subscriber::fmt::format();
            layer.with_ansi(stderr().is_terminal()).event_format(Text { instance, inner }).boxed()
        }
        LogFormat::Json => {
            let inner = tracing_subscriber::fmt::format().json().flatten_event(true).with_current_span(false);
            let fields = tracing_subscriber::fmt::format::JsonFields::new();
            layer.with_ansi(false).fmt_fields(fields).event_format(Lines { instance, inner }).boxed()
        }
    };
    // Failing means that tracing is set up already, which is what was asked for.
    let _ = tracing_subscriber::registry().with(layer).with(filter).try_init();
    Ok(())
}

enum LogFormat {
    Text,
    Json,
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
        let instance = serde_json::Value::from(self.instance.as_str());
        match line.strip_prefix('{') {
            Some(rest) => write!(writer, "{{\"instance\":{instance},{rest}"),
            None => writer.write_str(&line),
        }
    }
}
