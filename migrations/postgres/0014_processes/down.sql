ALTER TABLE report DROP COLUMN process_id;
DROP TABLE process_approver;
DROP TABLE process;
DELETE FROM unit_policy WHERE NOT is_set;
ALTER TABLE unit_policy DROP COLUMN at;
ALTER TABLE unit_policy DROP COLUMN user_id;
ALTER TABLE unit_policy DROP COLUMN revision;
ALTER TABLE unit_policy DROP COLUMN is_set;
