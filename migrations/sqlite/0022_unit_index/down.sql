DROP INDEX report_unit_idx;
CREATE INDEX report_unit_idx ON report (unit_id, state, due_at, id, form_code);
