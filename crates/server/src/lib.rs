//! The REST API, the embedded browser application and the binary baocao.
