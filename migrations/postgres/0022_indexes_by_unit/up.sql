-- Reports of a unit are found, narrowed to forms and periods, and counted in the index alone.
DROP INDEX report_unit_idx;
CREATE INDEX report_unit_idx ON report (unit_id, state, due_at, id, form_code, form_id, period);
-- A period's reports are counted by unit and state in the index's order, those of a province without the other ones.
DROP INDEX report_period_idx;
CREATE INDEX report_period_idx ON report (period, unit_id, state, form_id, due_at, sent_at, id);
