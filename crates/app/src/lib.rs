//! The use cases: authorize, load, ask the domain, save with the event. No HTTP.
