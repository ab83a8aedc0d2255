DROP INDEX report_period_idx;
CREATE INDEX report_period_idx ON report (period, form_id, unit_id, state, due_at, sent_at);
DROP INDEX report_unit_idx;
CREATE INDEX report_unit_idx ON report (unit_id, state, due_at, id, form_code);
