//! Tags and texts of HTML as it comes from the clipboard; comments, styles and scripts are passed over.

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text with its entities resolved.
    Text(String),
    /// The beginning of an element.
    Open(Tag<'a>),
    /// The name of an element that ends.
    Close(String),
}

/// The beginning of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name in small letters.
    pub name: String,
    attributes: Vec<(&'a str, String)>,
}

impl Tag<'_> {
    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The pieces of a text, in order.
pub struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    /// The pieces of this text.
    #[must_use]
    pub const fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    fn text(&mut self, length: usize) -> Token<'a> {
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        Token::Text(resolved(text))
    }

    /// Passes over everything up to the end of this mark.
    fn skip(&mut self, mark: &str) {
        self.rest = self.rest.find(mark).map_or("", |at| &self.rest[at + mark.len()..]);
    }

    /// Passes over what stands in a style or script.
    fn skip_element(&mut self, name: &str) {
        let closing = format!("</{name}");
        let at = self.rest.char_indices().find(|(at, letter)| {
            let end = at + closing.len();
            *letter == '<' && self.rest.get(*at..end).is_some_and(|tag| tag.eq_ignore_ascii_case(&closing))
        });
        self.rest = at.map_or("", |(at, _)| &self.rest[at..]);
    }

    fn tag(&mut self) -> Token<'a> {
        let body = &self.rest[1..];
        let end = tag_end(body);
        let inside = &body[..end];
        self.rest = body.get(end + 1..).unwrap_or("");
        if let Some(name) = inside.strip_prefix('/') {
            return Token::Close(name.trim().to_ascii_lowercase());
        }
        let name_end = inside.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        if matches!(name.as_str(), "style" | "script" | "title") {
            self.skip_element(&name);
        }
        Token::Open(Tag { name, attributes: attributes(&inside[name_end..]) })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if self.rest.starts_with("<!--") {
                self.skip("-->");
            } else if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
                self.skip(">");
            } else if is_tag(self.rest) {
                return Some(self.tag());
            } else {
                let first = self.rest.chars().next().map_or(1, char::len_utf8);
                let next = self.rest[first..].find('<').map_or(self.rest.len(), |at| at + first);
                return Some(self.text(next));
            }
        }
    }
}

fn is_tag(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next() == Some('<') && letters.next().is_some_and(|letter| letter == '/' || letter.is_ascii_alphabetic())
}

/// Where the tag ends; quoted values may hold `>`.
fn tag_end(body: &str) -> usize {
    let mut quote = None;
    for (at, letter) in body.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') if body[..at].trim_end().ends_with('=') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    body.len()
}

fn attributes(text: &str) -> Vec<(&str, String)> {
    let mut rest = text.trim_start();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            found.push((name, String::new()));
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        found.push((name, resolved(value)));
        rest = after.trim_start();
    }
    found
}

/// Letters that older programs write by their names.
const NAMED: [(&str, char); 35] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("yacute", 'ý'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Ecirc", 'Ê'),
    ("Eacute", 'É'),
    ("Iacute", 'Í'),
    ("Ocirc", 'Ô'),
    ("Uacute", 'Ú'),
    ("Yacute", 'Ý'),
];

/// The text with its entities resolved.
fn resolved(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((letter, length)) => {
                out.push(letter);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The letter that an entity stands for, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, end + 1))
}
