ALTER TABLE report_revision DROP COLUMN unit_id;
