//! Parameters of every place, style and structure.

use rest_runtime::Value;
use rest_runtime::formats::{Date, Uuid};
use rest_runtime::server::Context;
use rest_runtime::server::dropshot::HttpServer;
use sample_parameters::client::{Client, ClientInfo as _};
use sample_parameters::server::{DOCUMENT, api_description};
use sample_parameters::types::*;
use sample_parameters::*;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::random::Random;
use crate::server::{self, violations};

struct Echo;

/// Methods that answer with their arguments.
macro_rules! echo {
    ($($method:ident($($argument:ident: $type:ty),*) -> $error:ty;)*) => {
        impl SampleParameters for Echo {
            $(
                async fn $method(&self, $($argument: $type),*) -> Result<Vec<Value>, $error> {
                    Ok(vec![$(json!($argument)),*])
                }
            )*
        }
    };
}

type Labels = std::collections::BTreeMap<String, String>;

echo! {
    simple_path(a: String, b: Ids, c: Ids, d: Point, e: Point) -> SimplePathError;
    label_path(a: String, b: Ids, c: Ids, d: Point, e: Point) -> LabelPathError;
    matrix_path(a: String, b: Ids, c: Ids, d: Point, e: Point) -> MatrixPathError;
    json_file(a: String) -> JsonFileError;
    numbered_file(a: String, b: NumberedFileNumber, c: NumberedFileExtension) -> NumberedFileError;
    any_file(a: String) -> AnyFileError;
    form_query(
        a: String, b: Option<i32>, c: Option<f64>, d: Option<bool>, e: Option<Texts>, f: Option<Texts>, g: Option<Ids>,
        h: Option<Point>, i: Option<Point>
    ) -> FormQueryError;
    delimited_query(a: Option<Texts>, b: Option<Texts>, c: Option<Ids>, d: Option<Ids>, e: Option<Point>) -> DelimitedQueryError;
    deep_query(a: Filter, b: Option<Labels>) -> DeepQueryError;
    open_query(a: Option<Labels>, b: Option<i64>) -> OpenQueryError;
    headers(a: String, b: Option<i64>, c: Option<Ids>, d: Option<Texts>, e: Option<Point>, f: Option<Point>) -> HeadersError;
    cookies(a: String, b: Option<bool>, c: Option<Ids>, d: Option<Texts>, e: Option<Point>) -> CookiesError;
    content(a: Filter, b: Option<Filter>, c: Option<Filter>, d: Option<Filter>, e: Option<String>) -> ContentError;
    defaults(a: DefaultsLimit, b: Order, c: Vec<i64>, d: DefaultsPoint, e: bool, f: String) -> DefaultsError;
    reserved(
        a: String, b: Option<Texts>, c: Option<String>, d: Option<String>, e: Option<String>, f: Option<String>, g: Option<String>
    ) -> ReservedError;
    names(
        a: String, b: String, c: Option<i64>, d: Option<i64>, e: Option<i64>, f: Option<i64>, g: Option<i64>, h: Option<i64>,
        i: Option<i64>, j: Option<i64>, k: Option<i64>, l: Option<i64>
    ) -> NamesError;
    rules(
        a: Uuid, b: RulesIds, c: Order, d: Option<RulesCode>, e: Option<RulesCodes>, f: Option<Filter>, g: Option<RulesXStep>,
        h: Option<Date>, i: Option<RulesMode>, j: Option<RulesEither>
    ) -> RulesError;
}

fn start() -> (HttpServer<Context<Echo>>, Client) {
    let (server, baseurl) = server::start(api_description().expect("a description"), Echo, DOCUMENT);
    (server, Client::new(&baseurl).expect("a client"))
}

/// Call an operation and compare what comes back with what it was given.
macro_rules! there_and_back {
    ($client:ident.$method:ident($($argument:expr),* $(,)?)) => {
        there_and_back!(@ $client $method [] $($argument),*)
    };
    // Each argument gets a name, so that it is the same one that is sent and compared.
    (@ $client:ident $method:ident [$($bound:ident)*] $argument:expr $(, $more:expr)*) => {
        match $argument {
            argument => there_and_back!(@ $client $method [$($bound)* argument] $($more),*),
        }
    };
    (@ $client:ident $method:ident [$($bound:ident)*]) => {
        match $client.$method($($bound),*).await {
            Ok(answer) => assert_eq!(answer.into_inner(), [$(json!($bound)),*], stringify!($method)),
            Err(error) => panic!("{}: {} is {error:?}", stringify!($method), json!([$($bound),*])),
        }
    };
}

fn make<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a value")
}

/// What a segment of a path can be: not empty, no dots alone.
fn segment(random: &mut Random) -> String {
    loop {
        let text = random.text(1, 12);
        if text != "." && text != ".." {
            return text;
        }
    }
}

fn texts(random: &mut Random, without: &[char]) -> Texts {
    let items = 1 + random.below(4);
    make((0..items).map(|_| random.text(1, 8).replace(without, "x")).collect())
}

fn ids(random: &mut Random) -> Ids {
    let items = 1 + random.below(4);
    make((0..items).map(|_| random.integer(-99, i64::MAX)).collect())
}

fn point(random: &mut Random) -> Point {
    let x = random.integer(i64::MIN, 9);
    match random.once_in(3) {
        true => make(json!({ "x": x })),
        false => make(json!({ "x": x, "label": random.text(1, 8) })),
    }
}

fn filter(random: &mut Random) -> Filter {
    let inner: Labels =
        (0..1 + random.below(3)).map(|_| (random.text(1, 5).replace(['[', ']'], "x"), random.text(0, 5))).collect();
    make(match random.below(3) {
        0 => json!({ "name": random.text(1, 8) }),
        1 => json!({ "name": random.text(1, 8), "sizes": ids(random) }),
        _ => json!({ "name": random.text(1, 8), "sizes": ids(random), "inner": inner }),
    })
}

fn labels(random: &mut Random, prefix: &str) -> Labels {
    let name = |random: &mut Random| format!("{prefix}{}", random.text(1, 5).replace(['[', ']'], "x"));
    (0..1 + random.below(3)).map(|_| (name(random), random.text(0, 8))).collect()
}

const ROUNDS: usize = 60;

#[tokio::test]
async fn paths() {
    let (_server, client) = start();
    let random = &mut Random::new();
    for _ in 0..ROUNDS {
        let (text, some, more, one, other) = (segment(random), ids(random), ids(random), point(random), point(random));
        there_and_back!(client.simple_path(&text, &some, &more, &one, &other));
        there_and_back!(client.label_path(&text, &some, &more, &one, &other));
        there_and_back!(client.matrix_path(&text, &some, &more, &one, &other));
    }
}

#[tokio::test]
async fn parts_of_segments() {
    let (_server, client) = start();
    let random = &mut Random::new();
    for _ in 0..ROUNDS {
        // A name with a suffix of its own would be another operation's, as it should.
        let name = segment(random).replace(['-', '.'], "x");
        there_and_back!(client.json_file(&name));
        there_and_back!(client.any_file(&name));
        let number = make(json!(random.integer(1, 999)));
        there_and_back!(client.numbered_file(&name, &number, &make(json!("tar.gz"))));
        there_and_back!(client.numbered_file(&name, &number, &make(json!("txt"))));
    }
}

#[tokio::test]
async fn queries() {
    let (_server, client) = start();
    let random = &mut Random::new();
    there_and_back!(client.form_query("", None, None, None, None, None, None, None, None));
    there_and_back!(client.form_query(
        "",
        Some(0),
        Some(-0.5),
        Some(false),
        None,
        None,
        Some(&make(json!([]))),
        None,
        None
    ));
    there_and_back!(client.delimited_query(None, None, None, None, None));
    for _ in 0..ROUNDS {
        let (text, some, more) = (random.text(0, 20), texts(random, &[]), texts(random, &[]));
        let (one, other) = (point(random), point(random));
        there_and_back!(client.form_query(
            &text,
            Some(7),
            Some(random.number(-1e9, 1e-9)),
            Some(random.once_in(2)),
            Some(&some),
            Some(&more),
            Some(&ids(random)),
            Some(&one),
            Some(&other),
        ));
        let spaced = texts(random, &[' ', '+']);
        there_and_back!(client.delimited_query(
            Some(&spaced),
            Some(&more),
            Some(&ids(random)),
            Some(&ids(random)),
            Some(&make(json!({ "x": 5, "label": random.text(1, 5).replace('|', "x") }))),
        ));
        there_and_back!(client.deep_query(&filter(random), Some(&labels(random, ""))));
        there_and_back!(client.deep_query(&filter(random), None));
        there_and_back!(client.open_query(Some(&labels(random, "x-")), Some(3)));
        there_and_back!(client.open_query(None, Some(3)));
        let (reserved, name) = (random.text(0, 20), random.text(0, 9));
        there_and_back!(client.reserved(
            &reserved,
            Some(&more),
            Some(name.as_str()),
            Some("a"),
            Some(""),
            Some("b"),
            Some("c")
        ));
        there_and_back!(client.reserved(&reserved, None, None, None, None, None, None));
    }
}

#[tokio::test]
async fn headers_and_cookies() {
    let (_server, client) = start();
    let random = &mut Random::new();
    there_and_back!(client.headers("", None, None, None, None, None));
    there_and_back!(client.cookies("", None, None, None, None));
    for _ in 0..ROUNDS {
        let (text, one, other) = (random.text(0, 20), point(random), point(random));
        let items = texts(random, &[]);
        let numbers = ids(random);
        there_and_back!(client.headers(&text, Some(5), Some(&numbers), Some(&items), Some(&one), Some(&other)));
        there_and_back!(client.cookies(&text, Some(true), Some(&numbers), Some(&items), Some(&one)));
    }
}

#[tokio::test]
async fn content_and_names() {
    let (_server, client) = start();
    let random = &mut Random::new();
    for _ in 0..ROUNDS {
        let (a, b, c, d) = (filter(random), filter(random), filter(random), filter(random));
        there_and_back!(client.content(&a, Some(&b), Some(&c), Some(&d), Some(random.text(0, 9).as_str())));
        there_and_back!(client.content(&a, None, None, None, None));
        let text = segment(random);
        let n = Some;
        there_and_back!(client.names(&text, "b", n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9), n(10)));
    }
}

#[tokio::test]
async fn what_is_absent_has_its_default() {
    let (_server, client) = start();
    let answer = client.defaults(None, None, None, None, None, None).await.expect("an answer").into_inner();
    assert_eq!(json!(answer), json!([20, "ascending", [1, 2], { "x": 3 }, true, "é"]));
    let answer = client
        .defaults(
            Some(&make(json!(5))),
            Some(&make(json!("descending"))),
            Some(&[7]),
            Some(&make(json!({ "x": 1 }))),
            Some(false),
            Some("a"),
        )
        .await;
    assert_eq!(json!(answer.expect("an answer").into_inner()), json!([5, "descending", [7], { "x": 1 }, false, "a"]));
}

/// What no generated client sends: `parameter/pointer: reason` for each broken rule, and never the input.
#[tokio::test]
async fn what_breaks_a_rule_is_named_and_not_repeated() {
    const ID: &str = "9e2e1f0c-6f4e-4f47-9a52-6dc29f3a2b1e";
    let (_server, client) = start();
    let get = |path: &str| client.client().get(format!("{}{path}", client.baseurl()));
    let good = format!("/rules/{ID}/1,2?order=ascending");
    assert_eq!(server::json(get(&good)).await.0, 200);
    let header = |name: &'static str, value: &'static str| Some((name, value));
    let mut wrong = Vec::new();
    for (path, added, expected) in [
        ("/rules/hush/1?order=ascending", None, vec!["id: must be a UUID (RFC 9562)"]),
        ("/rules/{ID}/1,hush?order=ascending", None, vec!["ids/1: must be an integer, not a string"]),
        ("/rules/{ID}/1,100?order=ascending", None, vec!["ids/1: must be at most 99"]),
        ("/rules/{ID}/1,2,3,4?order=ascending", None, vec!["ids: must have at most 3 items"]),
        ("/rules/{ID}/1", None, vec!["order: is required"]),
        ("/rules/{ID}/1?order=hush", None, vec!["order: must be one of `ascending` `descending`"]),
        ("/rules/{ID}/1?order=ascending&order=descending", None, vec!["order: must be there once only"]),
        ("/rules/{ID}/1?order=ascending&code=hush", None, vec!["code: must match ^[a-z]{2}$"]),
        ("/rules/{ID}/1?order=ascending&codes=ab&codes=hush", None, vec!["codes/1: must match ^[a-z]{2}$"]),
        ("/rules/{ID}/1?order=ascending&codes=ab&codes=ab", None, vec!["codes/1: is in the array already"]),
        ("/rules/{ID}/1?order=ascending&filter[name]=", None, vec!["filter/name: must have at least 1 character"]),
        (
            "/rules/{ID}/1?order=ascending&filter[other]=hush",
            None,
            vec!["filter/other: is not a known member", "filter/name: is required"],
        ),
        (
            "/rules/{ID}/1?order=ascending&filter[name]=a&filter[sizes][]=1&filter[sizes][]=hush",
            None,
            vec!["filter/sizes/1: must be an integer, not a string"],
        ),
        ("/rules/{ID}/1?order=ascending&mode=3", None, vec!["mode: must be one of the allowed values"]),
        ("/rules/{ID}/1?order=ascending&either=9", None, vec!["either: must match one of the allowed schemas"]),
        ("/rules/{ID}/1?order=ascending", header("x-step", "7"), vec!["X-Step: must be a multiple of 5"]),
        ("/rules/{ID}/1?order=ascending", header("x-step", "hush"), vec!["X-Step: must be an integer"]),
        (
            "/rules/{ID}/1?order=ascending",
            header("cookie", "day=hush"),
            vec!["day: must be a date (RFC 3339), such as 2026-01-31"],
        ),
        (
            "/rules/hush/200",
            header("x-step", "7"),
            vec![
                "id: must be a UUID (RFC 9562)",
                "ids/0: must be at most 99",
                "order: is required",
                "X-Step: must be a multiple of 5",
            ],
        ),
        ("/form?text=%ff", None, vec!["text: must be UTF-8"]),
        ("/form?text=a&count=3000000000", None, vec!["count: must fit into 32 bits"]),
        ("/form?text=a&ratio=hush", None, vec!["ratio: must be a number"]),
        ("/form?text=a&label=hush", None, vec!["point/x: is required"]),
        ("/form?text=a&point_joined=x,1,hush", None, vec!["point_joined: must be names and values in turn"]),
        ("/files/a-0.txt", None, vec!["number: must be at least 1"]),
        ("/files/a-1.hush", None, vec!["extension: must be one of `txt` `tar.gz`"]),
        ("/label/hush/.1/.1/.x.1/.x=1", None, vec!["text: must begin with a dot"]),
        (
            "/matrix/;text=a/;hush=1/;ids_exploded=1/;point=x,1/;x=1",
            None,
            vec!["ids: must begin with a semicolon and its name"],
        ),
        ("/content/hush", None, vec!["filter: must be JSON"]),
        ("/content/%7B%22name%22:%22%22%7D", None, vec!["filter/name: must have at least 1 character"]),
    ] {
        let mut request = get(&path.replace("{ID}", ID));
        if let Some((name, value)) = added {
            request = request.header(name, value);
        }
        let (status, problem) = server::json(request).await;
        let found = violations(&problem);
        if status != 400 || found != expected {
            wrong.push(format!("{path} {added:?}: {status} {found:#?}"));
        }
        assert!(!problem.to_string().contains("hush"), "{path}: {problem}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
