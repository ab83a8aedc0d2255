DROP TABLE report_predecessor;
DROP TABLE unit_place;
DROP INDEX unit_successor_idx;
ALTER TABLE unit DROP COLUMN reorganisation_id;
ALTER TABLE unit DROP COLUMN successor_id;
DROP TABLE reorganisation;
