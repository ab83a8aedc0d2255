-- How a unit's own files for a form are laid out: which column of theirs is which of the form's.

CREATE TABLE import_mapping (
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    form_id BIGINT NOT NULL REFERENCES form (id),
    body TEXT NOT NULL,
    PRIMARY KEY (unit_id, form_id)
);
