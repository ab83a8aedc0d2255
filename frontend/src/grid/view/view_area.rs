//! The part of the screen that a selection is drawn in, and how fast the table scrolls beyond it (convention 13).

/// Edges on screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

/// Pixels of a step just beyond the edge, and at most.
const SLOWEST: i32 = 6;
const FASTEST: i32 = 240;

impl View {
    /// The nearest point inside.
    pub fn nearest(&self, x: i32, y: i32) -> (i32, i32) {
        let within = |at: i32, from: i32, to: i32| at.min(to - 2).max(from + 1);
        (within(x, self.left, self.right), within(y, self.top, self.bottom))
    }

    /// How far the table scrolls in one step, to the right and down: the farther beyond the edge, the farther.
    pub fn speed(&self, x: i32, y: i32) -> (i32, i32) {
        (speed(x, self.left, self.right), speed(y, self.top, self.bottom))
    }
}

fn speed(at: i32, from: i32, to: i32) -> i32 {
    let step = |distance: i32| (SLOWEST + distance).min(FASTEST);
    if at < from {
        -step(from - at)
    } else if at > to {
        step(at - to)
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_faster_the_farther() {
        let view = View { left: 100, top: 100, right: 500, bottom: 300 };
        for (x, y, expected) in [
            (200, 200, (0, 0)),
            (500, 300, (0, 0)),
            (200, 310, (0, 16)),
            (200, 400, (0, 106)),
            (200, 9_000, (0, 240)),
            (90, 90, (-16, -16)),
        ] {
            assert_eq!(view.speed(x, y), expected, "{x} {y}");
        }
        assert_eq!(view.nearest(0, 9_000), (101, 298));
    }
}
