//! Sets of rows that hang together.

/// Union-find over rows; the label of a set is its least row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets {
    above: Vec<u32>,
}

impl Sets {
    pub(crate) fn new(n: usize) -> Sets {
        Sets { above: (0..n as u32).collect() }
    }

    /// Each of `n` rows by itself again.
    pub(crate) fn reset(&mut self, n: usize) {
        self.above.clear();
        self.above.extend(0..n as u32);
    }

    pub(crate) fn len(&self) -> usize {
        self.above.len()
    }

    pub(crate) fn find(&mut self, mut row: u32) -> u32 {
        loop {
            let Some(above) = self.above.get(row as usize).copied().filter(|a| *a != row) else { return row };
            let next = self.above.get(above as usize).copied().unwrap_or(above);
            if let Some(slot) = self.above.get_mut(row as usize) {
                *slot = next;
            }
            row = next;
        }
    }

    /// Puts two rows into one set; whether they were apart.
    pub(crate) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.above.get_mut(a.max(b) as usize) {
            *slot = a.min(b);
        }
        a != b
    }
}
