DROP INDEX report_receiver_unit_idx;
DROP INDEX report_receiver_idx;
CREATE INDEX report_receiver_idx ON report (receiver_id, state, due_at, id);
DROP INDEX report_unit_idx;
CREATE INDEX report_unit_idx ON report (unit_id, state, due_at, id);

DROP INDEX report_updated_idx;
DROP INDEX report_form_order_idx;
DROP INDEX report_unit_order_idx;
DROP INDEX report_due_idx;
CREATE INDEX report_due_idx ON report (due_at, id);
