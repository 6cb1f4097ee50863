//! `docs/data-types.md` against the schema as it is.

use crate::harness::Shop;

const PAGE: &str = include_str!("../../../docs/data-types.md");

#[tokio::test]
async fn every_column_stands_in_its_table_and_in_the_diagram_with_its_type() {
    let shop = Shop::open().await;
    let columns = "SELECT relname::text, attname::text, format_type(atttypid, atttypmod), attnotnull
                   FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                   WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0
                   AND NOT attisdropped AND relname <> 'refinery_schema_history'";
    let rows = shop.sql.query(columns, &[]).await.unwrap();
    assert!(rows.len() >= 27, "only {} columns were found", rows.len());
    for row in rows {
        let (table, column, not_null): (String, String, bool) = (row.get(0), row.get(1), row.get(3));
        let type_name = row.get::<_, String>(2).replace("timestamp with time zone", "timestamptz");

        let rows = between(&format!("PostgreSQL `{table}`"), "\n\n");
        let start = format!("| `{column}` | `{type_name}`");
        let listed = rows.lines().find(|line| line.starts_with(&start));
        let listed = listed.unwrap_or_else(|| panic!("no row of {table} begins with {start}"));
        assert_eq!(listed.contains("null"), !not_null, "{listed}");

        let entity = between(&format!("\n    {table} {{"), "}");
        let base = type_name.split('(').next().unwrap();
        let attribute = entity.lines().find(|line| line.trim_start().starts_with(&format!("{base} {column}")));
        let attribute = attribute.unwrap_or_else(|| panic!("{table} of the diagram has no {base} {column}"));
        assert_eq!(attribute.contains("nullable"), !not_null, "{attribute}");
    }
}

fn between(start: &str, end: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(start).unwrap_or_else(|| panic!("the page has no {start}"));
    rest.split_once(end).map_or(rest, |(text, _)| text)
}
