//! Documents that are out to do harm, or are broken in every way, end in an answer.

mod synthetic;

use std::path::Path;

use openapi_dropshot::{Error, Generated, Settings, generate};

fn outcome(file: &str, text: &str) -> Result<Generated, String> {
    let mut settings = Settings::new("hostile", "Generated.");
    settings.skip_refused = true;
    match generate(file, text, &settings) {
        Ok(generated) => Ok(generated),
        Err(Error::Refused(problems, _)) => Err(problems.to_string()),
        Err(Error::Defect(defect)) => panic!("{defect}"),
    }
}

fn schemas(json: &str) -> String {
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"x","version":"1"}},"paths":{{}},"components":{{"schemas":{json}}}}}"#
    )
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        for depth in [150, 100_000] {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert!(outcome("x.json", &text).is_err());
            assert!(outcome("x.yaml", &text).is_err());
        }
    }
    let deep = format!(r#"{}{{"type":"string"}}{}"#, r#"{"type":"array","items":"#.repeat(180), "}".repeat(180));
    let _any_answer = outcome("x.json", &schemas(&format!(r#"{{"Deep":{deep}}}"#)));
}

#[test]
fn circles_end() {
    for schemas_json in [
        r##"{"A":{"$ref":"#/components/schemas/A"}}"##,
        r##"{"A":{"$ref":"#/components/schemas/B"},"B":{"$ref":"#/components/schemas/A"}}"##,
        r##"{"A":{"allOf":[{"$ref":"#/components/schemas/A"}]}}"##,
        r##"{"A":{"allOf":[{"$ref":"#/components/schemas/B"},{"type":"object"}]},"B":{"allOf":[{"$ref":"#/components/schemas/A"},{"type":"object"}]}}"##,
        r##"{"A":{"oneOf":[{"$ref":"#/components/schemas/A"},{"type":"string"}]}}"##,
        r##"{"A":{"anyOf":[{"$ref":"#/components/schemas/B"}]},"B":{"anyOf":[{"$ref":"#/components/schemas/A"}]}}"##,
        r##"{"A":{"not":{"$ref":"#/components/schemas/A"}}}"##,
        r##"{"A":{"type":"object","properties":{"a":{"$ref":"#/components/schemas/A"}},"required":["a"]}}"##,
        r##"{"A":{"type":"array","items":{"$ref":"#/components/schemas/A"},"default":[[],[[]]]}}"##,
    ] {
        let _any_answer = outcome("x.json", &schemas(schemas_json));
    }
}

#[test]
fn all_of_that_doubles_at_each_step_ends() {
    let members: Vec<String> = (0..40)
        .map(|index| {
            let next = index + 1;
            format!(r##""A{index}":{{"allOf":[{{"$ref":"#/components/schemas/A{next}"}},{{"$ref":"#/components/schemas/A{next}"}},{{"type":"object"}}]}}"##)
        })
        .collect();
    let last = r#""A40":{"type":"object","properties":{"x":{"type":"string"}}}"#;
    let _any_answer = outcome("x.json", &schemas(&format!("{{{},{last}}}", members.join(","))));
}

#[test]
fn numbers_of_any_size_are_read() {
    let huge = "9".repeat(400);
    for number in ["9223372036854775808", "-9223372036854775809", "1e308", "-0.0", "1e-320", huge.as_str()] {
        for keyword in ["minimum", "maximum", "multipleOf", "minLength", "maxItems", "default"] {
            for kind in ["integer", "number", "string", "array"] {
                let schema = format!(r#"{{"A":{{"type":"{kind}","items":{{}},"{keyword}":{number}}}}}"#);
                let _any_answer = outcome("x.json", &schemas(&schema));
            }
        }
    }
}

#[test]
fn ten_megabytes_end() {
    let generated = outcome("x.json", &synthetic::document(1_000, 10_000_000)).expect("generated");
    assert_eq!(generated.ledger.operations.len(), 1_000);
    assert!(outcome("x.json", &"x".repeat(10_000_000)).is_err());
    assert!(outcome("x.yaml", &"a: [\n".repeat(1_700_000)).is_err());
    assert!(outcome("x.yaml", &"- ".repeat(5_000_000)).is_err());
}

/// Every line of the store's document taken out, doubled, cut, or with a character changed, one at a time.
#[test]
fn broken_documents_get_an_answer() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api/store.yaml");
    let text = std::fs::read_to_string(path).expect("the store's document");
    let lines: Vec<&str> = text.lines().collect();
    let mut seed: u64 = 0x5EED;
    let mut next = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or_default() % bound.max(1)
    };
    for _ in 0..150 {
        let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let at = next(changed.len());
        match next(5) {
            0 => drop(changed.remove(at)),
            1 => changed.insert(at, changed[at].clone()),
            2 => changed.truncate(at),
            3 => {
                let other = next(changed.len());
                changed.swap(at, other);
            }
            _ => {
                let characters: Vec<char> = changed[at].chars().collect();
                let position = next(characters.len());
                let put = ['{', '}', '[', ':', '"', '-', '&', '*', '#', '\u{202e}', '\0', '9'][next(12)];
                let replaced = |(index, one): (usize, &char)| if index == position { put } else { *one };
                changed[at] = characters.iter().enumerate().map(replaced).collect();
            }
        }
        let _any_answer = outcome("broken.yaml", &changed.join("\n"));
    }
}
