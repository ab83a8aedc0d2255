//! The caller's language, from `Accept-Language`; Vietnamese unless English is preferred.

use actix_web::HttpRequest;
use actix_web::http::header::ACCEPT_LANGUAGE;
use domain::language::Language;

/// The language to answer this request in.
#[must_use]
pub fn of(request: &HttpRequest) -> Language {
    request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map_or(Language::Vi, preferred)
}

/// The first of the two languages in the list, by weight and then by order.
fn preferred(header: &str) -> Language {
    header
        .split(',')
        .filter_map(|part| {
            let mut fields = part.trim().split(';');
            let language = match fields.next()?.trim().get(..2)?.to_ascii_lowercase().as_str() {
                "vi" => Language::Vi,
                "en" => Language::En,
                _ => return None,
            };
            let weight = fields.find_map(|field| field.trim().strip_prefix("q=")).and_then(|q| q.parse::<f32>().ok());
            Some((language, weight.unwrap_or(1.0)))
        })
        .fold(None, |best: Option<(Language, f32)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
        .map_or(Language::Vi, |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_language_wins() {
        for (header, language) in [
            ("", Language::Vi),
            ("fr", Language::Vi),
            ("en", Language::En),
            ("vi, en", Language::Vi),
            ("en-GB,en;q=0.9,vi;q=0.8", Language::En),
            ("vi;q=0.2, en;q=0.8", Language::En),
        ] {
            assert_eq!(preferred(header), language, "{header}");
        }
    }
}
