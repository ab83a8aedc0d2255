DROP TABLE report_seen;
DROP TABLE step_cell;
ALTER TABLE report DROP COLUMN limited_by;
