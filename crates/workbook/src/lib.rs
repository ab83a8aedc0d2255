//! Excel workbooks in and out: bytes in, domain values and findings out.
