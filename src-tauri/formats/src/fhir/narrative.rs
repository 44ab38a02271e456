//! XHTML narrative turned into plain text, and plain text into XHTML. Tags are never kept: script in a note is text.

use std::{borrow::Cow, fmt};

use memchr::{memchr, memchr2, memmem};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};

use super::text::{Text, checked, clean, read_str};

/// The longest narrative read, in bytes of XHTML.
pub const MAX_NARRATIVE: usize = 4 << 20;

/// The narrative of a resource (`text.div`) as plain text: a paragraph, a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrative(pub Text);

impl<'de> Deserialize<'de> for Narrative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Div(Text);
        impl<'de> Deserialize<'de> for Div {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_str(deserializer, |xhtml| Ok(Self(plain_text(&checked(xhtml, MAX_NARRATIVE)?))))
            }
        }
        #[derive(Deserialize)]
        struct Wire {
            div: Div,
        }
        Wire::deserialize(deserializer).map(|wire| Self(wire.div.0))
    }
}

impl Serialize for Narrative {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut wire = serializer.serialize_struct("Narrative", 2)?;
        wire.serialize_field("status", "generated")?;
        wire.serialize_field("div", &Xhtml(&self.0))?;
        wire.end()
    }
}

/// What we write around a plain text: taken off again, it leaves the very same text.
const OURS: (&str, &str) = (r#"<div xmlns="http://www.w3.org/1999/xhtml"><pre>"#, "</pre></div>");

/// Plain text in a `div`. `pre`, so that it is read back as it was written: indents, blank lines and all.
struct Xhtml<'a>(&'a str);

impl fmt::Display for Xhtml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(OURS.0)?;
        f.write_str(&html_escape::encode_text(self.0))?;
        f.write_str(OURS.1)
    }
}
impl Serialize for Xhtml<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The text a reader would see: blocks become lines, runs of white space one space (but in `pre`), entities their
/// characters; tags, comments, scripts and styles are left out.
pub fn plain_text(xhtml: &str) -> Text {
    if let Some(ours) = xhtml.strip_prefix(OURS.0).and_then(|rest| rest.strip_suffix(OURS.1))
        && memchr(b'<', ours.as_bytes()).is_none()
    {
        return Text::from(&*html_escape::decode_html_entities(ours));
    }
    let mut out = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    let mut pre = false;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (before, tag) = rest.split_at(at);
        push(&mut out, before, pre);
        if !tag.as_bytes().get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
            out.push('<');
            rest = tag.get(1..).unwrap_or_default();
            continue;
        }
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = memmem::find(comment.as_bytes(), b"-->").and_then(|end| comment.get(end + 3..)).unwrap_or_default();
            continue;
        }
        let end = tag_end(tag);
        let inside = tag.get(1..end).unwrap_or_default();
        rest = tag.get(end + 1..).unwrap_or_default();
        let closing = inside.starts_with('/');
        let name =
            inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "pre" => {
                new_line(&mut out);
                pre = !closing;
            }
            "br" => out.push('\n'),
            "p" | "div" | "ul" | "ol" | "dl" | "dt" | "dd" | "table" | "tr" | "caption" | "h1" | "h2" | "h3" | "h4"
            | "h5" | "h6" | "blockquote" | "hr" | "section" => new_line(&mut out),
            "li" => {
                new_line(&mut out);
                if !closing {
                    out.push_str("- ");
                }
            }
            "td" | "th" if closing => out.push('\t'),
            script @ ("script" | "style") if !closing && !inside.ends_with('/') => rest = after(rest, script),
            _ => {}
        }
    }
    push(&mut out, rest, pre);
    out.trim().into()
}

/// Where the tag that starts `tag` ends: at its `>`, but not one inside a quoted attribute.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, b) in tag.bytes().enumerate() {
        match quote {
            Some(q) if b == q => quote = None,
            Some(_) => {}
            None if b == b'>' => return at,
            None if b == b'"' || b == b'\'' => quote = Some(b),
            None => {}
        }
    }
    tag.len()
}

/// What follows the closing tag of a script or style.
fn after<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = rest;
    while let Some(at) = memmem::find(from.as_bytes(), b"</") {
        from = from.get(at + 2..).unwrap_or_default();
        if from.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
            return memchr(b'>', from.as_bytes()).and_then(|end| from.get(end + 1..)).unwrap_or_default();
        }
    }
    ""
}

fn new_line(out: &mut String) {
    while out.ends_with([' ', '\t']) {
        out.pop();
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn push(out: &mut String, text: &str, pre: bool) {
    let text = match memchr(b'&', text.as_bytes()) {
        Some(_) => html_escape::decode_html_entities(text),
        None => Cow::Borrowed(text),
    };
    let text = clean(&text);
    let plain = || memchr2(b'\n', b'\t', text.as_bytes()).is_none() && memmem::find(text.as_bytes(), b"  ").is_none();
    if pre || (!text.starts_with(' ') && plain()) {
        return out.push_str(&text);
    }
    let mut words = text.split([' ', '\n', '\t']);
    out.push_str(words.next().unwrap_or_default());
    for word in words {
        if !out.is_empty() && !out.ends_with([' ', '\n', '\t']) {
            out.push(' ');
        }
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(xhtml: &str) -> String {
        plain_text(xhtml).to_string()
    }

    #[test]
    fn paragraphs_become_lines_and_entities_characters() {
        let note = r#"<div xmlns="http://www.w3.org/1999/xhtml"><p>S: T &lt; 38&nbsp;&deg;C &amp; well.</p><p>O: R&#233;sum&eacute;</p></div>"#;
        assert_eq!(shown(note), "S: T < 38\u{a0}°C & well.\nO: Résumé");
    }

    #[test]
    fn script_styles_and_comments_say_nothing() {
        let note = r#"<div>a<script type="x">alert("</p>")</script><!-- <b>x</b> -->b<style>p{}</style><img title="a>b"/>c</div>"#;
        assert_eq!(shown(note), "abc");
        assert_eq!(
            shown("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
            "<script>alert(1)</script>",
            "escaped script is text"
        );
    }

    #[test]
    fn broken_markup_is_read_as_far_as_it_goes() {
        for (xhtml, text) in [
            ("a < b", "a < b"),
            ("<p>a", "a"),
            ("a<b", "a"),
            ("<", "<"),
            ("a<!-- b", "a"),
            ("<script>a", ""),
            ("&#0;&#xFFFFFFFF;x", "x"),
        ] {
            assert!(shown(xhtml).ends_with(text), "{xhtml}: {:?}", shown(xhtml));
        }
    }

    #[test]
    fn lists_and_tables_keep_their_rows() {
        assert_eq!(shown("<ul><li>Wound care</li>\n<li>Rest</li></ul>"), "- Wound care\n- Rest");
        assert_eq!(shown("<table><tr><th>BP</th><td>120/80</td></tr><tr><td>HR</td></tr></table>"), "BP\t120/80\nHR");
    }

    #[test]
    fn a_note_is_read_back_as_it_was_written() {
        for note in ["S: a\n\n  O: <b> & \"c\"\n\t- d", "x", "a  b", "  indented", "1 < 2 &amp; 3"] {
            assert_eq!(shown(&Xhtml(note).to_string()), note);
        }
    }
}
