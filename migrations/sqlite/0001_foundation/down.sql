DROP TABLE setting;
DROP TABLE idempotency;
DROP TABLE throttle;
DROP TABLE session;
DROP TABLE user_grant;
DROP TABLE account;
DROP TABLE unit_closure;
DROP TABLE unit;
