-- Lists in every order without visiting rows: each order's index also holds what a scope asks for, so that a wide
-- scope is met in passing; a receiver's incoming reports stand in the two orders that people use. Counts of a scope,
-- with or without state and form, come from the indexes alone.

DROP INDEX report_due_idx;
CREATE INDEX report_due_idx ON report (due_at, id, unit_id, receiver_id, state);
CREATE INDEX report_unit_order_idx ON report (unit_sort, form_code, due_at, id, unit_id, receiver_id, state);
CREATE INDEX report_form_order_idx ON report (form_code, unit_sort, due_at, id, unit_id, receiver_id, state);
CREATE INDEX report_updated_idx ON report (updated_at, id, unit_id, receiver_id, state);

DROP INDEX report_unit_idx;
CREATE INDEX report_unit_idx ON report (unit_id, state, due_at, id, form_code);
DROP INDEX report_receiver_idx;
CREATE INDEX report_receiver_idx ON report (receiver_id, state, due_at, id, unit_id);
CREATE INDEX report_receiver_unit_idx ON report (receiver_id, state, unit_sort, form_code, due_at, id, unit_id);
