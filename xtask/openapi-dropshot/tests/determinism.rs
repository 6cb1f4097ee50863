//! The same text gives the same bytes, and one changed line of it changes them.

use std::path::Path;

use openapi_dropshot::{Settings, Tree, generate};

#[test]
fn same_in_same_out_and_one_line_is_noticed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api/store.yaml");
    let text = std::fs::read_to_string(path).expect("the store's document");
    let tree = |text: &str| -> Tree {
        generate("store.yaml", text, &Settings::new("store-api", "Generated.")).expect("generated").tree
    };
    let first = tree(&text);
    assert_eq!(first, tree(&text));
    for (from, to) in [("maxLength: 128", "maxLength: 64"), ("nullable: true", "nullable: false"), ("# Tuckshop", "#")]
    {
        let changed = text.replacen(from, to, 1);
        assert_eq!(changed != text, first != tree(&changed), "{from}");
    }
}
