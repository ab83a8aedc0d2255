//! The regimes, forms and catalogues of the circulars as data files, with their loader.
