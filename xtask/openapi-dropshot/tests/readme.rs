//! What the README shows is what there is.

const README: &str = include_str!("../README.md");

#[test]
fn the_example_is_the_one_that_is_compiled() {
    assert!(README.contains(include_str!("../examples/xtask.rs")), "examples/xtask.rs and README.md differ");
}
