-- The unit that the person acted for; none for the machine and for revisions from before this migration.
ALTER TABLE report_revision ADD COLUMN unit_id BIGINT REFERENCES unit (id);
