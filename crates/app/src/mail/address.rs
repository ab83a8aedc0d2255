//! What an e-mail address may look like: narrower than the standard, as wide as the addresses of offices.

/// Longest address that a mail server has to take, in bytes (RFC 5321).
const LONGEST: usize = 254;

/// Longest part before the @.
const LONGEST_NAME: usize = 64;

/// Whether this can be an address: a name of ASCII letters, digits, dots and `_+-`, and a domain of at least two labels.
/// Nothing that it lets through means anything else in a header or in a command.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte);
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(in_name);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= LONGEST
        && name.len() <= LONGEST_NAME
        && name.split('.').all(is_word)
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_offices_are_taken_and_nothing_that_means_more() {
        for good in ["a@b.vn", "nguyen.van-an_1+bc@badinh.hanoi.gov.vn", "A.B@Example.COM"] {
            assert!(is_address(good), "{good}");
        }
        let long_name = format!("{}@b.vn", "a".repeat(65));
        let long = format!("a@{}.vn", "b123456789.".repeat(25));
        for bad in [
            "",
            "a",
            "@b.vn",
            "a@",
            "a@b",
            "a@@b.vn",
            "a@b@c.vn",
            "a b@c.vn",
            "a@b..vn",
            ".a@b.vn",
            "a.@b.vn",
            "a..b@c.vn",
            "a@-b.vn",
            "a@b-.vn",
            "a@b.vn\r\nBcc: c@d.vn",
            "a@b.vn\n",
            "<a@b.vn>",
            "\"a b\"@c.vn",
            "a,b@c.vn",
            "a@[10.0.0.1]",
            "bộ@tư-pháp.vn",
            "a\0@b.vn",
            &long_name,
            &long,
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }
}
