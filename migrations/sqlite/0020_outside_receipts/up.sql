-- Reports that were received outside of the system while it was down (C14): what tells of it, and the day that counts.
CREATE TABLE outside_receipt (
    report_id INTEGER PRIMARY KEY REFERENCES report (id),
    channel TEXT NOT NULL CHECK (channel IN ('paper', 'document_axis', 'other')),
    reference TEXT NOT NULL,
    received_on DATE NOT NULL,
    note TEXT,
    user_id BIGINT NOT NULL REFERENCES account (id),
    at TIMESTAMP NOT NULL
);
