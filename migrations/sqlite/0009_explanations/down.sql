ALTER TABLE report_content DROP COLUMN carried;
DROP TABLE explanation;
