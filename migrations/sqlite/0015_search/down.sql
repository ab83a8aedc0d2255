DROP TABLE saved_search;
DROP INDEX report_form_due_idx;
DROP INDEX report_period_unit_idx;
DROP INDEX report_period_due_idx;
ALTER TABLE report ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE report SET search = (SELECT unit.search || form.search || ' ' || report.period FROM unit, form WHERE unit.id = report.unit_id AND form.id = report.form_id);
DROP TABLE report_period;
