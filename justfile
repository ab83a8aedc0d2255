# Thin names for what a person runs; the work is done by `cargo xtask` (see `cargo xtask help`).

# What there is.
default:
    @just --list --unsorted

# Build everything, load the demonstration, serve it on one port.
run *options:
    cargo xtask run {{options}}

# Every test, or the stages named.
test *stages:
    cargo xtask test {{stages}}

# The quick part of the tests, for between two edits.
check:
    cargo xtask test format layers docs lint

# The browser application into frontend/dist.
web *options:
    cargo xtask web {{options}}

# The browser tests, on SQLite and on PostgreSQL.
e2e *specs:
    cargo xtask e2e {{specs}}

# openapi/openapi.json from the running code.
openapi:
    cargo xtask openapi

# The measurements of docs/performance.md.
bench *names:
    cargo xtask bench {{names}}

# The documentation's pictures, from the running system.
pictures:
    cargo xtask pictures

# docs/grid-conventions.md from the tests of the grid's conventions.
conventions:
    cargo xtask conventions
