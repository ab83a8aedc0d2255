//! What a number format shows: a number, a percentage, a day.

/// How a cell's number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shows {
    #[default]
    Number,
    Percent,
    Day,
}

/// What a built-in format shows, by its number.
pub(super) fn built_in(format: u16) -> Shows {
    match format {
        9 | 10 => Shows::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Shows::Day,
        _ => Shows::Number,
    }
}

/// What a format of the file's own shows: quoted, bracketed and escaped letters do not count, nor what stands behind the
/// first semicolon.
pub(super) fn own(code: &str) -> Shows {
    let mut letters = code.chars();
    let mut shows = Shows::Number;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                if is_elapsed(&inside) {
                    return Shows::Day;
                }
            }
            '\\' | '_' | '*' => drop(letters.next()),
            ';' => break,
            '%' => return Shows::Percent,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => shows = Shows::Day,
            // "General" has none of these letters behind it.
            'G' | 'g' => drop(letters.by_ref().nth("eneral".len() - 1)),
            _ => {}
        }
    }
    shows
}

/// `[h]`, `[mm]`, `[ss]`: hours, minutes, seconds beyond a day.
fn is_elapsed(inside: &str) -> bool {
    !inside.is_empty() && inside.chars().all(|letter| matches!(letter, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_days_and_percentages() {
        for (code, expected) in [
            ("General", Shows::Number),
            ("#,##0.00", Shows::Number),
            ("0.00E+00", Shows::Number),
            ("#,##0\\ \"đ\";[Red]-#,##0", Shows::Number),
            ("[Red]0.0%", Shows::Percent),
            ("0\" %\"", Shows::Number),
            ("dd/mm/yyyy", Shows::Day),
            ("[$-42A]d\\ mmmm", Shows::Day),
            ("[h]:mm", Shows::Day),
            ("0;yyyy", Shows::Number),
        ] {
            assert_eq!(own(code), expected, "{code}");
        }
        assert_eq!(
            [built_in(0), built_in(9), built_in(14), built_in(49)],
            [Shows::Number, Shows::Percent, Shows::Day, Shows::Number]
        );
    }
}
