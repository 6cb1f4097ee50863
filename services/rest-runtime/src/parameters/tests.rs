//! What one side writes the other side reads, and what nobody would write ends in a value or in violations.

use serde_json::{Map, Value, json};

use super::{Parameter, Shape, Style, from_cookie, from_header, from_path, from_query};
use crate::Violations;

/// Enough of a generator of numbers for tests that are the same each time (Knuth's MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).unwrap_or_default()
    }

    /// Texts of what separates, escapes and surprises.
    fn text(&mut self, without: &[char]) -> String {
        const PIECES: [&str; 34] = [
            "a", "B", "0", "-", "1.5", "true", "null", ",", ";", "=", "&", "#", "?", "/", ":", "@", "[", "]", "{", "}",
            "|", "%", "%2C", "%zz", "+", " ", ".", "\"", "\\", "\t", "\r\n", "ü", "日本", "🦀",
        ];
        let text: String = (0..self.below(5)).map(|_| PIECES[self.below(PIECES.len())]).collect();
        text.replace(without, "_")
    }

    fn value(&mut self, shape: &Shape, without: &[char]) -> Value {
        match shape {
            Shape::Text => self.text(without).into(),
            Shape::Any => format!("_{}", self.text(without)).into(), // not a number's or a boolean's text
            Shape::Integer => (i64::try_from(self.below(2_000_000)).unwrap_or_default() - 1_000_000).into(),
            Shape::Number => (self.below(1_000_000_000) as f64 / 7.0e5 - 700.0).into(),
            Shape::Boolean => (self.below(2) == 0).into(),
            Shape::Array(item) => {
                // An empty array of texts cannot be told from an array of an empty text.
                let least = usize::from(matches!(**item, Shape::Text | Shape::Any | Shape::Object(..)));
                let count = least + self.below(4);
                Value::Array((0..count).map(|_| self.value(item, without)).collect())
            }
            Shape::Object(properties, additional) => {
                let mut members: Map<_, _> = properties
                    .iter()
                    .enumerate()
                    .map(|(index, (name, shape))| (index, (*name).to_owned(), self.value(shape, without)))
                    .filter(|(index, _, value)| *index == 0 || value.to_string().len() % 2 == 0)
                    .map(|(_, name, value)| (name, value))
                    .filter(|(_, value)| *value != json!([])) // inside of an object an empty array is not written
                    .collect();
                if let Some(shape) = additional {
                    for _ in 0..self.below(3) {
                        members.insert(format!("_{}", self.text(without)), self.value(shape, without));
                    }
                }
                Value::Object(members)
            }
        }
    }
}

const SCALARS: [Shape; 5] = [Shape::Text, Shape::Integer, Shape::Number, Shape::Boolean, Shape::Any];
const LISTS: [Shape; 5] = [
    Shape::Array(&Shape::Text),
    Shape::Array(&Shape::Integer),
    Shape::Array(&Shape::Number),
    Shape::Array(&Shape::Boolean),
    Shape::Array(&Shape::Any),
];
const PROPERTIES: &[(&str, Shape)] = &[("R", Shape::Integer), ("näme,of=x", Shape::Text), ("b", Shape::Boolean)];
const OBJECTS: [Shape; 2] = [Shape::Object(PROPERTIES, None), Shape::Object(PROPERTIES, Some(&Shape::Any))];
const DEEP: Shape = Shape::Object(
    &[
        ("list", Shape::Array(&Shape::Text)),
        ("numbers", Shape::Array(&Shape::Integer)),
        ("inner", Shape::Object(PROPERTIES, Some(&Shape::Text))),
        ("many", Shape::Array(&Shape::Object(PROPERTIES, None))),
    ],
    None,
);

fn parameter(style: Style, explode: bool, shape: Shape) -> Parameter {
    Parameter {
        name: "näme[]",
        style,
        explode,
        allow_reserved: false,
        json: false,
        shape,
        others: &["other", "näme[]"],
    }
}

fn shapes() -> impl Iterator<Item = Shape> {
    SCALARS.into_iter().chain(LISTS).chain(OBJECTS)
}

/// Each shape with each `explode`, 200 values each.
fn each(
    styles: &[Style],
    shapes: impl Fn() -> Vec<Shape>,
    without: &[char],
    round: impl Fn(&Parameter, &Value, &mut Violations) -> (String, Option<Option<Value>>),
) {
    let mut random = Random(42);
    for (style, explode, shape) in styles
        .iter()
        .flat_map(|style| shapes().into_iter().flat_map(|shape| [(*style, false, shape), (*style, true, shape)]))
    {
        for reserved in [false, true] {
            let parameter = Parameter { allow_reserved: reserved, ..parameter(style, explode, shape) };
            for _ in 0..100 {
                let value = random.value(&shape, without);
                let mut violations = Violations::default();
                let (text, read) = round(&parameter, &value, &mut violations);
                let absent = value == json!({}) || value == json!([]);
                let is_same = read == Some(Some(value.clone())) || (absent && read == Some(None));
                assert!(is_same, "{parameter:?}: {value} as {text} is {read:?}, {violations:?}");
            }
        }
    }
}

fn query_round(parameter: &Parameter, value: &Value, violations: &mut Violations) -> (String, Option<Option<Value>>) {
    let mut query = String::from("other=1");
    parameter.write_query(value, &mut query);
    assert!(query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'), "{query}");
    let read = from_query(parameter, &query, violations);
    (query, read)
}

#[test]
fn queries() {
    let all = || shapes().collect();
    each(&[Style::Form], all, &[], query_round);
    each(&[Style::SpaceDelimited], all, &[' ', '+'], query_round);
    each(&[Style::PipeDelimited], all, &['|'], query_round);
}

#[test]
fn spaces_and_pipes_are_lost_to_their_styles_only() {
    let mut violations = Violations::default();
    let spaced = parameter(Style::SpaceDelimited, false, Shape::Array(&Shape::Text));
    assert_eq!(query_round(&spaced, &json!(["a b", "+"]), &mut violations).1, Some(Some(json!(["a", "b", "+"]))));
}

#[test]
fn deep_objects() {
    let parameter = |shape| Parameter { name: "näme", ..parameter(Style::DeepObject, true, shape) };
    each(
        &[Style::DeepObject],
        || OBJECTS.into_iter().chain([DEEP]).collect(),
        &['[', ']'],
        |given, value, violations| {
            query_round(
                &Parameter { allow_reserved: given.allow_reserved, ..parameter(given.shape) },
                value,
                violations,
            )
        },
    );
}

#[test]
fn paths() {
    let all = || shapes().collect();
    each(&[Style::Simple, Style::Label, Style::Matrix], all, &[], |parameter, value, violations| {
        let segment = parameter.write_path(value);
        assert!(segment.bytes().all(|byte| byte.is_ascii_graphic() && !b"/?#".contains(&byte)), "{segment}");
        let read = from_path(parameter, &segment, violations);
        (segment, read)
    });
}

#[test]
fn headers() {
    let all = || shapes().collect();
    each(&[Style::Simple], all, &[], |parameter, value, violations| {
        let text = parameter.write_header(value);
        assert!(text.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{text}");
        let read = from_header(parameter, &[&text], violations);
        (text, read)
    });
}

#[test]
fn cookies() {
    let all = || shapes().collect();
    each(&[Style::Form], all, &[], |parameter, value, violations| {
        let mut cookies = String::from("other=1");
        parameter.write_cookie(value, &mut cookies);
        let read = from_cookie(parameter, &[&cookies, "other=2"], violations);
        (cookies, read)
    });
}

#[test]
fn json_in_each_place() {
    let parameter = Parameter { json: true, ..parameter(Style::Form, true, Shape::Any) };
    let value = json!({"a": [1, "&=;,%2C ü🦀\u{7f}\"\\", null, {"": []}]});
    let mut violations = Violations::default();
    assert_eq!(query_round(&parameter, &value, &mut violations).1, Some(Some(value.clone())));
    let mut cookies = String::new();
    parameter.write_cookie(&value, &mut cookies);
    assert_eq!(from_cookie(&parameter, &[&cookies], &mut violations), Some(Some(value.clone())));
    assert_eq!(from_path(&parameter, &parameter.write_path(&value), &mut violations), Some(Some(value.clone())));
    let header = parameter.write_header(&value);
    assert!(header.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{header}");
    assert_eq!(from_header(&parameter, &[&header], &mut violations), Some(Some(value)));
    assert!(violations.is_empty());
    assert_eq!(from_header::<Value>(&parameter, &["{"], &mut violations), None);
    assert_eq!(violations.len(), 1);
}

/// The table of the specification (OpenAPI 3.0.3, section 4.7.12.4), as it is written and read.
#[test]
fn the_examples_of_the_specification() {
    const COLORS: Shape = Shape::Object(&[("R", Shape::Integer), ("G", Shape::Integer), ("B", Shape::Integer)], None);
    let array = json!(["blue", "black", "brown"]);
    let object = json!({"R": 100, "G": 200, "B": 150});
    let named = |style, explode, shape| Parameter { name: "color", ..parameter(style, explode, shape) };
    for (style, explode, empty, string, of_array, of_object) in [
        (Style::Matrix, false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
        (Style::Matrix, true, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
        (Style::Label, false, ".", ".blue", ".blue.black.brown", ".R.100.G.200.B.150"),
        (Style::Label, true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
        (Style::Simple, false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"),
        (Style::Simple, true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"),
    ] {
        for (shape, value, text) in [
            (Shape::Text, json!(""), empty),
            (Shape::Text, json!("blue"), string),
            (Shape::Array(&Shape::Text), array.clone(), of_array),
            (COLORS, object.clone(), of_object),
        ] {
            let parameter = named(style, explode, shape);
            assert_eq!(parameter.write_path(&value), text);
            assert_eq!(from_path(&parameter, text, &mut Violations::default()), Some(Some(value)));
        }
    }
    for (style, explode, shape, value, text) in [
        (Style::Form, false, Shape::Text, json!(""), "color="),
        (Style::Form, false, Shape::Array(&Shape::Text), array.clone(), "color=blue,black,brown"),
        (Style::Form, true, Shape::Array(&Shape::Text), array.clone(), "color=blue&color=black&color=brown"),
        (Style::Form, false, COLORS, object.clone(), "color=R,100,G,200,B,150"),
        (Style::Form, true, COLORS, object.clone(), "R=100&G=200&B=150"),
        (Style::SpaceDelimited, false, Shape::Array(&Shape::Text), array.clone(), "color=blue%20black%20brown"),
        (Style::SpaceDelimited, false, COLORS, object.clone(), "color=R%20100%20G%20200%20B%20150"),
        (Style::PipeDelimited, false, Shape::Array(&Shape::Text), array, "color=blue%7Cblack%7Cbrown"),
        (Style::PipeDelimited, false, COLORS, object.clone(), "color=R%7C100%7CG%7C200%7CB%7C150"),
        (Style::DeepObject, true, COLORS, object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ] {
        let parameter = named(style, explode, shape);
        let mut query = String::new();
        parameter.write_query(&value, &mut query);
        assert_eq!(query, text);
        assert_eq!(from_query(&parameter, text, &mut Violations::default()), Some(Some(value)));
    }
}

/// What a query is read as; the reasons where it is not.
fn query(style: Style, explode: bool, shape: Shape, text: &str) -> Result<Option<Value>, Vec<String>> {
    let mut violations = Violations::default();
    let parameter = Parameter { name: "a", others: &["a", "other"], ..parameter(style, explode, shape) };
    let read = from_query(&parameter, text, &mut violations);
    assert_eq!(read.is_some(), violations.is_empty());
    read.ok_or_else(|| violations.into_vec().into_iter().map(|one| one.reason).collect())
}

#[test]
fn what_is_read_from_what_others_write() {
    let texts = Shape::Array(&Shape::Text);
    let numbers = Shape::Array(&Shape::Integer);
    let free = Shape::Object(&[], Some(&Shape::Any));
    for (style, explode, shape, text, value) in [
        (Style::Form, true, Shape::Text, "", None),
        (Style::Form, true, Shape::Text, "b=1&&aa=1", None),
        (Style::Form, true, Shape::Text, "a", Some(json!(""))),
        (Style::Form, true, Shape::Text, "%61=b+c%20d%2B", Some(json!("b c d+"))),
        (Style::Form, true, Shape::Text, "a=%&b", Some(json!("%"))),
        (Style::Form, true, Shape::Integer, "a=007", Some(json!(7))),
        (Style::Form, true, Shape::Integer, "a=1.0", Some(json!("1.0"))),
        (Style::Form, true, Shape::Integer, "a=18446744073709551616", Some(json!("18446744073709551616"))),
        (Style::Form, true, Shape::Number, "a=%201", Some(json!(" 1"))),
        (Style::Form, true, Shape::Number, "a=1e999", Some(json!("1e999"))),
        (Style::Form, true, Shape::Any, "a=null", Some(json!("null"))),
        (Style::Form, true, texts, "a=", Some(json!([""]))),
        (Style::Form, false, texts, "a=", Some(json!([""]))),
        (Style::Form, false, texts, "a=b%2Cc,d", Some(json!(["b,c", "d"]))),
        (Style::Form, false, numbers, "a=", Some(json!([]))),
        (Style::Form, false, numbers, "a=1,", Some(json!([1, ""]))),
        (Style::Form, true, free, "b=1&other=2&a=3&other[x]=4&c=x", Some(json!({"b": 1, "c": "x"}))),
        (Style::Form, true, Shape::Object(PROPERTIES, None), "x=1", None),
        (Style::Form, false, Shape::Object(PROPERTIES, None), "a=x,1,R,2", Some(json!({"x": "1", "R": 2}))),
        (Style::SpaceDelimited, false, numbers, "a=1+2%203", Some(json!([1, 2, 3]))),
        (Style::PipeDelimited, false, numbers, "a=1|2%7c3", Some(json!([1, 2, 3]))),
        (Style::DeepObject, true, free, "a[b][c]=1&a[d]=x", Some(json!({"b": {"c": 1}, "d": "x"}))),
        (Style::DeepObject, true, numbers, "a[1]=1&a[0]=0", Some(json!([0, 1]))),
    ] {
        assert_eq!(query(style, explode, shape, text), Ok(value), "{text}");
    }
}

#[test]
fn what_cannot_be_read() {
    let pair = Shape::Object(&[("b", Shape::Array(&Shape::Text)), ("c", Shape::Integer)], None);
    for (style, explode, shape, text, reason) in [
        (Style::Form, true, Shape::Text, "a=1&a=2", "must be there once only"),
        (Style::Form, false, Shape::Array(&Shape::Text), "a=1&a=2", "must be there once only"),
        (Style::Form, true, Shape::Text, "a=%ff", "must be UTF-8"),
        (Style::Form, true, Shape::Array(&Shape::Array(&Shape::Text)), "a=1", "has a part that its style cannot write"),
        (Style::Form, true, pair, "b=1", "has a part that its style cannot write"),
        (Style::Form, true, pair, "c=1&c=2", "must be there once only"),
        (Style::Form, false, pair, "a=c", "must be names and values in turn"),
        (Style::DeepObject, true, pair, "a=1", "must be an object"),
        (Style::DeepObject, true, pair, "a[c][d]=1", "must not have members"),
        (Style::DeepObject, true, pair, "a[c]=1&a[c]=1", "must be there once only"),
        (Style::DeepObject, true, pair, "a[c]=1&a=1", "must be a text or have members, not both"),
        (Style::DeepObject, true, pair, "a[c=1", "must have names in pairs of brackets, at most 16"),
        (Style::DeepObject, true, pair, "a[c]d=1", "must have names in pairs of brackets, at most 16"),
        (
            Style::DeepObject,
            true,
            pair,
            "a[b][99999999999999999999]=",
            "must have its items numbered from 0, without gaps",
        ),
        (Style::DeepObject, true, pair, "a[b][]=1&a[b][0]=1", "must have its items numbered from 0, without gaps"),
        (Style::DeepObject, true, pair, "a[b][][x]=1", "must have numbers in the brackets of its items"),
    ] {
        assert_eq!(query(style, explode, shape, text), Err(vec![reason.to_owned()]), "{text}");
    }
    for (style, text) in [(Style::Label, "a"), (Style::Matrix, "a"), (Style::Matrix, ";b=1"), (Style::Simple, "%ff")] {
        let mut violations = Violations::default();
        assert_eq!(from_path::<Value>(&parameter(style, true, Shape::Text), text, &mut violations), None);
        assert_eq!(violations.len(), 1);
    }
}

#[test]
fn several_headers_are_one_list() {
    let mut violations = Violations::default();
    let list = parameter(Style::Simple, false, Shape::Array(&Shape::Text));
    assert_eq!(from_header(&list, &["a, b%2C", " c"], &mut violations), Some(Some(json!(["a", "b,", "c"]))));
    assert_eq!(from_header::<Value>(&list, &[], &mut violations), Some(None));
    assert!(violations.is_empty());
    let text = parameter(Style::Simple, false, Shape::Text);
    assert_eq!(text.write_header(&json!("W/\"5% of, 1=1\"")), "W/\"5% of, 1=1\"");
    assert_eq!(from_header::<Value>(&text, &["a", "b"], &mut violations), None);
    assert_eq!(violations.len(), 1);
}

#[test]
fn hostile_texts_are_bounded() {
    let deep = format!("a{}=1", "[b]".repeat(20_000));
    let wide: String = (0..10_000).map(|index| format!("a[{index}]=1&k{index}=%C3%28&")).collect();
    let many = "a&".repeat(20_000);
    let json = format!("a={}", "[".repeat(50_000));
    for text in [&deep, &wide, &many, &json, "a=%", "a=%f0%9f", "[", "]=", "=", "&&&=&", "a[=]&a]=[", "a[%"] {
        for (style, shape) in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject]
            .into_iter()
            .flat_map(|style| shapes().chain([DEEP]).map(move |shape| (style, shape)))
        {
            let _bounded = query(style, true, shape, text);
            let _bounded = query(style, false, shape, text);
        }
        let parameter = Parameter { name: "a", json: true, ..parameter(Style::Form, true, Shape::Any) };
        let _bounded = from_query::<Value>(&parameter, text, &mut Violations::default());
        for (style, shape) in [Style::Simple, Style::Label, Style::Matrix]
            .into_iter()
            .flat_map(|style| shapes().map(move |shape| (style, shape)))
        {
            let parameter = Parameter { style, shape, json: false, ..parameter };
            let _bounded = from_path::<Value>(&parameter, text, &mut Violations::default());
            let _bounded = from_header::<Value>(&parameter, &[text], &mut Violations::default());
            let _bounded = from_cookie::<Value>(&parameter, &[text], &mut Violations::default());
        }
    }
}
