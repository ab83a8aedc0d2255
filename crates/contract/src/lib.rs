//! The words of the REST API: request and response types and error codes, shared by server, browser and third-party clients.
