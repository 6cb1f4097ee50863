//! Tables, as text for a terminal and as Markdown for the page.

use std::fmt::Write as _;

use super::rounds::Spread;

/// A table of text.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new<const N: usize>(headings: [&str; N]) -> Self {
        Self { headings: headings.map(str::to_owned).to_vec(), rows: Vec::new() }
    }

    pub fn add<const N: usize>(&mut self, row: [String; N]) {
        self.rows.push(Vec::from(row));
    }

    /// In columns.
    pub fn text(&self) -> String {
        let lines = || std::iter::once(&self.headings).chain(&self.rows);
        let width = |column: usize| lines().filter_map(|row| Some(row.get(column)?.chars().count())).max();
        let mut text = String::new();
        for row in lines() {
            let mut line = String::from(" ");
            for (column, cell) in row.iter().enumerate() {
                let _ = write!(line, " {cell:width$} ", width = width(column).unwrap_or_default());
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }

    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut text = line(&self.headings);
        let _ = writeln!(text, "|{}", "---|".repeat(self.headings.len()));
        for row in &self.rows {
            text.push_str(&line(row));
        }
        text
    }
}

/// What was measured, set against what must be reached.
#[derive(Debug, Clone)]
pub struct Row {
    pub measured: String,
    pub store: String,
    pub baseline: String,
    pub result: String,
    pub required: String,
    /// None where nothing is required.
    pub reached: Option<bool>,
}

impl Row {
    /// A ratio that must be at least `required`.
    pub fn ratio(measured: String, store: Spread, baseline: String, ratio: Spread, required: f64) -> Self {
        Self {
            measured,
            store: format!("{}/s", whole(store.median)),
            baseline,
            result: format!("{:.2} ({:.2} to {:.2})", ratio.median, ratio.low, ratio.high),
            required: format!("{required}"),
            // Not a number is not reached either.
            reached: Some(ratio.median >= required),
        }
    }
}

/// All rows as one table.
pub fn of_rows(rows: &[Row]) -> Table {
    let mut table = Table::new(["measured", "store", "beside it", "result", "must reach", "verdict"]);
    for row in rows {
        let verdict = match row.reached {
            Some(true) => "reached",
            Some(false) => "missed",
            None => "",
        };
        let Row { measured, store, baseline, result, required, .. } = row.clone();
        table.add([measured, store, baseline, result, required, verdict.to_owned()]);
    }
    table
}

/// Without decimals, with a comma every three digits.
pub fn whole(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && digit.is_ascii_digit() && (digits.len() - position) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// In milliseconds, or in seconds when that is longer than one.
pub fn time(duration: std::time::Duration) -> String {
    match duration.as_secs_f64() {
        seconds if seconds >= 1.0 => format!("{seconds:.2} s"),
        seconds if seconds >= 0.01 => format!("{:.0} ms", seconds * 1e3),
        seconds => format!("{:.1} ms", seconds * 1e3),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn numbers_read_easily() {
        for (number, expected) in [(7.4, "7"), (999.6, "1,000"), (1_234_567.0, "1,234,567"), (123.0, "123")] {
            assert_eq!(whole(number), expected);
        }
        for (micros, expected) in [(1_500, "1.5 ms"), (250_400, "250 ms"), (1_234_000, "1.23 s")] {
            assert_eq!(time(Duration::from_micros(micros)), expected);
        }
    }

    #[test]
    fn a_ratio_is_reached_by_its_median() {
        let spread = |median| Spread { median, low: 0.5, high: 9.0 };
        let row = |ratio| Row::ratio("orders".into(), spread(4210.0), "pgbench".into(), spread(ratio), 5.0);
        assert_eq!(row(5.0).reached, Some(true));
        assert_eq!(row(4.999).reached, Some(false));
        assert_eq!(row(f64::NAN).reached, Some(false));
        assert_eq!(row(1.07).result, "1.07 (0.50 to 9.00)");
        assert_eq!(row(1.0).store, "4,210/s");
    }

    #[test]
    fn tables_are_aligned_text_or_markdown() {
        let mut table = Table::new(["what", "n"]);
        table.add(["much longer".to_owned(), "1".to_owned()]);
        assert_eq!(table.text(), "  what         n\n  much longer  1\n");
        assert_eq!(table.markdown(), "| what | n |\n|---|---|\n| much longer | 1 |\n");
    }
}
