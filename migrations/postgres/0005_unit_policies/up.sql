-- A unit's own process for a regime; it holds for the units below, too, unless a nearer one has its own.

CREATE TABLE unit_policy (
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    circular TEXT COLLATE "C" NOT NULL,
    regime TEXT COLLATE "C" NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (unit_id, circular, regime),
    FOREIGN KEY (circular, regime) REFERENCES regime (circular, code)
);
