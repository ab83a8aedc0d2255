DROP INDEX report_period_idx;
CREATE INDEX report_period_idx ON report (period, form_id, unit_id);
