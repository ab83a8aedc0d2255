-- Reports of a unit are found, narrowed to forms and periods, and counted in the index alone.
DROP INDEX report_unit_idx;
CREATE INDEX report_unit_idx ON report (unit_id, state, due_at, id, form_code, form_id, period);
