DROP TABLE unit_policy;
