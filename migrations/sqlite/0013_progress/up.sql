-- Counting the reports of a period by state and lateness, for a whole country, from an index alone.

DROP INDEX report_period_idx;
CREATE INDEX report_period_idx ON report (period, form_id, unit_id, state, due_at, sent_at);
