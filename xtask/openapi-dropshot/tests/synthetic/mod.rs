//! A document as large as one likes, made up the same way each time.

use std::fmt::Write as _;

/// A document of so many operations, with three schemas for each, that is padded with examples to about so many bytes.
pub fn document(operations: usize, bytes: usize) -> String {
    let prose = "Says at length what a reader would want to know of it, and what a program has no use for. ";
    let mut text =
        String::from("{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"Synthetic\",\"version\":\"1.0.0\"},\n\"paths\":{\n");
    // Large documents are large by their examples.
    let repeated = bytes.saturating_sub(operations * 2_200) / operations.max(1) / prose.len();
    let example = prose.repeat(repeated.max(1));
    for index in 0..operations {
        let (method, path) = match index % 4 {
            0 => ("get", format!("/things{}", index / 4)),
            1 => ("post", format!("/things{}", index / 4)),
            2 => ("get", format!("/things{}/{{thing_id}}", index / 4)),
            _ => ("get", format!("/things{}/newest", index / 4)),
        };
        let open = if index % 4 == 1 {
            ",".to_owned()
        } else {
            format!("{}\"{path}\":{{", if index == 0 { "" } else { "},\n" })
        };
        let parameters = match index % 4 {
            0 => {
                r##""parameters":[{"name":"page","in":"query","schema":{"type":"integer","minimum":1,"default":1}},{"name":"tags","in":"query","schema":{"type":"array","items":{"type":"string","maxLength":40}}}],"##
            }
            2 => r##""parameters":[{"name":"thing_id","in":"path","required":true,"schema":{"type":"integer"}}],"##,
            _ => "",
        };
        let body = if index % 4 == 1 {
            format!(
                r##""requestBody":{{"required":true,"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/NewThing{index}"}}}}}}}},"##
            )
        } else {
            String::new()
        };
        let _infallible = write!(
            text,
            r##"{open}"{method}":{{"operationId":"operation_{index}","summary":"Operation {index}","description":"{prose}",{parameters}{body}"responses":{{"200":{{"description":"Done.","headers":{{"X-Remaining":{{"schema":{{"type":"integer"}}}}}},"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Thing{index}"}},"example":{{"id":1,"name":"{example}"}}}}}}}},"404":{{"description":"There is none.","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Trouble{index}"}}}}}}}}}}}}"##
        );
    }
    text.push_str("}},\n\"components\":{\"schemas\":{\n");
    for index in 0..operations {
        let comma = if index == 0 { "" } else { ",\n" };
        let next = (index + 1) % operations;
        let _infallible = write!(
            text,
            r##"{comma}"Thing{index}":{{"type":"object","description":"{prose}","required":["id","name"],"properties":{{"id":{{"type":"integer"}},"name":{{"type":"string","minLength":1,"maxLength":80,"pattern":"^[a-z]+$"}},"kind":{{"type":"string","enum":["small","large","other"]}},"parts":{{"type":"array","maxItems":20,"items":{{"type":"object","properties":{{"weight":{{"type":"number","minimum":0}},"of":{{"$ref":"#/components/schemas/Thing{next}"}}}}}}}},"seen_at":{{"type":"string","format":"date-time","nullable":true}}}}}},
"NewThing{index}":{{"allOf":[{{"$ref":"#/components/schemas/Thing{index}"}},{{"type":"object","properties":{{"note":{{"type":"string","default":"none"}}}}}}]}},
"Trouble{index}":{{"oneOf":[{{"type":"object","required":["message"],"properties":{{"message":{{"type":"string"}}}}}},{{"type":"string"}}]}}"##
        );
    }
    text.push_str("}}}\n");
    text
}
